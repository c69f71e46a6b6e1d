import { isUnknown, unknown } from "../known/value";
import type { Association, Attachment } from "./builder";
import { type Children, childrenByParent } from "./children";
import { type Entity, isOfKind, read } from "./entity";
import type { Kind } from "./kinds";
import type { Registry } from "./registry";
import { descentOf, resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

/** The kind of the parent for each kind of child. */
const PARENT_KIND = {
  subnet: "virtualNetwork",
  networkDnsServers: "virtualNetwork",
  peering: "virtualNetwork",
  securityRule: "securityGroup",
  route: "routeTable",
  ruleCollectionGroup: "firewallPolicy",
  ipGroupCidr: "ipGroup",
  firewallNetworkCollection: "firewall",
  firewallApplicationCollection: "firewall",
  routingIntent: "virtualHub",
  hubConnection: "virtualHub",
  adminConfiguration: "networkManager",
  adminRuleCollection: "adminConfiguration",
  adminRule: "adminRuleCollection",
  routingConfiguration: "networkManager",
  routingRuleCollection: "routingConfiguration",
  routingRule: "routingRuleCollection",
  commit: "networkManager",
  zoneGroup: "privateEndpoint",
  zoneLink: "privateZone",
  zoneRecord: "privateZone",
  forwardingRule: "forwardingRuleset",
  rulesetLink: "forwardingRuleset",
  networkGroupMember: "networkGroup",
} as const satisfies Partial<Record<Kind, Kind>>;

/** The kinds of resources that belong to another one. */
export type ChildKind = keyof typeof PARENT_KIND;

/** The kind that a resource of kind `K` belongs to. */
export type ParentKind<K extends ChildKind> = (typeof PARENT_KIND)[K];

/** Standalone children of one kind, by their parent. */
export function standaloneChildren<K extends ChildKind>(registry: Registry, kind: K): (parent: Entity) => Children<K> {
  const descents = registry.ofKind(kind).map((child) => descentOf(registry, child, PARENT_KIND[kind]));
  return childrenByParent(descents, registry.groups);
}

/**
 * The subnets of each network, each once: a standalone subnet may also be in the list of its network. It always is after a
 * refresh, and it is if the program declares it twice.
 */
export interface Subnets {
  readonly of: (network: Entity<"virtualNetwork">) => readonly SubnetEntity[];
  /** Of two entities for the same subnet, the one that represents both. */
  readonly canonical: (subnet: SubnetEntity) => SubnetEntity;
}

/** Merges the two forms of subnets. */
export function subnetFamilies(registry: Registry): Subnets {
  const standalone = standaloneChildren(registry, "subnet");
  const counterparts = new Map<SubnetEntity, SubnetEntity>();
  const families = new Map<Entity, readonly SubnetEntity[]>();
  for (const network of registry.ofKind("virtualNetwork")) {
    const apart = standalone(network).list.flatMap(({ child, certain }) => (certain ? [child] : []));
    const byName = new Map(apart.map((subnet) => [nameKey(subnet), subnet]));
    const listed = registry.ofUrn(network.resource.urn).filter((found) => isOfKind(found, ["inlineSubnet"]));
    const inline = listed.filter((written) => {
      const counterpart = isUnknown(written.name) ? undefined : byName.get(nameKey(written));
      if (counterpart) counterparts.set(written, counterpart);
      return !counterpart;
    });
    families.set(network, [...inline, ...apart]);
  }
  return {
    of: (network) => families.get(network) ?? [],
    canonical: (subnet) => counterparts.get(subnet) ?? subnet,
  };
}

function nameKey({ name }: Entity): string | undefined {
  return isUnknown(name) ? undefined : name.toLowerCase();
}

/** The classic provider's associations of one kind, by the subnet that they attach a resource to. */
export function associationsBySubnet(registry: Registry, what: Attachment): (subnet: Entity) => Children<Association> {
  const descents = registry.ofKind<Association>(`${what}Association`).map((child) => {
    const property = read(child, "subnet");
    const why = unknown(property.path, property.owner);
    return { child, parent: resolveReference(registry, child, property, SUBNET_KINDS), why };
  });
  return childrenByParent(descents, registry.groups);
}
