import { isUnknown } from "../known/value";
import { field, items, numeric, text } from "../plan/property";
import type { Entity } from "../topology/entity";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { type Edit, target } from "./edits";

const NAME = "batch-node-management";

/**
 * A collection of network rules before all others of the same place: Azure Firewall takes network rules before application
 * rules, and collections by their priority. Nothing where the program has no place for it.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function firewallRuleAdded(firewall: FirewallNode, sources: readonly string[], tag: string): readonly Edit[] {
  const place = placesIn(firewall)[0];
  if (!place || sources.length === 0) return [];
  const isNative = place.token.provider === "azure-native";
  const inPolicy = place.kind === "ruleCollectionGroup";
  if (!inPolicy && place.kind !== "firewall") return [];
  const path = isNative && inPolicy ? "ruleCollections" : "networkRuleCollections";
  const list = items(field(place.program, path));
  if (isUnknown(list)) return [];
  const taken = list.map((each) => numeric(field(each, "priority")));
  const priority = free(taken.filter((each) => typeof each === "number"));
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

/** The lowest of the priorities that collections can have, 100 to 65000, that is free and before the others. */
function free(taken: readonly number[]): number {
  const first = Math.min(...taken, 65_000);
  for (let priority = first - 1; priority >= 100; priority -= 1) if (!taken.includes(priority)) return priority;
  let after = 100;
  while (taken.includes(after)) after += 1;
  return after;
}

/** The rule collection groups of a firewall's policy, those that come first at the front; else the firewall itself. */
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
