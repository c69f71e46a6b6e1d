import { isUnknown } from "../known/value";
import type { Property } from "../plan/property";
import { field, text } from "../plan/property";
import { parseUrn } from "../plan/urn";
import type { NatGateway } from "../topology/egress";
import type { Entity } from "../topology/entity";
import { pathOfField } from "../topology/fields";
import type { RouteNode, RouteTable } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { urnOf } from "./apply";
import { type Edit, type Output, type PlainObject, target } from "./edits";
import { firstFree, type Resources } from "./resources";

/** The type of another resource of the same module and version; the type of the classic provider is passed in full. */
export function typeBeside({ resource, token }: Entity, native: string, classic: string): string {
  return token.provider === "azure" ? `azure:${classic}` : resource.type.replace(/:\w+$/, `:${native}`);
}

/** An output of a resource that exists, or that another edit creates. */
export function outputOf(variable: string, property: string, of: Output["of"]): Output {
  return { variable, property, of };
}

/** The id of a subnet, in either of its forms; `undefined` if nothing can refer to it. */
export function subnetId({ entity }: Subnet): Output | undefined {
  if (entity.kind === "subnet") return outputOf("subnet", "id", target(entity));
  // A subnet that is known only from an association or a group is created outside of the program.
  if (entity.kind !== "inlineSubnet" || isUnknown(entity.name)) return undefined;
  return { ...outputOf("virtualNetwork", "id", target(entity)), suffix: `/subnets/${entity.name}` };
}

/** Creates a resource beside another one of the program. */
export function creating(beside: Entity, type: string, name: string, value: PlainObject, resources: Resources) {
  const free = firstFree(name, resources.hasName);
  const edit = { action: "create", urn: beside.resource.urn, type, name: free, value } as const satisfies Edit;
  return { edit, of: { urn: urnOf(edit), type, name: free } };
}

/** Sets properties of something that is a resource of its own or an element of a list of another one. */
export function settingIn(property: Property, value: PlainObject): readonly Edit[] {
  const { owner: urn, path } = property;
  const { type = "", name = "" } = parseUrn(urn) ?? {};
  if (path !== "") {
    const element = nameIn(property);
    return [{ urn, type, name, action: "change", path, element, value }];
  }
  return Object.entries(value).map(([key, set]) => ({ urn, type, name, action: "set", path: key, value: set }));
}

/** Removes something that is a resource of its own or an element of a list of another one. */
export function removing(property: Property): Edit {
  const { owner: urn, path } = property;
  const { type = "", name = "" } = parseUrn(urn) ?? {};
  if (path === "") return { urn, type, name, action: "delete" };
  return { urn, type, name, action: "remove", path, element: nameIn(property) };
}

/** An inline subnet is an element of a list: what it says of its delegation, of which there is at most one, is removed as a whole. */
export function delegationRemoved({ kind, program, token }: Entity, delegation: Property): readonly Edit[] {
  const name = pathOfField(kind, token.provider, "delegations");
  return kind === "subnet" || name === undefined ? [removing(delegation)] : settingIn(program, { [name]: null });
}

function nameIn(property: Property): PlainObject {
  const written = text(field(property, "name"));
  return written === undefined || isUnknown(written) ? {} : { name: written };
}

const ROUTE = "batch-node-management";

/** Adds a route to the internet, in the same form as the table's other routes. */
export function routeAdded({ entity, routes }: RouteTable, prefix: string, resources: Resources): readonly Edit[] {
  const taken = new Set(routes.map(({ name }) => (isUnknown(name) ? "" : name.toLowerCase())));
  const name = firstFree(ROUTE, (each) => taken.has(each));
  const fields = { addressPrefix: prefix, nextHopType: "Internet" };
  const apart = routes.some(({ entity: { kind } }) => kind === "route");
  const inline = routes.some(({ entity: { kind } }) => kind === "routeTable");
  if (!apart || inline) return [{ ...target(entity), action: "add", path: "routes", value: { name, ...fields } }];
  const classic = entity.token.provider === "azure";
  const value = {
    resourceGroupName: resources.groupNameOf(entity),
    routeTableName: outputOf("routeTable", "name", target(entity)),
    [classic ? "name" : "routeName"]: name,
    ...fields,
  };
  const type = typeBeside(entity, "Route", "network/route:Route");
  return [creating(entity, type, `${entity.resource.name}-${ROUTE}`, value, resources).edit];
}

/** Gives a route another next hop; nothing if no table of the program contains it. */
export function routeRedirected({ property, entity }: RouteNode, nextHopType: string): readonly Edit[] {
  if (!isWritten(entity)) return [];
  const address = entity.token.provider === "azure" ? "nextHopInIpAddress" : "nextHopIpAddress";
  const had = field(property, address).value !== undefined;
  return settingIn(property, { nextHopType, ...(had ? { [address]: null } : {}) });
}

