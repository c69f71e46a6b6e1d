import { groupBy } from "../known/multimap";
import { isUnknown } from "../known/value";
import { groupFilters } from "../reach/filters";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { describeRule } from "../wording/describe-rule";
import { NOTHING_RESERVED, type Place, placeFor, type Reserved } from "./place-rule";
import { type Aim, ask, type Change, inOrder, type NewRule, type Opening, type Remedy } from "./remedy";
import { firstFree } from "./resources";
import { ruleNameOf } from "./rule-names";

/** The change that opens a group for `aims`: a rule with a free priority that takes effect, if there is one. */
export function addRule(group: SecurityGroup, rule: NewRule, ...aims: readonly (Aim | undefined)[]): Opening {
  const names = namesIn(group);
  const place = placeOf({ group, rule, aims }, NOTHING_RESERVED);
  return { do: "open group", group, rule, aims, as: remedyAt(place, { group, rule }, nameFor(rule, names)) };
}

/** The changes that findings propose for the groups of a program, fitted together: each new rule once, with its own priority and name. */
export interface Allotment {
  /** The same remedy, with the allotted priorities and names. */
  readonly of: (remedy: Remedy) => Remedy;
  /** The priorities and names that the new rules of each group take, by the group's URN. */
  readonly taken: ReadonlyMap<string, Taken>;
}

/** The priorities and names that new rules of a group take: these rules do not exist yet. */
interface Taken {
  readonly priorities: ReadonlySet<number>;
  /** In lower case. */
  readonly names: ReadonlySet<string>;
}

/**
 * Azure rejects two rules of one group and direction with the same priority, or with the same name: the proposals of several findings
 * must be valid together. Findings that need the same rule get the same proposal; of findings that need different
 * rules, the earlier ones choose first.
 *
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 *
 * @param earlier the priorities and names that were allotted before, in this program or in it with some changes made: new rules must
 *   not take them.
 */
export function allotPriorities(remedies: readonly Remedy[], earlier?: Allotment): Allotment {
  const byGroup = groupBy(remedies.flatMap(openingsIn), ({ group }) => group);
  const allotted = new Map(
    [...byGroup].map(([group, openings]) => [group, allottedIn(group, openings, earlier?.taken.get(urnOf(group)))]),
  );
  const of = (remedy: Remedy): Remedy => {
    if (remedy.do === "either" || remedy.do === "in order") return { ...remedy, of: remedy.of.map(of) };
    if (remedy.do === "ask" && "example" in remedy) return { ...remedy, example: of(remedy.example) };
    return remedy.do === "open group" ? (allotted.get(remedy.group)?.remedies.get(keyOf(remedy)) ?? remedy) : remedy;
  };
  const taken = new Map([...allotted].map(([group, each]) => [urnOf(group), each.taken]));
  return { of, taken: new Map([...(earlier?.taken ?? []), ...taken]) };
}

function urnOf({ entity }: SecurityGroup): string {
  return entity.resource.urn;
}

/** The groups that a remedy opens. */
export function openingsIn(remedy: Remedy): readonly Opening[] {
  if (remedy.do === "either" || remedy.do === "in order") return remedy.of.flatMap(openingsIn);
  if (remedy.do === "ask" && "example" in remedy) return openingsIn(remedy.example);
  return remedy.do === "open group" ? [remedy] : [];
}

function keyOf({ rule }: Pick<Opening, "rule">): string {
  return JSON.stringify([rule.direction, rule.protocol, rule.source, rule.destination, rule.port]);
}

/** One of the new rules of a group, and the place that it gets. */
interface Allotted {
  readonly key: string;
  readonly first: Opening;
  readonly place: Place | undefined;
  readonly name: string;
}

/** The final form of each new rule of one group, and the priorities and names that all of them take. */
function allottedIn(
  group: SecurityGroup,
  openings: readonly Opening[],
  earlier: Taken | undefined,
): { readonly remedies: ReadonlyMap<string, Remedy>; readonly taken: Taken } {
  const byRule = groupBy(openings, keyOf);
  const reserved = { priorities: new Set(earlier?.priorities), moves: new Map<SecurityRuleNode, number>() };
  const names = new Set([...namesIn(group), ...(earlier?.names ?? [])]);
  const places = [...byRule].flatMap(([key, same]): readonly Allotted[] => {
    const [first] = same;
    if (!first) return [];
    // All findings propose the place that suits all of them; if there is none, the place that suits the first.
    const all = placeOf({ group, rule: first.rule, aims: same.flatMap(({ aims }) => aims) }, reserved);
    const place = all && !("inTheWay" in all) ? all : placeOf(first, reserved);
    if (!place || "inTheWay" in place) return [{ key, first, place, name: "" }];
    for (const [rule, priority] of place.moves) reserved.moves.set(rule, priority);
    const name = nameFor(first.rule, names);
    if (place.existing) reserved.moves.set(place.existing, place.priority);
    else if (place.priority !== undefined) {
      reserved.priorities.add(place.priority);
      names.add(name.toLowerCase());
    }
    return [{ key, first, place, name }];
  });
  const remedies = new Map(
    places.map(({ key, first, place, name }): [string, Remedy] => [
      key,
      { ...first, as: remedyAt(movedFor(place, reserved), first, name) },
    ]),
  );
  return { remedies, taken: { priorities: new Set([...reserved.priorities, ...reserved.moves.values()]), names } };
}

/** A rule that several findings move goes to the priority that suits all of them. */
function movedFor(place: Place | undefined, { moves }: Reserved): Place | undefined {
  if (!place || "inTheWay" in place) return place;
  return { ...place, moves: new Map([...place.moves].map(([rule, to]) => [rule, moves.get(rule) ?? to])) };
}

function placeOf({ group, rule, aims }: Pick<Opening, "group" | "rule" | "aims">, reserved: Reserved) {
  const rules = groupFilters(group).group;
  const known = aims.filter((aim) => aim !== undefined);
  const all = [...new Set(known)];
  return rules && known.length > 0 && known.length === aims.length ? placeFor(rules, rule, all, reserved) : undefined;
}

function remedyAt(place: Place | undefined, { group, rule }: Pick<Opening, "group" | "rule">, name: string): Remedy {
  if (!place) return { do: "add security rule", group, rule, priority: undefined };
  if ("inTheWay" in place) {
    const first = `Remove or narrow ${describeRule(place.inTheWay)}: no free priority comes before it.`;
    return inOrder(ask(first), { do: "add security rule", group, rule, priority: undefined });
  }
  const { moves, priority, existing } = place;
  const behind = [...moves].map(([moved, to]): Change => ({ do: "move security rule", rule: moved, priority: to }));
  if (priority === undefined) return inOrder(...behind);
  return existing
    ? inOrder(...behind, { do: "move security rule", rule: existing, priority })
    : inOrder(...behind, { do: "add security rule", group, rule, name, priority });
}

function namesIn({ rules }: SecurityGroup): Set<string> {
  return new Set(rules.map(({ name }) => (isUnknown(name) ? "" : name.toLowerCase())));
}

function nameFor(rule: NewRule, taken: ReadonlySet<string>): string {
  return firstFree(ruleNameOf(rule), (name) => taken.has(name.toLowerCase()));
}
