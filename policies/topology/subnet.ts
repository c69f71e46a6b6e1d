import { isUnknown, type Value } from "../known/value";
import { flag, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { Association, Attachment, Builder } from "./builder";
import type { NatGateway } from "./egress";
import { absentOrUnseen, type Entity, isOfKind, read } from "./entity";
import type { FieldName } from "./fields";
import { candidates, type Link, mapLink, NOTHING } from "./link";
import { once } from "./once";
import { resolveParent, resolveReference, SUBNET_KINDS } from "./resolve";
import type { RouteTable } from "./route-table";
import type { SecurityGroup } from "./security-group";
import type { SubnetUse } from "./subnet-use";
import type { VirtualNetwork } from "./virtual-network";

/** A subnet in either of its forms. */
export type SubnetEntity = Entity<(typeof SUBNET_KINDS)[number]>;

/**
 * What tells of a subnet: itself, or where the program does not show it, the association that attaches something to it, or the
 * security group that guards it.
 */
export type SubnetWitness = SubnetEntity | Entity<Association> | Entity<"securityGroup">;

/** A subnet, whether it is a resource of its own or written inside its virtual network. */
export interface Subnet {
  readonly entity: SubnetWitness;
  readonly name: Value<string>;
  readonly prefixes: Value<readonly Value<string>[]>;
  readonly virtualNetwork: Link<VirtualNetwork>;
  /** The networks of the program that it may be in: all of them where that is not known. */
  readonly possibleNetworks: readonly VirtualNetwork[];
  readonly securityGroup: Link<SecurityGroup>;
  readonly routeTable: Link<RouteTable>;
  readonly natGateway: Link<NatGateway>;
  readonly delegations: Value<readonly Property[]>;
  /** Whether NSGs and routes apply to private endpoints here; absent = Disabled. */
  readonly endpointPolicies: Value<string | undefined>;
  readonly serviceEndpoints: Value<readonly Property[]>;
  /** What this program certainly puts into it. */
  readonly use: SubnetUse;
}

/** Reads a subnet. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks/subnets */
export function toSubnet(entity: SubnetEntity, builder: Builder): Subnet {
  const virtualNetwork = once(() => networkOf(entity, builder));
  const possibleNetworks = once(() => {
    const link = virtualNetwork();
    return link.to === "unknown"
      ? builder.registry.ofStack("virtualNetwork", entity).map(builder.virtualNetwork)
      : candidates(link);
  });
  const securityGroup = once(() => mapLink(attached(entity, "securityGroup", builder), builder.securityGroup));
  const routeTable = once(() => mapLink(attached(entity, "routeTable", builder), builder.routeTable));
  const natGateway = once(() => mapLink(attached(entity, "natGateway", builder), builder.natGateway));
  return {
    entity,
    name: entity.name,
    prefixes: prefixesOf(entity),
    delegations: items(read(entity, "delegations")),
    endpointPolicies: endpointPoliciesOf(entity),
    serviceEndpoints: items(read(entity, "serviceEndpoints")),
    get possibleNetworks() {
      return possibleNetworks();
    },
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
    get use() {
      return builder.useOf(entity);
    },
  };
}

/** Where the program writes a field of a subnet, or what tells of the subnet, where it does not show it. */
export function writtenIn({ entity }: Subnet, name: FieldName<SubnetEntity["kind"]>): Property {
  return isOfKind(entity, SUBNET_KINDS) ? read(entity, name) : entity.program;
}

/** Version 5 of the classic provider has a flag for it. */
function endpointPoliciesOf(entity: SubnetEntity): Value<string | undefined> {
  const written = text(read(entity, "endpointPolicies"));
  if (written !== undefined) return written;
  const enabled = flag(read(entity, "endpointPoliciesEnabled"));
  return typeof enabled === "boolean" ? (enabled ? "Enabled" : "Disabled") : enabled;
}

/** Singular and plural fill the same list; an empty one of them counts as absent. */
function prefixesOf(entity: SubnetEntity): Value<readonly Value<string>[]> {
  const one = read(entity, "prefix");
  const many = read(entity, "prefixes");
  const list = texts(many);
  const single = text(one);
  if (isUnknown(list)) return list;
  const all = single === undefined ? list : [single, ...list.filter((prefix) => prefix !== single)];
  return all.length > 0 ? all : (absentOrUnseen(entity, many) ?? all);
}

function networkOf(entity: SubnetEntity, builder: Builder): Link<VirtualNetwork> {
  if (entity.kind === "subnet") {
    return mapLink(resolveParent(builder.registry, entity, "virtualNetwork"), builder.virtualNetwork);
  }
  const [network] = builder.registry.ofUrn(entity.resource.urn);
  const own = network && isOfKind(network, ["virtualNetwork"]) ? [builder.virtualNetwork(network)] : [];
  return { to: "nodes", nodes: own, by: "id" };
}

/** What is attached to a subnet: named in the subnet itself, or by an association resource of the classic provider. */
function attached<K extends Attachment>(entity: SubnetEntity, field: K, builder: Builder): Link<Entity<K>> {
  const own = read(entity, field);
  const link = isAbsent(own) ? NOTHING : resolveReference(builder.registry, entity, own, [field]);
  if (link.to !== "nothing") return link;
  const { list, unseen } = builder.associationsOf(entity, field);
  const association = list.find(({ certain }) => certain)?.child;
  // An association that may be for another subnet does not say that this one has nothing attached, either.
  const why = list[0]?.why ?? unseen;
  if (!association && why) return { to: "unknown", why };
  if (!association) {
    return entity.token.provider === "azure" ? NOTHING : resolveReference(builder.registry, entity, own, [field]);
  }
  const target = read(association, "target");
  return resolveReference(builder.registry, association, target, [field]);
}
