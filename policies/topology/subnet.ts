import { isUnknown, unknown, type Value } from "../known/value";
import { flag, items, type Property, text, texts } from "../plan/property";
import { attached } from "./attached";
import type { Association, Builder } from "./builder";
import type { NatGateway } from "./egress";
import { absentOrUnseen, type Entity, isOfKind, read, readState } from "./entity";
import type { FieldName } from "./fields";
import { candidates, type Link, mapLink } from "./link";
import { once } from "./once";
import { resolveParent, SUBNET_KINDS } from "./resolve";
import type { RouteTable } from "./route-table";
import type { SecurityGroup } from "./security-group";
import type { SubnetUse } from "./subnet-use";
import type { VirtualNetwork } from "./virtual-network";

/** A subnet in either of its forms. */
export type SubnetEntity = Entity<(typeof SUBNET_KINDS)[number]>;

/**
 * The entity that represents a subnet: the subnet itself or, if the program does not show it, the association that attaches a
 * resource to it, or the security group that it uses.
 */
export type SubnetWitness = SubnetEntity | Entity<Association> | Entity<"securityGroup">;

/** A subnet, either standalone or written inline in its virtual network. */
export interface Subnet {
  readonly entity: SubnetWitness;
  readonly name: Value<string>;
  readonly prefixes: Value<readonly Value<string>[]>;
  readonly virtualNetwork: Link<VirtualNetwork>;
  /** The networks that it may be in: all networks of its stack where that is unknown. */
  readonly possibleNetworks: readonly VirtualNetwork[];
  readonly securityGroup: Link<SecurityGroup>;
  readonly routeTable: Link<RouteTable>;
  readonly natGateway: Link<NatGateway>;
  readonly delegations: Value<readonly Property[]>;
  /** Whether NSGs and routes apply to private endpoints in this subnet; absent = Disabled. */
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

/** Where the program writes a field of a subnet; the entity that represents the subnet, if the program does not show it. */
export function writtenIn({ entity }: Subnet, name: FieldName<SubnetEntity["kind"]>): Property {
  return isOfKind(entity, SUBNET_KINDS) ? read(entity, name) : entity.program;
}

/**
 * Before version 6, the classic provider has booleans for it; the older one means the opposite of its name. Without any of them,
 * version 6 sets `Disabled` itself; for version 5, documentation and source differ.
 *
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/v3.117.1/internal/services/network/subnet_resource.go#L359-L402
 */
function endpointPoliciesOf(entity: SubnetEntity): Value<string | undefined> {
  const property = read(entity, "endpointPolicies");
  const written = absentOrUnseen(entity, property) ?? text(property);
  if (written !== undefined) return written;
  const off = flag(read(entity, "endpointPoliciesOff"));
  const on = flag(read(entity, "endpointPoliciesEnabled")) ?? (typeof off === "boolean" ? !off : off);
  if (typeof on === "boolean") return on ? "Enabled" : "Disabled";
  const isOpen = entity.kind === "subnet" && entity.token.provider === "azure";
  return on ?? (isOpen ? unknown(property.path, property.owner) : undefined);
}

/**
 * The singular and the plural property set the same list; an empty one counts as absent. Without any, an IPAM pool allocates the
 * prefixes: they are unknown until Azure reports them.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-ip-address-management
 */
function prefixesOf(entity: SubnetEntity): Value<readonly Value<string>[]> {
  const written = prefixesIn(entity, read);
  if (isUnknown(written) || written.length > 0) return written;
  const reported = prefixesIn(entity, readState);
  const { path, owner } = read(entity, "prefixes");
  return isUnknown(reported) || reported.length > 0 ? reported : unknown(path, owner);
}

function prefixesIn(entity: SubnetEntity, from: typeof read): Value<readonly Value<string>[]> {
  const list = texts(from(entity, "prefixes"));
  const single = text(from(entity, "prefix"));
  if (isUnknown(list)) return list;
  return single === undefined ? list : [single, ...list.filter((prefix) => prefix !== single)];
}

function networkOf(entity: SubnetEntity, builder: Builder): Link<VirtualNetwork> {
  if (entity.kind === "subnet") {
    return mapLink(resolveParent(builder.registry, entity, "virtualNetwork"), builder.virtualNetwork);
  }
  const [network] = builder.registry.ofUrn(entity.resource.urn);
  const own = network && isOfKind(network, ["virtualNetwork"]) ? [builder.virtualNetwork(network)] : [];
  return { to: "nodes", nodes: own, by: "id" };
}
