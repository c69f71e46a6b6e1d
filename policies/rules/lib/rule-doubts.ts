import type { Remark } from "../../network/rule-fields";
import type { Doubt } from "../../network/traffic-evidence";
import type { SecurityRuleNode } from "../../topology/security-group";
import { describeRule } from "../../wording/describe-rule";

/**
 * What to check if a verdict on traffic is undecided because of a rule that Azure would reject, or whose meaning only Azure knows;
 * `undefined` if no rule of the program is the reason.
 */
export function doubtAboutRules(doubts: readonly Doubt<SecurityRuleNode>[]): string | undefined {
  const doubt = doubts.find(({ rule }) => rule?.ref !== undefined);
  return doubt && checkRejected(doubt, describeRule(doubt.rule));
}

/** What to check about a rule or a route, of that name, that Azure would reject. */
export function checkRejected({ field, hint }: Remark, name: string): string {
  const why = hint === undefined ? ", or only Azure knows its meaning" : `; ${hint}`;
  return `Check ${field} of ${name}: Azure rejects the value${why}.`;
}
