import { isUnknown } from "../known/value";
import type { Association, Attachment, Child } from "./builder";
import { type Entity, isOfKind, read } from "./entity";
import type { Kind } from "./kinds";
import { candidates } from "./link";
import type { Registry } from "./registry";
import { resolveParent, resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

/** The kind of the resources that children of one kind belong to. */
const PARENT_KIND = {
  subnet: "virtualNetwork",
  peering: "virtualNetwork",
  securityRule: "securityGroup",
  route: "routeTable",
  ruleCollectionGroup: "firewallPolicy",
  ipGroupCidr: "ipGroup",
  firewallNetworkCollection: "firewall",
  firewallApplicationCollection: "firewall",
  adminRule: "adminRuleCollection",
  zoneGroup: "privateEndpoint",
  zoneLink: "privateZone",
  zoneRecord: "privateZone",
  networkGroupMember: "networkGroup",
} as const satisfies Partial<Record<Kind, Kind>>;

/** The kinds of resources that belong to another one. */
export type ChildKind = keyof typeof PARENT_KIND;

/** Standalone children of one kind, by their parent. */
export function childrenByParent<K extends ChildKind>(
  registry: Registry,
  kind: K,
): ReadonlyMap<Entity, readonly Child<K>[]> {
  const families = new Map<Entity, Child<K>[]>();
  for (const child of registry.ofKind(kind)) {
    const parents = candidates(resolveParent(registry, child, PARENT_KIND[kind]));
    for (const parent of parents) append(families, parent, { child, certain: parents.length === 1 });
  }
  return families;
}

/**
 * The subnets of each network, once each: a subnet that is a resource of its own may be listed by its network as well,
 * always after a refresh, and where somebody wrote it twice.
 */
export interface Subnets {
  readonly of: (network: Entity) => readonly SubnetEntity[];
  /** Of two entities for the same subnet, the one that stands for both. */
  readonly canonical: (subnet: SubnetEntity) => SubnetEntity;
}

/** Puts the two forms of subnets together. */
export function subnetFamilies(registry: Registry): Subnets {
  const standalone = childrenByParent(registry, "subnet");
  const twins = new Map<SubnetEntity, SubnetEntity>();
  const families = new Map<Entity, SubnetEntity[]>();
  for (const network of registry.ofKind("virtualNetwork")) {
    const apart = (standalone.get(network) ?? []).map(({ child }) => child);
    const inline = registry.ofUrn(network.resource.urn).filter((found) => isOfKind(found, ["inlineSubnet"]));
    const byName = new Map(apart.map((subnet) => [nameKey(subnet), subnet]));
    for (const written of inline) {
      const twin = isUnknown(written.name) ? undefined : byName.get(nameKey(written));
      if (twin) twins.set(written, twin);
      else append(families, network, written);
    }
    for (const subnet of apart) append(families, network, subnet);
  }
  return {
    of: (network) => families.get(network) ?? [],
    canonical: (subnet) => twins.get(subnet) ?? subnet,
  };
}

function nameKey({ name }: Entity): string | undefined {
  return isUnknown(name) ? undefined : name.toLowerCase();
}

/** The classic provider's associations of one sort, by the subnet that they attach something to. */
export function associationsBySubnet(
  registry: Registry,
  what: Attachment,
): ReadonlyMap<Entity, readonly Child<Association>[]> {
  const found = new Map<Entity, Child<Association>[]>();
  for (const child of registry.ofKind<Association>(`${what}Association`)) {
    const subnets = candidates(resolveReference(registry, child, read(child, "subnet"), SUBNET_KINDS));
    for (const subnet of subnets) append(found, subnet, { child, certain: subnets.length === 1 });
  }
  return found;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
