import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { CollectionGroup, Firewall, FirewallPolicy, RuleCollection } from "../network/firewall";
import { field, isAbsent, items, numeric, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import type { Children } from "./children";
import { absentOrUnseen, type Entity, read } from "./entity";
import type { ChildKind } from "./family";
import { applicationCollection, type FirewallRuleNode, networkCollection } from "./firewall-rule";
import { single } from "./link";
import { resolveReference } from "./resolve";

/** The rules of a firewall, in the form that is used to judge packets. */
export function rulesOf(entity: Entity<"firewall">, builder: Builder): Firewall<FirewallRuleNode> {
  const policyId = read(entity, "policy");
  const link = resolveReference(builder.registry, entity, policyId, ["firewallPolicy"]);
  if (link.to !== "nothing") {
    const policy = single(link);
    const seen = policy ? policyOf(policy, builder, []) : undefined;
    return { policy: seen ?? unknown(policyId.path, policyId.owner), classic: undefined, unseen: undefined };
  }
  const classic = classicCollections(entity, builder);
  const empty = !isUnknown(classic) && classic.length === 0;
  return {
    policy: undefined,
    classic,
    unseen: empty ? unknown("networkRuleCollections", entity.resource.urn) : undefined,
  };
}

/** Whether any rule collection of a firewall, or of its policies, is in the program, or may be. */
export function hasRules({ policy, classic }: Firewall<unknown>): boolean {
  const inClassic = isUnknown(classic) || (classic?.length ?? 0) > 0;
  return inClassic || (policy !== undefined && !isUnknown(policy) && anyGroup(policy));
}

/** The id of the policy of a firewall, or of a parent policy, that is not in the program. */
export function policyOutside(entity: Entity<"firewall">, { registry }: Builder): string | undefined {
  let link = resolveReference(registry, entity, read(entity, "policy"), ["firewallPolicy"]);
  const seen = new Set<Entity>();
  for (let policy = single(link); policy && !seen.has(policy); policy = single(link)) {
    seen.add(policy);
    link = resolveReference(registry, policy, read(policy, "basePolicy"), ["firewallPolicy"]);
  }
  return link.to === "external" ? link.id : undefined;
}

function anyGroup({ groups, parent }: FirewallPolicy<unknown>): boolean {
  return groups.length > 0 || (parent !== undefined && !isUnknown(parent) && anyGroup(parent));
}

function classicCollections(
  entity: Entity<"firewall">,
  builder: Builder,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  const network = inlineCollections(entity, read(entity, "networkCollections"), networkCollection, builder);
  const application = inlineCollections(entity, read(entity, "applicationCollections"), applicationCollection, builder);
  if (isUnknown(network)) return network;
  if (isUnknown(application)) return application;
  return [
    ...network,
    ...application,
    ...collectionsApart(builder.childrenOf(entity, "firewallNetworkCollection"), networkCollection, builder),
    ...collectionsApart(builder.childrenOf(entity, "firewallApplicationCollection"), applicationCollection, builder),
  ];
}

type ReadCollection = typeof networkCollection;

/** A collection that may belong to another firewall counts as any number of unknown rules. */
function collectionsApart<K extends ChildKind>(
  { list, unseen }: Children<K>,
  toCollection: ReadCollection,
  builder: Builder,
): readonly Value<RuleCollection<FirewallRuleNode>>[] {
  const collections = list.map(({ child, why }) => why ?? toCollection(child, child.program, builder));
  return unseen ? [...collections, unseen] : collections;
}

function inlineCollections(
  entity: Entity,
  property: Property,
  toCollection: ReadCollection,
  builder: Builder,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  const unseen = absentOrUnseen(entity, property);
  if (unseen && isAbsent(property)) return [];
  const list = items(property);
  return isUnknown(list) ? list : list.map((each) => toCollection(entity, each, builder));
}

/** A policy and its parents. Azure rejects a policy that inherits from itself: here the repeated parent is unknown. */
function policyOf(
  entity: Entity<"firewallPolicy">,
  builder: Builder,
  below: readonly Entity[],
): FirewallPolicy<FirewallRuleNode> | Unknown {
  if (below.includes(entity)) return unknown("basePolicy", entity.resource.urn);
  const base = read(entity, "basePolicy");
  const link = resolveReference(builder.registry, entity, base, ["firewallPolicy"]);
  const parent = single(link);
  const hidden = link.to === "nothing" ? undefined : unknown(base.path, base.owner);
  const { list, unseen } = builder.childrenOf(entity, "ruleCollectionGroup");
  const groups = [...list.map(({ child, why }) => why ?? groupOf(child, builder)), ...(unseen ? [unseen] : [])];
  return {
    parent: parent ? policyOf(parent, builder, [...below, entity]) : hidden,
    groups,
    // The rules of an empty policy count as unknown: a firewall that allows nothing serves no purpose, so another program adds them.
    unseen: groups.length === 0 ? unknown("ruleCollectionGroups", entity.resource.urn) : undefined,
  };
}

/**
 * The parent policy of a firewall that a rule collection group belongs to; `undefined` for a group of its own policy. Azure processes
 * the rules of parent policies before all others. https://learn.microsoft.com/azure/firewall-manager/rule-hierarchy
 */
export function parentPolicyWith(
  group: Entity,
  entity: Entity<"firewall">,
  { registry, childrenOf }: Builder,
): Entity<"firewallPolicy"> | undefined {
  const own = single(resolveReference(registry, entity, read(entity, "policy"), ["firewallPolicy"]));
  const seen = new Set([own]);
  for (let policy = own; policy; ) {
    const parent = single(resolveReference(registry, policy, read(policy, "basePolicy"), ["firewallPolicy"]));
    if (!parent || seen.has(parent)) return undefined;
    if (childrenOf(parent, "ruleCollectionGroup").list.some(({ child }) => child === group)) return parent;
    seen.add(parent);
    policy = parent;
  }
  return undefined;
}

function groupOf(group: Entity<"ruleCollectionGroup">, builder: Builder): CollectionGroup<FirewallRuleNode> {
  return { priority: numeric(read(group, "priority")), collections: collectionsOf(group, builder) };
}

function collectionsOf(
  group: Entity<"ruleCollectionGroup">,
  builder: Builder,
): Value<readonly Value<RuleCollection<FirewallRuleNode>>[]> {
  if (group.token.provider === "azure") {
    const network = inlineCollections(group, read(group, "networkCollections"), networkCollection, builder);
    const application = inlineCollections(group, read(group, "applicationCollections"), applicationCollection, builder);
    if (isUnknown(network)) return network;
    return isUnknown(application) ? application : [...network, ...application];
  }
  const list = items(read(group, "collections"));
  if (isUnknown(list)) return list;
  return list.flatMap((each): readonly Value<RuleCollection<FirewallRuleNode>>[] => {
    const type = text(field(each, "ruleCollectionType"));
    if (isUnknown(type)) return [type];
    // NAT collections apply to packets to the firewall's own public address.
    if (type !== undefined && /nat/i.test(type)) return [];
    return [networkCollection(group, each, builder)];
  });
}