/** Removes a route. */
export function routeRemoved({ property, entity }: RouteNode): readonly Edit[] {
  return isWritten(entity) ? [removing(property)] : [];
}

function isWritten({ kind }: Entity): boolean {
  return kind === "route" || kind === "routeTable";
}

/** One direction of a peering. */
export function peeringAdded(from: VirtualNetwork, to: VirtualNetwork, resources: Resources): Edit {
  const { entity } = from;
  const classic = entity.token.provider === "azure";
  const remote = outputOf("remoteVirtualNetwork", "id", target(to.entity));
  const name = `${entity.resource.name}-to-${to.entity.resource.name}`;
  const value = {
    resourceGroupName: resources.groupNameOf(entity),
    virtualNetworkName: outputOf("virtualNetwork", "name", target(entity)),
    ...(classic ? { remoteVirtualNetworkId: remote } : { remoteVirtualNetwork: { id: remote } }),
  };
  const type = typeBeside(entity, "VirtualNetworkPeering", "network/virtualNetworkPeering:VirtualNetworkPeering");
  return creating(entity, type, name, value, resources).edit;
}

/** A NAT gateway with a public address, attached to a subnet. */
export function natGatewayAdded(subnet: Subnet, resources: Resources): readonly Edit[] {
  const { entity } = subnet;
  if (!subnetId(subnet)) return [];
  const classic = entity.token.provider === "azure";
  const resourceGroupName = resources.groupNameOf(entity);
  const stem = stemOf(subnet);
  const ip = addressCreated(entity, `${stem}-nat-ip`, resources);
  const type = typeBeside(entity, "NatGateway", "network/natGateway:NatGateway");
  const value = classic
    ? { resourceGroupName, skuName: "Standard" }
    : { resourceGroupName, sku: { name: "Standard" }, publicIpAddresses: [{ id: outputOf("publicIp", "id", ip.of) }] };
  const nat = creating(entity, type, `${stem}-nat`, value, resources);
  const id = outputOf("natGateway", "id", nat.of);
  const attached = natGatewayAttached(subnet, id, {
    ...resources,
    hasName: (name) => name === nat.edit.name || resources.hasName(name),
  });
  const address = classic ? [addressAssociated(entity, id, ip.of, `${stem}-nat-ip-association`, resources)] : [];
  return [ip.edit, nat.edit, ...address, ...attached];
}

/** Attaches a NAT gateway to a subnet: by a property of the subnet, or by an association resource of the classic provider. */
export function natGatewayAttached(subnet: Subnet, id: Output, resources: Resources): readonly Edit[] {
  const { entity } = subnet;
  const own = subnetId(subnet);
  if (!own) return [];
  if (entity.token.provider !== "azure") return settingIn(entity.program, { natGateway: { id } });
  const stem = stemOf(subnet);
  return [creating(entity, SUBNET_NAT, `${stem}-nat`, { subnetId: own, natGatewayId: id }, resources).edit];
}

/** The first part of the names of what is created for a subnet. */
function stemOf({ entity }: Subnet): string {
  if (entity.kind === "subnet") return entity.resource.name;
  return isUnknown(entity.name) ? "batch" : entity.name;
}

const SUBNET_NAT = "azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation";
const NAT_IP = "azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation";

/** A public address for a NAT gateway without one. */
export function addressAttached({ entity }: NatGateway, resources: Resources): readonly Edit[] {
  const ip = addressCreated(entity, `${entity.resource.name}-ip`, resources);
  if (entity.token.provider === "azure") {
    const id = outputOf("natGateway", "id", target(entity));
    return [ip.edit, addressAssociated(entity, id, ip.of, `${entity.resource.name}-ip-association`, resources)];
  }
  const value = { id: outputOf("publicIp", "id", ip.of) };
  return [ip.edit, { ...target(entity), action: "add", path: "publicIpAddresses", value }];
}

function addressAssociated(
  beside: Entity,
  natGatewayId: Output,
  ip: Output["of"],
  name: string,
  resources: Resources,
): Edit {
  const value = { natGatewayId, publicIpAddressId: outputOf("publicIp", "id", ip) };
  return creating(beside, NAT_IP, name, value, resources).edit;
}

function addressCreated(beside: Entity, name: string, resources: Resources) {
  const resourceGroupName = resources.groupNameOf(beside);
  const value =
    beside.token.provider === "azure"
      ? { resourceGroupName, allocationMethod: "Static", sku: "Standard" }
      : { resourceGroupName, publicIPAllocationMethod: "Static", sku: { name: "Standard" } };
  return creating(beside, typeBeside(beside, "PublicIPAddress", "network/publicIp:PublicIp"), name, value, resources);
}
