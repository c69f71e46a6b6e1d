import { isUnknown } from "../known/value";
import { field, items, numeric, type Property, text } from "../plan/property";
import type { Entity } from "../topology/entity";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { type Edit, target } from "./edits";
import type { Change } from "./remedy";

const NAME = "batch-node-management";

/**
 * A collection of network rules before all others of the same place: Azure Firewall processes network rules before application
 * rules, and collections by their priority. Nothing if the program has no place for it.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function firewallRuleAdded({
  firewall,
  sources,
  tag,
  parent,
  before,
}: Extract<Change, { do: "add firewall rule" }>): readonly Edit[] {
  const place = parent ? parent.group : placesIn(firewall)[0];
  if (!place || sources.length === 0) return [];
  const isNative = place.token.provider === "azure-native";
  const inPolicy = place.kind === "ruleCollectionGroup";
  if (!inPolicy && place.kind !== "firewall") return [];
  const list = collectionsAt(place);
  if (isUnknown(list)) return [];
  const path = pathAt(place);
  const first = parent ? parent.priority : priorityBefore(place);
  // After the other collections a rule takes effect only if none of them denies.
  const priority = first ?? (parent || before ? undefined : priorityBehind(takenAt(list)));
  if (priority === undefined) return [];
  const names = new Set(list.map((each) => text(field(each, "name"))));
  const rule = {
    ...(isNative && inPolicy ? { ruleType: "NetworkRule" } : {}),
    name: NAME,
    [isNative && inPolicy ? "ipProtocols" : "protocols"]: ["TCP"],
    ...{ sourceAddresses: [...sources], destinationAddresses: [tag], destinationPorts: ["443"] },
  };
  const value = {
    ...(isNative && inPolicy ? { ruleCollectionType: "FirewallPolicyFilterRuleCollection" } : {}),
    ...{ name: names.has(NAME) ? `${NAME}-2` : NAME, priority },
    ...(isNative ? { action: { type: "Allow" } } : { action: "Allow" }),
    rules: [rule],
  };
  return [{ ...target(place), action: "add", path, value }];
}

/** The possible priorities of collections. https://learn.microsoft.com/azure/firewall/rule-processing */
const [FIRST, LAST] = [100, 65_000];

/** The last free priority before all collections of a group or firewall; `undefined` if none is free, or they are unknown. */
export function priorityBefore(place: Entity): number | undefined {
  const list = collectionsAt(place);
  if (isUnknown(list)) return undefined;
  const before = Math.min(...takenAt(list), LAST) - 1;
  return before < FIRST ? undefined : before;
}

function priorityBehind(taken: readonly number[]): number {
  let after = FIRST;
  while (taken.includes(after)) after += 1;
  return after;
}

function collectionsAt(place: Entity) {
  return items(field(place.program, pathAt(place)));
}

function pathAt({ token, kind }: Entity): string {
  const isOneList = token.provider === "azure-native" && kind === "ruleCollectionGroup";
  return isOneList ? "ruleCollections" : "networkRuleCollections";
}

function takenAt(list: readonly Property[]): readonly number[] {
  return list.map((each) => numeric(field(each, "priority"))).filter((each) => typeof each === "number");
}

/** The rule collection groups of a firewall's policy, in processing order; else the firewall itself. */
function placesIn({ rules, entity }: FirewallNode): readonly Entity[] {
  const { policy, classic } = rules;
  if (policy !== undefined && !isUnknown(policy)) {
    const groups = policy.groups
      .flatMap((group) => (isUnknown(group) ? [] : [group]))
      .toSorted((one, other) => rank(one.priority) - rank(other.priority));
    return groups.flatMap(({ collections }) => refsIn(collections).slice(0, 1));
  }
  return classic === undefined || isUnknown(classic) ? [] : [refsIn(classic)[0] ?? entity];
}

function rank(priority: unknown): number {
  return typeof priority === "number" ? priority : 65_001;
}

type Collections = FirewallNode["rules"]["classic"];

function refsIn(collections: Collections): readonly Entity[] {
  if (collections === undefined || isUnknown(collections)) return [];
  return collections.flatMap((collection) => {
    if (isUnknown(collection) || collection.rules === undefined || isUnknown(collection.rules)) return [];
    return collection.rules.flatMap((rule) => (isUnknown(rule) ? [] : [(rule.ref as FirewallRuleNode).entity]));
  });
}
