import { isUnknown } from "../known/value";
import { freePriority } from "../network/free-priority";
import { ports } from "../network/port-set";
import { GROUP_PRIORITIES } from "../network/rule-order";
import type { SecurityRuleList } from "../network/security-group";
import { readSecurityRule, type SecurityRuleFields } from "../network/security-rule";
import { judgeTraffic } from "../network/traffic";
import { type GroupRule, ruleFields } from "../reach/filters";
import { isBatchTag } from "../reach/tag-family";
import type { SecurityRuleNode } from "../topology/security-group";
import type { Aim, NewRule } from "./remedy";

type Group = SecurityRuleList<SecurityRuleNode>;

/** The priorities and names that other new rules of the group take: these rules do not exist yet. */
export interface Reserved {
  readonly priorities: ReadonlySet<number>;
  /** The priorities to which existing rules are moved for the new ones. */
  readonly moves: ReadonlyMap<SecurityRuleNode, number>;
}

export const NOTHING_RESERVED: Reserved = { priorities: new Set(), moves: new Map() };

/** The change to a group that allows some packets. */
export type Place =
  | {
      /** Rules that are moved after it, and their new priorities. */
      readonly moves: ReadonlyMap<SecurityRuleNode, number>;
      readonly priority: number;
      /** The rule of the group that gets the priority; `undefined` for a new one. */
      readonly existing: SecurityRuleNode | undefined;
    }
  | {
      /** The moves are enough: then other rules of the group allow the packets. */
      readonly moves: ReadonlyMap<SecurityRuleNode, number>;
      readonly priority: undefined;
      readonly existing: undefined;
    }
  | { readonly inTheWay: GroupRule };

/** The most rules that are moved: a group that needs more must be reordered by its owner. */
const MOST_MOVES = 3;

/** The most attempts to move them, each time to a later priority. */
const MOST_TRIES = 20;

/**
 * A free priority at which a group allows all of the aims: for an existing rule that allows the same as the new one and has no
 * effect at its present priority, else for the new one. If earlier rules leave no free priority, they are moved after it.
 */
export function placeFor(
  group: Group,
  rule: NewRule,
  aims: readonly Aim[],
  reserved: Reserved = NOTHING_RESERVED,
): Place | undefined {
  for (const same of group.rules.filter((each) => saysTheSame(each, rule, aims))) {
    const { ref } = same;
    if (!ref || reserved.moves.has(ref)) continue;
    const others = { ...group, rules: group.rules.filter((each) => each !== same) };
    const place = placeAmong(others, () => ruleFields(ref), aims, reserved);
    if (place && !("inTheWay" in place) && place.priority !== undefined && place.moves.size === 0)
      return { ...place, existing: ref };
  }
  return placeAmong(group, ({ destination }) => fieldsOf(rule, destination), aims, reserved);
}

/** A rule decides at least as much when it comes earlier: the lowest priority suits all aims. */
function placeAmong(
  group: Group,
  fieldsFor: (aim: Aim) => SecurityRuleFields,
  aims: readonly Aim[],
  reserved: Reserved,
): Place | undefined {
  const moves = new Map<SecurityRuleNode, number>();
  let current = group;
  for (let tries = 0; ; tries += 1) {
    const taken = takenBy(reserved, moves);
    const places = aims.map((aim) => freePriority(current, fieldsFor(aim), aim.flow, aim.context, taken));
    const obstructed = places.find(({ priority }) => priority === undefined);
    if (!obstructed) {
      const priority = Math.min(...places.map(({ priority: free = 0 }) => free));
      return { moves, priority, existing: undefined };
    }
    const inTheWay = obstructed.priority === undefined ? obstructed.inTheWay : undefined;
    if (!inTheWay) return undefined;
    const moved = tries < MOST_TRIES ? movedBehind(inTheWay, current, reserved, moves) : undefined;
    if (!moved?.ref || moved.priority === undefined) return { inTheWay };
    moves.set(moved.ref, moved.priority);
    current = { ...current, rules: current.rules.map((each) => (each === inTheWay ? moved : each)) };
    if (aims.every((aim) => allows(current, aim))) return { moves, priority: undefined, existing: undefined };
  }
}

