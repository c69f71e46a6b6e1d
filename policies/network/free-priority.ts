import type { Flow } from "./flow";
import { GROUP_PRIORITIES } from "./rule-order";
import type { SecurityRuleList } from "./security-group";
import { readSecurityRule, type SecurityRule, type SecurityRuleFields } from "./security-rule";
import type { SubnetContext } from "./subnet-context";
import { type Demand, judgeTraffic } from "./traffic";

/** A priority at which a new rule takes effect, or the rule that prevents this at any priority. */
export type FreePriority<Ref> =
  | { readonly priority: number }
  | { readonly priority: undefined; readonly inTheWay: SecurityRule<Ref> | undefined };

const ROUND = [100, 10, 5, 1];

/**
 * A priority for a new rule in `group` that allows all of `flow` (`access: "Allow"`) or denies all of it (`"Deny"`), whatever
 * the unknown values turn out to be. It is the lowest of the roundest free numbers (hundreds, then tens, fives, ones) that come
 * before every rule that could override the new one. Not free are the known priorities of the group's rules, in either
 * direction, and those in `reserved`, which are for other new rules.
 *
 * If there is none, `inTheWay` is the first rule that would still override the new one: a rule at the lowest priority numbers, or
 * one of unknown priority; `undefined` if `newRule` does not cover the flow.
 */
export function freePriority<Ref>(
  group: SecurityRuleList<Ref>,
  newRule: SecurityRuleFields,
  flow: Flow,
  context: SubnetContext,
  reserved: Iterable<number> = [],
): FreePriority<Ref> {
  const demand: Demand = `${newRule.access}`.toLowerCase() === "deny" ? "none-through" : "all-through";
  const bad = demand === "all-through" ? "Deny" : "Allow";
  const taken = new Set([...group.rules.map((rule) => rule.priority), ...reserved]);
  const { first, last } = GROUP_PRIORITIES;
  for (let before = last + 1; ; ) {
    const priority = lowestRound(first, before, taken);
    const added = readSecurityRule<Ref | undefined>({ ...newRule, priority: priority ?? first }, undefined);
    const rules = priority === undefined ? group.rules : [...group.rules, added as SecurityRule<Ref>];
    const verdict = judgeTraffic(demand, { group: { ...group, rules } }, flow, context);
    if (priority !== undefined && verdict.is === "holds") return { priority };
    const opposing = verdict.because.pieces.filter((piece) => piece.effect === bad).map((piece) => piece.rule);
    const blocker = opposing
      .filter((rule) => rule !== undefined)
      .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))[0];
    // A rule after the new one decides packets that the new one does not cover, so no priority helps.
    const uncovered = priority !== undefined && blocker !== undefined && (blocker.priority ?? 0) > priority;
    if (uncovered) return { priority: undefined, inTheWay: undefined };
    if (priority === undefined || blocker?.priority === undefined || !group.rules.includes(blocker)) {
      return { priority: undefined, inTheWay: blocker };
    }
    before = blocker.priority;
  }
}

function lowestRound(first: number, before: number, taken: ReadonlySet<number | undefined>): number | undefined {
  for (const step of ROUND) {
    for (let number = Math.ceil(first / step) * step; number < before; number += step) {
      if (!taken.has(number)) return number;
    }
  }
  return undefined;
}
