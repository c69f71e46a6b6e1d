import type { Direction, SecurityRule } from "./security-rule";

/** What happens to a packet. */
export type Effect = "Allow" | "Deny";

/** A rule in the order of evaluation, with its effect on packets. */
export interface Step<Ref> {
  readonly rule: SecurityRule<Ref>;
  readonly effect: Effect;
  /** Whether the rule catches all that it may match, or only what it matches for certain. */
  readonly catches: "may" | "must";
}

/** What a rule of a network security group does to packets. */
export function effectOfRule({ access }: SecurityRule<unknown>): Effect | undefined {
  return access === "AlwaysAllow" ? "Allow" : access;
}

/** The priorities that rules can have. If they are exclusive, Azure refuses two rules of one direction with the same priority. */
export interface Priorities {
  readonly first: number;
  readonly last: number;
  readonly exclusive: boolean;
}

export const GROUP_PRIORITIES: Priorities = { first: 100, last: 4096, exclusive: true };
/** https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins#security-admin-rules-fields */
export const ADMIN_PRIORITIES: Priorities = { first: 1, last: 4096, exclusive: false };

/** The priorities that rules of `direction` certainly have. */
function takenPriorities<Ref>(rules: readonly SecurityRule<Ref>[], direction: Direction): Set<number> {
  const taken = new Set<number>();
  for (const rule of rules) {
    if (rule.direction === direction && !rule.maybe && rule.priority !== undefined) taken.add(rule.priority);
  }
  return taken;
}

/**
 * The rules that Azure refuses because others of the same direction have the same priority (`SecurityRuleConflict`): each rule
 * is mapped to all rules that share its direction and priority.
 */
export function sharedPlaces<Ref>(
  rules: readonly SecurityRule<Ref>[],
): Map<SecurityRule<Ref>, readonly SecurityRule<Ref>[]> {
  const places = new Map<string, SecurityRule<Ref>[]>();
  for (const rule of rules) {
    if (rule.direction === undefined || rule.priority === undefined) continue;
    const key = `${rule.direction} ${rule.priority}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, [rule]);
    else place.push(rule);
  }
  return new Map(
    [...places.values()].filter(({ length }) => length > 1).flatMap((place) => place.map((rule) => [rule, place])),
  );
}

/**
 * The first and the last priority that a rule of unknown priority can have. One with a refused priority is not limited to
 * these.
 */
function openPlaces<Ref>(
  rules: readonly SecurityRule<Ref>[],
  direction: Direction,
  priorities: Priorities,
): [number, number] {
  let { first, last } = priorities;
  if (!priorities.exclusive) return [first, last];
  const taken = takenPriorities(rules, direction);
  while (taken.has(first)) first++;
  while (taken.has(last)) last--;
  return [first, last];
}

/**
 * The order of evaluation of `rules` in one direction that is the best case for `favoured`. Rules that may have the favoured
 * effect come as early as they can and catch all that they may match; the others come as late as they can and catch only what
 * they certainly match. A packet that does not get the favoured effect in this order never gets it, whatever the unknown values
 * turn out to be.
 *
 * `effectOf` returns the effect of a rule on the packets in question, `undefined` if it is not known.
 */
export function stepsFavouring<Ref>(
  rules: readonly SecurityRule<Ref>[],
  direction: Direction,
  priorities: Priorities,
  favoured: Effect,
  effectOf: (rule: SecurityRule<Ref>) => Effect | undefined,
): Step<Ref>[] {
  const open = openPlaces(rules, direction, priorities);
  // With exclusive priorities, a rule of unknown priority never follows a rule that may have the same priority: if that rule
  // exists, the priority is taken.
  const lateWithoutPriority = priorities.exclusive ? -1 : 1;
  const places: { place: number; late: number; step: Step<Ref> }[] = [];
  for (const rule of rules) {
    if (rule.direction !== undefined && rule.direction !== direction) continue;
    const [first, last] = rule.problems.some(({ field }) => field === "priority")
      ? [0, Number.POSITIVE_INFINITY]
      : open;
    const effect = effectOf(rule) ?? favoured;
    if (effect === favoured) {
      places.push({ place: rule.priority ?? first, late: 0, step: { rule, effect, catches: "may" } });
    } else if (rule.direction !== undefined && !rule.maybe) {
      const late = rule.priority === undefined ? lateWithoutPriority : 1;
      places.push({ place: rule.priority ?? last, late, step: { rule, effect, catches: "must" } });
    }
  }
  places.sort((a, b) => a.place - b.place || a.late - b.late);
  return places.map(({ step }) => step);
}
