import { isUnknown, type Unknown, type Value } from "../known/value";
import type { CollectionGroup, Firewall, FirewallPolicy, FirewallRule, RuleCollection } from "./firewall";
import { type Findings, type Remark, readNumber, readWord } from "./rule-fields";

/** A rule with its place in the order in which a firewall evaluates rules. */
export interface PlacedRule<Ref> {
  /** The rule, or an unknown value that may contain one or more rules. */
  readonly rule: FirewallRule<Ref> | Unknown;
  /** `undefined` if it is unknown, or if Azure does not accept it. */
  readonly action: "Allow" | "Deny" | undefined;
  readonly place: Place;
  /** The unknown values that the place and the action depend on. */
  readonly unknowns: readonly Unknown[];
  /** Why Azure would refuse the collection or the group. */
  readonly problems: readonly Remark[];
}

/**
 * The place of a rule, as steps from the most to the least significant: type, inheritance, group, collection, rule. A step is a
 * range if its number is not known. Steps with the same `owner` have the same number, known or not.
 */
export type Place = readonly Step[];

interface Step {
  readonly from: number;
  readonly to: number;
  readonly owner?: object;
}

/**
 * All rules of a firewall in the order of their earliest possible places: network rules before application rules regardless of
 * their priorities, a parent policy before its children, then group priority, collection priority, and the order in the
 * collection.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function rulesInOrder<Ref>(firewall: Firewall<Ref>): readonly PlacedRule<Ref>[] {
  const own = exactly(0);
  // Azure refuses classic collections on a firewall that has a policy.
  const classic =
    firewall.policy !== undefined
      ? []
      : isUnknown(firewall.classic)
        ? [hidden<Ref>(firewall.classic, own)]
        : elementsOf(firewall.classic).flatMap((each) =>
            ofCollection(each, own, exactly(0), { unknowns: [], problems: [], notes: [] }),
          );
  const unseen = firewall.unseen === undefined ? [] : [hidden<Ref>(firewall.unseen, own)];
  return [...ofPolicy(firewall.policy, 0, []), ...classic, ...unseen].sort(byEarliest);
}

/** Whether `a` is evaluated before `b` whatever the unknown priorities turn out to be. */
export function certainlyBefore(a: Place, b: Place): boolean {
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (y === undefined) return false;
    if (x.owner !== undefined && x.owner === y.owner) continue;
    if (x.to !== y.from) return x.to < y.from;
    if (x.owner !== undefined || y.owner !== undefined) return false;
  }
  return false;
}

function byEarliest(a: { readonly place: Place }, b: { readonly place: Place }): number {
  for (const [index, x] of a.place.entries()) {
    const y = b.place[index];
    if (y !== undefined && x.from !== y.from) return x.from < y.from ? -1 : 1;
  }
  return 0;
}

function ofPolicy<Ref>(
  policy: Value<FirewallPolicy<Ref>> | undefined,
  level: number,
  below: readonly object[],
): readonly PlacedRule<Ref>[] {
  if (policy === undefined || (!isUnknown(policy) && below.includes(policy))) return [];
  if (isUnknown(policy)) return [hidden(policy, { from: Number.NEGATIVE_INFINITY, to: level })];
  return [
    ...ofPolicy(policy.parent, level - 1, [...below, policy]),
    ...policy.groups.flatMap((group) => ofGroup(group, exactly(level))),
    ...(policy.unseen === undefined ? [] : [hidden<Ref>(policy.unseen, exactly(level))]),
  ];
}

function ofGroup<Ref>(group: Value<CollectionGroup<Ref>>, level: Step): readonly PlacedRule<Ref>[] {
  if (isUnknown(group)) return [hidden(group, level)];
  const findings: Findings = { unknowns: [], problems: [], notes: [] };
  const step = priorityStep("ruleCollectionGroup.priority", group, findings);
  if (isUnknown(group.collections)) return [hidden(group.collections, level, step)];
  return elementsOf(group.collections).flatMap((each) => ofCollection(each, level, step, findings));
}

function ofCollection<Ref>(
  collection: Value<RuleCollection<Ref>>,
  level: Step,
  group: Step,
  above: Findings,
): readonly PlacedRule<Ref>[] {
  if (isUnknown(collection)) return [hidden(collection, level, group)];
  const own: Findings = { unknowns: [...above.unknowns], problems: [...above.problems], notes: [] };
  const step = priorityStep("priority", collection, own);
  if (isUnknown(collection.rules)) return [hidden(collection.rules, level, group, step)];
  const action = readWord("action", collection.action, ["Allow", "Deny"], own);
  return elementsOf(collection.rules).map((rule, index) => {
    const type = isUnknown(rule) ? anyType : exactly(rule.kind === "network" ? 0 : 1);
    return { rule, action, place: [type, level, group, step, exactly(index)], ...own };
  });
}

const anyType: Step = { from: 0, to: 1 };

/** A placeholder for any number of unknown rules. */
function hidden<Ref>(by: Unknown, level: Step, group = anywhere(), collection = anywhere()): PlacedRule<Ref> {
  return {
    rule: by,
    action: undefined,
    place: [anyType, level, group, collection, anywhere()],
    unknowns: [by],
    problems: [],
  };
}

function exactly(number: number, owner?: object): Step {
  return owner === undefined ? { from: number, to: number } : { from: number, to: number, owner };
}

/** A step with an unrestricted number: whether it comes before or after another step is unknown. */
function anywhere(): Step {
  return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, owner: {} };
}

/** A refused priority leaves the order unknown. */
function priorityStep(field: string, owner: { readonly priority: unknown }, findings: Findings): Step {
  const priority = readNumber(field, owner.priority, [100, 65000], findings);
  if (priority !== undefined) return exactly(priority, owner);
  return isUnknown(owner.priority) ? { from: 100, to: 65000, owner } : { ...anywhere(), owner };
}

/** The elements of a list; any other value, which a program may contain, has none. */
function elementsOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}
