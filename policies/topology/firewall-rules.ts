import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { CollectionGroup, Firewall, FirewallPolicy, RuleCollection } from "../network/firewall";
import { field, isAbsent, items, numeric, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity, read } from "./entity";
import { applicationCollection, type FirewallRuleNode, networkCollection } from "./firewall-rule";
import { single } from "./link";
import { resolveReference } from "./resolve";
import { straysOf } from "./strays";
import type { Surroundings } from "./surroundings";

/** The rules of a firewall, in the form that judges packets. */
export function rulesOf(entity: Entity<"firewall">, around: Surroundings): Firewall<FirewallRuleNode> {
  const policyId = read(entity, "policy");
  const link = resolveReference(around.registry, entity, policyId, ["firewallPolicy"]);
  if (link.to !== "nothing") {
    const policy = single(link);
    const seen = policy ? policyOf(policy as Entity<"firewallPolicy">, around, []) : undefined;
    return { policy: seen ?? unknown(policyId.path, policyId.owner), classic: undefined, unseen: undefined };
  }
  const classic = classicCollections(entity, around);
  const empty = !isUnknown(classic) && classic.length === 0;
  return {
    policy: undefined,
    classic,
    unseen: strayCollections(around)[0] ?? (empty ? unknown("networkRuleCollections", entity.resource.urn) : undefined),
  };
}

/** Whether any rule collection of a firewall, or of its policies, is in the program, or may turn out to be. */
export function hasRules({ policy, classic }: Firewall<unknown>, around: Surroundings): boolean {
  const inClassic = isUnknown(classic) || (classic?.length ?? 0) > 0;
  const inPolicies = policy !== undefined && !isUnknown(policy) && anyGroup(policy);
  const strays = policy === undefined ? strayCollections(around) : strayGroups(around);
  return inClassic || inPolicies || strays.length > 0;
}

function anyGroup({ groups, parent }: FirewallPolicy<unknown>): boolean {
  return groups.length > 0 || (parent !== undefined && !isUnknown(parent) && anyGroup(parent));
}

function strayGroups({ registry }: Surroundings): readonly Unknown[] {
  return straysOf(registry, "ruleCollectionGroup").map(({ why }) => why);
}

function strayCollections({ registry }: Surroundings): readonly Unknown[] {
  const kinds = ["firewallNetworkCollection", "firewallApplicationCollection"] as const;
  return kinds.flatMap((kind) => straysOf(registry, kind)).map(({ why }) => why);
}

function classicCollections(
  entity: Entity<"firewall">,
  around: Surroundings,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  const network = inlineCollections(entity, read(entity, "networkCollections"), networkCollection, around);
  const application = inlineCollections(entity, read(entity, "applicationCollections"), applicationCollection, around);
  if (isUnknown(network)) return network;
  if (isUnknown(application)) return application;
  const apart = [
    ...around
      .childrenOf(entity, "firewallNetworkCollection")
      .map((each) => networkCollection(each.child, each.child.program, around)),
    ...around
      .childrenOf(entity, "firewallApplicationCollection")
      .map((each) => applicationCollection(each.child, each.child.program, around)),
  ];
  return [...network, ...application, ...apart];
}

type ReadCollection = typeof networkCollection;

function inlineCollections(
  entity: Entity,
  property: Property,
  toCollection: ReadCollection,
  around: Surroundings,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  const unseen = absentOrUnseen(entity, property);
  if (unseen && isAbsent(property)) return [];
  const list = items(property);
  return isUnknown(list) ? list : list.map((each) => toCollection(entity, each, around));
}

/** A policy and its parents. A policy that inherits from itself would be refused: it ends there, as unknown. */
function policyOf(
  entity: Entity<"firewallPolicy">,
  around: Surroundings,
  below: readonly Entity[],
): FirewallPolicy<FirewallRuleNode> | Unknown {
  if (below.includes(entity)) return unknown("basePolicy", entity.resource.urn);
  const base = read(entity, "basePolicy");
  const link = resolveReference(around.registry, entity, base, ["firewallPolicy"]);
  const parent = single(link) as Entity<"firewallPolicy"> | undefined;
  const hidden = link.to === "nothing" ? undefined : unknown(base.path, base.owner);
  const groups = around.childrenOf(entity, "ruleCollectionGroup").map(({ child, certain }) => {
    return certain ? groupOf(child as Entity<"ruleCollectionGroup">, around) : unknown("", child.resource.urn);
  });
  return {
    parent: parent ? policyOf(parent, around, [...below, entity]) : hidden,
    groups,
    // Nobody runs a firewall that lets nothing through: the rules of an empty policy are made elsewhere.
    unseen:
      strayGroups(around)[0] ??
      (groups.length === 0 ? unknown("ruleCollectionGroups", entity.resource.urn) : undefined),
  };
}

function groupOf(group: Entity<"ruleCollectionGroup">, around: Surroundings): CollectionGroup<FirewallRuleNode> {
  return { priority: numeric(read(group, "priority")), collections: collectionsOf(group, around) };
}

function collectionsOf(
  group: Entity<"ruleCollectionGroup">,
  around: Surroundings,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  if (group.token.provider === "azure") {
    const network = inlineCollections(group, read(group, "networkCollections"), networkCollection, around);
    const application = inlineCollections(group, read(group, "applicationCollections"), applicationCollection, around);
    if (isUnknown(network)) return network;
    return isUnknown(application) ? application : [...network, ...application];
  }
  const list = items(read(group, "collections"));
  if (isUnknown(list)) return list;
  return list.flatMap((each): readonly Value<RuleCollection<FirewallRuleNode>>[] => {
    const type = text(field(each, "ruleCollectionType"));
    if (isUnknown(type)) return [type];
    // NAT collections concern packets to the firewall's own public address.
    if (type !== undefined && /nat/i.test(type)) return [];
    return [networkCollection(group, each, around)];
  });
}