function allows(group: Group, { flow, context }: Aim): boolean {
  return judgeTraffic("all-through", { group }, flow, context).is === "holds";
}

/** The priorities that other rules take; a rule that is moved further frees its priority. */
function takenBy(reserved: Reserved, moves: ReadonlyMap<SecurityRuleNode, number>): ReadonlySet<number> {
  const moved = [...reserved.moves].filter(([rule]) => !moves.has(rule)).map(([, priority]) => priority);
  return new Set([...reserved.priorities, ...moved]);
}

/**
 * The same rule at the next free priority, or at the one that it is already moved to for others; `undefined` if the program does not
 * write it, or too many rules were moved already.
 */
function movedBehind(
  rule: GroupRule,
  { rules }: Group,
  reserved: Reserved,
  moves: ReadonlyMap<SecurityRuleNode, number>,
): GroupRule | undefined {
  const { ref } = rule;
  const { first, last } = GROUP_PRIORITIES;
  if (!ref || (ref.origin !== "inline" && ref.origin !== "standalone")) return undefined;
  if (!moves.has(ref) && moves.size >= MOST_MOVES) return undefined;
  const present = rule.priority ?? first;
  const taken = new Set([
    ...rules.map(({ priority }) => priority),
    ...takenBy(reserved, new Map([...moves, [ref, 0]])),
  ]);
  let priority = Math.max(present + 1, reserved.moves.get(ref) ?? 0);
  while (taken.has(priority)) priority += 1;
  return priority > last ? undefined : readSecurityRule({ ...ruleFields(ref), priority }, ref);
}

/** Whether a rule of the program allows the aim, and nothing that a new one would not: moving it opens no more than adding that one. */
function saysTheSame({ ref, ...each }: GroupRule, rule: NewRule, aims: readonly Aim[]): boolean {
  if (!ref?.certain || each.maybe || (ref.origin !== "inline" && ref.origin !== "standalone")) return false;
  if (each.direction !== rule.direction || each.access !== "Allow") return false;
  const { protocol } = each;
  const isEnough = protocol === rule.protocol || aims.every(({ flow }) => flow.protocol === protocol);
  if (!isEnough || (rule.protocol !== "*" && protocol !== rule.protocol)) return false;
  const meant = /^\d+$/.test(rule.port) ? ports(Number(rule.port)).join() : undefined;
  const { must, may } = each.destinationPorts;
  if (must.join() !== meant || may.join() !== meant) return false;
  return sameSide(ref, "source", rule.source) && sameSide(ref, "destination", rule.destination);
}

/** The tag of all regions also covers a region: it names no other service. */
function sameSide(ref: SecurityRuleNode, side: "source" | "destination", meant: string): boolean {
  const fields = ruleFields(ref);
  const lists = fields[`${side}AddressPrefixes`];
  const one = fields[`${side}AddressPrefix`];
  const written: readonly unknown[] = [...(Array.isArray(lists) ? lists : []), ...(one ? [one] : [])];
  const [only] = written;
  if (written.length !== 1 || isUnknown(only) || typeof only !== "string") return false;
  const said = only.toLowerCase();
  return said === meant.toLowerCase() || (isBatchTag(meant) && said === meant.toLowerCase().split(".")[0]);
}

function fieldsOf(rule: NewRule, destination = rule.destination): SecurityRuleFields {
  return {
    name: "New",
    direction: rule.direction,
    access: "Allow",
    protocol: rule.protocol,
    sourceAddressPrefix: rule.source,
    sourcePortRange: "*",
    destinationAddressPrefix: destination,
    destinationPortRange: rule.port,
  };
}
