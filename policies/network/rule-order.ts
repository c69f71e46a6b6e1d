import type { Direction, SecurityRule } from "./security-rule";

/** What becomes of a packet. */
export type Effect = "Allow" | "Deny";

/** A rule at its place in the walk, with what it does to packets there. */
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

/** Which priorities rules can have. Where they are exclusive, Azure refuses two rules of one direction with the same one. */
export interface Priorities {
  readonly first: number;
  readonly last: number;
  readonly exclusive: boolean;
}

export const GROUP_PRIORITIES: Priorities = { first: 100, last: 4096, exclusive: true };
/** https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins#security-admin-rules-fields */
export const ADMIN_PRIORITIES: Priorities = { first: 1, last: 4096, exclusive: false };

/** The priorities that rules of `direction` take for certain. */
function takenPriorities<Ref>(rules: readonly SecurityRule<Ref>[], direction: Direction): Set<number> {
  const taken = new Set<number>();
  for (const rule of rules) {
    if (rule.direction === direction && !rule.maybe && rule.priority !== undefined) taken.add(rule.priority);
  }
  return taken;
}

/**
 * Which rules Azure refuses because others of the same direction have the same priority (`SecurityRuleConflict`): the rules of
 * each such place, by any one of them.
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

/** The first and the last place where a rule of unknown priority can stand; a refused priority may be meant as any. */
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
 * The walk through `rules` of one direction that serves `favoured` best, whatever the unknown values turn out to be: rules that
 * may have the favoured effect stand as early as they can and catch all they may match; the others stand as late as they can
 * and catch only what they must. A packet that does not get the favoured effect on this walk never gets it.
 *
 * `effectOf` tells what a rule does to the packets in question, `undefined` where that is not known.
 */
export function stepsFavouring<Ref>(
  rules: readonly SecurityRule<Ref>[],
  direction: Direction,
  priorities: Priorities,
  favoured: Effect,
  effectOf: (rule: SecurityRule<Ref>) => Effect | undefined,
): Step<Ref>[] {
  const open = openPlaces(rules, direction, priorities);
  // A rule whose own place is not known never follows one that may have that place: where the latter is there, the place is taken.
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
