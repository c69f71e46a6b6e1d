import { isUnknown, unknown, type Value } from "../known/value";
import { flag, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { NatGateway } from "./egress";
import { absentOrUnseen, type Entity, read } from "./entity";
import { type Link, mapLink, NOTHING } from "./link";
import { once } from "./once";
import { resolveParent, resolveReference } from "./resolve";
import type { RouteTable } from "./route-table";
import type { SecurityGroup } from "./security-group";
import type { Surroundings } from "./surroundings";
import type { VirtualNetwork } from "./virtual-network";

export type SubnetEntity = Entity<"subnet"> | Entity<"inlineSubnet">;

/** A subnet, whether it is a resource of its own or written inside its virtual network. */
export interface Subnet {
  readonly entity: SubnetEntity;
  readonly name: Value<string>;
  readonly prefixes: Value<readonly Value<string>[]>;
  readonly virtualNetwork: Link<VirtualNetwork>;
  readonly securityGroup: Link<SecurityGroup>;
  readonly routeTable: Link<RouteTable>;
  readonly natGateway: Link<NatGateway>;
  readonly delegations: Value<readonly Property[]>;
  /** `false` makes the subnet private: no implicit way out. */
  readonly defaultOutboundAccess: Value<boolean | undefined>;
  /** Whether NSGs and routes apply to private endpoints here; absent = Disabled. */
  readonly endpointPolicies: Value<string | undefined>;
  readonly serviceEndpoints: Value<readonly Property[]>;
}

/** Reads a subnet. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/subnets */
export function toSubnet(entity: SubnetEntity, around: Surroundings): Subnet {
  const virtualNetwork = once(() => networkOf(entity, around));
  const securityGroup = once(() =>
    mapLink(attached(entity, "securityGroup", around), (found) =>
      around.securityGroup(found as Entity<"securityGroup">),
    ),
  );
  const routeTable = once(() =>
    mapLink(attached(entity, "routeTable", around), (found) => around.routeTable(found as Entity<"routeTable">)),
  );
  const natGateway = once(() =>
    mapLink(attached(entity, "natGateway", around), (found) => around.natGateway(found as Entity<"natGateway">)),
  );
  return {
    entity,
    name: entity.name,
    prefixes: prefixesOf(entity),
    delegations: items(readSubnet(entity, "delegations")),
    defaultOutboundAccess: flag(readSubnet(entity, "defaultOutboundAccess")),
    endpointPolicies: text(readSubnet(entity, "endpointPolicies")),
    serviceEndpoints: items(readSubnet(entity, "serviceEndpoints")),
    get virtualNetwork() {
      return virtualNetwork();
    },
    get securityGroup() {
      return securityGroup();
    },
    get routeTable() {
      return routeTable();
    },
    get natGateway() {
      return natGateway();
    },
  };
}

type SubnetField =
  | "prefix"
  | "prefixes"
  | "securityGroup"
  | "routeTable"
  | "natGateway"
  | "delegations"
  | "defaultOutboundAccess"
  | "endpointPolicies"
  | "serviceEndpoints";

function readSubnet(entity: SubnetEntity, field: SubnetField): Property {
  return read(entity as Entity<"subnet">, field);
}

/** Singular and plural fill the same list; an empty one of them counts as absent. */
function prefixesOf(entity: SubnetEntity): Value<readonly Value<string>[]> {
  const one = readSubnet(entity, "prefix");
  const many = readSubnet(entity, "prefixes");
  const list = texts(many);
  const single = text(one);
  if (isUnknown(list)) return list;
  const all = single === undefined ? list : [single, ...list.filter((prefix) => prefix !== single)];
  return all.length > 0 ? all : (absentOrUnseen(entity, many) ?? all);
}

function networkOf(entity: SubnetEntity, around: Surroundings): Link<VirtualNetwork> {
  const link: Link<Entity> =
    entity.kind === "inlineSubnet"
      ? { to: "nodes", nodes: around.registry.ofUrn(entity.resource.urn).slice(0, 1), by: "id" }
      : resolveParent(around.registry, entity, "virtualNetwork");
  return mapLink(link, (found) => around.virtualNetwork(found as Entity<"virtualNetwork">));
}

/** What is attached to a subnet: named in the subnet itself, or by an association resource of the classic provider. */
function attached(
  entity: SubnetEntity,
  field: "securityGroup" | "routeTable" | "natGateway",
  around: Surroundings,
): Link<Entity> {
  const own = readSubnet(entity, field);
  const link = isAbsent(own) ? NOTHING : resolveReference(around.registry, entity, own, [field]);
  if (link.to !== "nothing") return link;
  const associations = around.associationsOf(entity, field);
  const association = (associations.find(({ certain }) => certain) ?? associations[0])?.child;
  if (!association) {
    return entity.token.provider === "azure" ? NOTHING : resolveReference(around.registry, entity, own, [field]);
  }
  // An association that may be for another subnet does not say that this one has nothing attached, either.
  if (!associations.some(({ certain }) => certain)) {
    return { to: "unknown", why: unknown("subnetId", association.resource.urn) };
  }
  const target = read(association as Entity<"securityGroupAssociation">, "target");
  return resolveReference(around.registry, association, target, [field]);
}
