import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { CollectionGroup, Firewall, FirewallPolicy, RuleCollection } from "../network/firewall";
import { field, fieldAt, isAbsent, items, numeric, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { applicationCollection, type FirewallRuleNode, networkCollection } from "./firewall-rule";
import { single } from "./link";
import { once } from "./once";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

/** An Azure Firewall. */
export interface FirewallNode {
  readonly entity: Entity<"firewall">;
  readonly name: Value<string>;
  /** Its private addresses, by which routes name it; unknown before deployment. */
  readonly addresses: readonly Value<string>[];
  /** The prefixes of its own subnet, in which nothing else may stand. */
  readonly subnetPrefixes: readonly Value<string>[];
  /** Its rules, in the form that judges packets. */
  readonly rules: Firewall<FirewallRuleNode>;
}

/** Reads a firewall. @see https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
export function toFirewall(entity: Entity<"firewall">, around: Surroundings): FirewallNode {
  const rules = once(() => rulesOf(entity, around));
  const prefixes = once(() => prefixesOf(entity, around));
  return {
    entity,
    name: entity.name,
    addresses: addressesOf(entity),
    get subnetPrefixes() {
      return prefixes();
    },
    get rules() {
      return rules();
    },
  };
}

function addressesOf(entity: Entity<"firewall">): readonly Value<string>[] {
  const hub = text(readState(entity, "hubAddress"));
  const configurations = items(readState(entity, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  const spelling = entity.token.provider === "azure" ? "privateIpAddress" : "privateIPAddress";
  const own = configurations.map((each) => text(field(each, spelling)) ?? unknown(each.path, each.owner));
  const all = hub === undefined || isUnknown(hub) ? own : [...own, hub];
  return all.length > 0 ? all : [unknown("ipConfigurations", entity.resource.urn)];
}

/** https://learn.microsoft.com/azure/firewall/firewall-faq: `AzureFirewallSubnet` is for the firewall alone. */
function prefixesOf(entity: Entity<"firewall">, around: Surroundings): readonly Value<string>[] {
  const configurations = items(read(entity, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  return configurations.flatMap((each) => {
    const id = entity.token.provider === "azure" ? field(each, "subnetId") : fieldAt(each, "subnet.id");
    const subnet = single(resolveReference(around.registry, entity, id, SUBNET_KINDS));
    if (!subnet) return [];
    const { prefixes } = around.subnet(subnet as SubnetEntity);
    return isUnknown(prefixes) ? [prefixes] : prefixes;
  });
}

function rulesOf(entity: Entity<"firewall">, around: Surroundings): Firewall<FirewallRuleNode> {
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
    unseen: empty ? unknown("networkRuleCollections", entity.resource.urn) : undefined,
  };
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
    unseen: groups.length === 0 ? unknown("ruleCollectionGroups", entity.resource.urn) : undefined,
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
