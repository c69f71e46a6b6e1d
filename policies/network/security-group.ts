import type { Unknown } from "../known/value";
import { type Family, NO_ADDRESS } from "./address-set";
import { DEFAULT_RULES } from "./default-rules";
import { ANYTHING } from "./extent";
import type { Flow } from "./flow";
import type { Box } from "./packet-box";
import { EVERY_PORT, NO_PORT } from "./port-set";
import { ADMIN_PRIORITIES, type Effect, effectOfRule, GROUP_PRIORITIES, type Step, stepsFavouring } from "./rule-order";
import { firstMatches, type Match } from "./rule-walk";
import type { Direction, SecurityRule } from "./security-rule";
import type { TagMeaning } from "./tag-meaning";

/**
 * A network security group: the rules in the program. Azure's default rules need not be included. Must not change after it was
 * judged.
 */
export interface SecurityRuleList<Ref> {
  readonly rules: readonly SecurityRule<Ref>[];
  /** `false`: there may be rules that the program does not show. */
  readonly complete: boolean;
  /** The unknown values that decide which rules those are, if any. */
  readonly unknowns?: readonly Unknown[];
}

/** Security admin rules of Azure Virtual Network Manager that are in effect; their priorities decide their order. */
export interface AdminRules<Ref> {
  readonly rules: readonly SecurityRule<Ref>[];
  readonly complete: boolean;
  readonly unknowns?: readonly Unknown[];
}

/** All that filters the traffic of a subnet. */
export interface Filters<Ref> {
  /** The group of the subnet; `undefined` if it has none, so that all traffic passes. */
  readonly group: SecurityRuleList<Ref> | undefined;
  readonly adminRules?: AdminRules<Ref> | undefined;
}

/** Some packets, what happens to them, and the rule that decides it. */
export interface Decision<T extends number | bigint, Ref> {
  readonly effect: Effect;
  readonly box: Box<T>;
  /** `undefined`: no network security group. */
  readonly rule: SecurityRule<Ref> | undefined;
  /** The admin rule that passed the packets on to the group. */
  readonly via?: SecurityRule<Ref>;
}

const unseen = new WeakMap<object, SecurityRule<never>>();

/** A placeholder for all rules that the program does not show: they may match any packet and have any effect. */
function unseenRule(rules: SecurityRuleList<unknown>): SecurityRule<never> {
  let rule = unseen.get(rules);
  if (rule === undefined) {
    const side = { fixed: ANYTHING, tags: [], applicationGroup: false, literals: NO_ADDRESS };
    const ports = { must: NO_PORT, may: EVERY_PORT };
    rule = {
      ...{
        ref: undefined,
        name: "",
        direction: undefined,
        access: undefined,
        priority: undefined,
        protocol: undefined,
      },
      ...{
        source: side,
        destination: side,
        sourcePorts: ports,
        destinationPorts: ports,
        maybe: true,
        isDefault: false,
      },
      ...{ unknowns: rules.unknowns ?? [], problems: [], notes: [] },
    };
    unseen.set(rules, rule);
  }
  return rule;
}

/** Whether `rule` represents rules that the program does not show. */
export function isUnseen<Ref>(rule: SecurityRule<Ref>, { group, adminRules }: Filters<Ref>): boolean {
  return [group, adminRules].some((rules) => rules !== undefined && unseen.get(rules) === rule);
}

const orders = new WeakMap<object, Map<string, readonly Step<never>[]>>();

function remembered<Ref>(owner: object, key: string, make: () => readonly Step<Ref>[]): readonly Step<Ref>[] {
  let steps = orders.get(owner);
  if (steps === undefined) {
    steps = new Map();
    orders.set(owner, steps);
  }
  if (!steps.has(key)) steps.set(key, make() as readonly Step<never>[]);
  return steps.get(key) as readonly Step<Ref>[];
}

/** The rules of the program, and a placeholder for those that it does not show. */
function allRules<Ref>(rules: SecurityRuleList<Ref>): readonly SecurityRule<Ref>[] {
  return rules.complete ? rules.rules : [...rules.rules, unseenRule(rules)];
}

function groupSteps<Ref>(group: SecurityRuleList<Ref>, direction: Direction, favoured: Effect): readonly Step<Ref>[] {
  return remembered(group, `${direction} ${favoured}`, () => {
    const own = stepsFavouring(allRules(group), direction, GROUP_PRIORITIES, favoured, effectOfRule);
    const defaults = stepsFavouring<Ref>(DEFAULT_RULES, direction, GROUP_PRIORITIES, favoured, effectOfRule);
    return [...own, ...defaults];
  });
}

/** The order of admin rules for packets on which the network security group has the effect `beyond`. */
function adminSteps<Ref>(
  admin: AdminRules<Ref>,
  direction: Direction,
  favoured: Effect,
  beyond: Effect,
): readonly Step<Ref>[] {
  return remembered(admin, `${direction} ${favoured} ${beyond}`, () =>
    stepsFavouring(allRules(admin), direction, ADMIN_PRIORITIES, favoured, (rule) =>
      rule.access === "Allow" ? beyond : effectOfRule(rule),
    ),
  );
}

/**
 * What happens to the packets in `box` if all unknown values turn out in favour of `favoured`.
 *
 * Azure evaluates admin rules first: `Deny` drops packets, `AlwaysAllow` delivers them, `Allow` and no match pass them on to
 * the network security group (https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins). Here the
 * group is evaluated first: its effect on a packet shows whether an `Allow` of the admin rules serves `favoured`.
 */
export function decide<T extends number | bigint, Ref>(
  box: Box<T>,
  family: Family,
  filters: Filters<Ref>,
  flow: Flow,
  meaning: TagMeaning,
  favoured: Effect,
): Decision<T, Ref>[] {
  const { group, adminRules } = filters;
  const byGroup: Decision<T, Ref>[] =
    group === undefined
      ? [{ effect: "Allow", box, rule: undefined }]
      : firstMatches(box, family, groupSteps(group, flow.direction, favoured), flow, meaning).matches;
  if (adminRules === undefined) return byGroup;
  return byGroup.flatMap((decision) => {
    const steps = adminSteps(adminRules, flow.direction, favoured, decision.effect);
    const { matches, rest } = firstMatches(decision.box, family, steps, flow, meaning);
    return [
      ...matches.map((match) => throughAdmin(match, decision)),
      ...rest.map((left) => ({ ...decision, box: left })),
    ];
  });
}

function throughAdmin<T extends number | bigint, Ref>(
  match: Match<T, Ref>,
  decision: Decision<T, Ref>,
): Decision<T, Ref> {
  if (match.rule.access === "Allow") return { ...decision, box: match.box, via: match.rule };
  return { effect: match.effect, box: match.box, rule: match.rule };
}
