import { isUnknown } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import { parseUrn } from "../plan/urn";
import type { Account } from "../topology/account";
import type { Entity } from "../topology/entity";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { type Edit, type Output, type Target, target } from "./edits";
import { creating, outputOf, subnetId, typeBeside } from "./network-edits";
import { firstFree, type Resources } from "./resources";

/** Links a zone to a network, so that its nodes resolve the names of the zone. */
export function zoneLinked(zone: Target, beside: Entity, network: VirtualNetwork, resources: Resources): Edit {
  const classic = beside.token.provider === "azure";
  const id = outputOf("virtualNetwork", "id", target(network.entity));
  const name = `${zone.name}-${network.entity.resource.name}`;
  const zoneName = outputOf("zone", "name", zone);
  const resourceGroupName = resources.groupNameOf(beside);
  const type = classic ? CLASSIC_LINK : zone.type.replace(/:\w+$/, ":VirtualNetworkLink");
  const value = classic
    ? { resourceGroupName, privateDnsZoneName: zoneName, virtualNetworkId: id }
    : {
        ...{ resourceGroupName, privateZoneName: zoneName, location: "Global", registrationEnabled: false },
        virtualNetwork: { id },
      };
  return creating(beside, type, name, value, resources).edit;
}

const CLASSIC_LINK = "azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink";
const CLASSIC_ZONE = "azure:privatedns/zone:Zone";

/** Makes the zone group of an endpoint write its records into a zone; nothing if the zones of its group are unknown. */
export function zoneGroupAdded(endpoint: PrivateEndpoint, zone: Target, resources: Resources): readonly Edit[] {
  const { entity, zoneList } = endpoint;
  const id = outputOf("zone", "id", zone);
  const classic = entity.token.provider === "azure";
  if (zoneList) return zoneNamed(zoneList, id, classic);
  if (!classic) return groupCreated(entity, target(entity), id, resources);
  const value = { name: "default", privateDnsZoneIds: [id] };
  return [{ ...target(entity), action: "set", path: "privateDnsZoneGroup", value }];
}

/** Names a zone in a zone group: beside its other zones, or in their place where the group is a list of ids. */
function zoneNamed(list: Property, id: Output, classic: boolean): readonly Edit[] {
  const { owner: urn, path } = list;
  const configs = items(list);
  if (isUnknown(configs)) return [];
  const { type = "", name = "" } = parseUrn(urn) ?? {};
  if (classic) return [{ urn, type, name, action: "set", path, value: [id] }];
  const taken = configs.map((config) => text(field(config, "name")));
  const value = { name: firstFree("batch", (each) => taken.includes(each)), privateDnsZoneId: id };
  return [{ urn, type, name, action: "add", path, value }];
}

function groupCreated(beside: Entity, endpoint: Target, id: Output, resources: Resources): readonly Edit[] {
  const value = {
    resourceGroupName: resources.groupNameOf(beside),
    privateEndpointName: outputOf("endpoint", "name", endpoint),
    privateDnsZoneGroupName: "batch",
    privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: id }],
  };
  const type = endpoint.type.replace(/:\w+$/, ":PrivateDnsZoneGroup");
  return [creating(beside, type, `${endpoint.name}-zones`, value, resources).edit];
}

/** A zone of this name that is linked to a network, and what the program has to add for it. */
function zoneFor(
  name: string,
  beside: Entity,
  network: VirtualNetwork,
  linked: Entity | undefined,
  resources: Resources,
) {
  if (linked) return { zone: target(linked), edits: [] };
  const known = resources.zoneNamed(name);
  if (known) return { zone: target(known), edits: [zoneLinked(target(known), known, network, resources)] };
  const classic = beside.token.provider === "azure";
  const resourceGroupName = resources.groupNameOf(beside);
  const value = classic
    ? { resourceGroupName, name }
    : { resourceGroupName, privateZoneName: name, location: "Global" };
  const zone = creating(
    beside,
    classic ? CLASSIC_ZONE : "azure-native:privatedns:PrivateZone",
    "batch-zone",
    value,
    resources,
  );
  return { zone: zone.of, edits: [zone.edit, zoneLinked(zone.of, beside, network, resources)] };
}

/** Adds the name of an endpoint to a zone that answers for the nodes of a network. */
export function zoneAdded(
  endpoint: PrivateEndpoint,
  network: VirtualNetwork,
  name: string,
  resources: Resources,
): readonly Edit[] {
  const { zone, edits } = zoneFor(name, endpoint.entity, network, undefined, resources);
  return [...edits, ...zoneGroupAdded(endpoint, zone, resources)];
}

/** A private endpoint for node management, whose name resolves to it for the nodes of its network. */
export function endpointAdded(
  account: Account,
  subnet: Subnet,
  network: VirtualNetwork,
  zoneName: string,
  linked: Entity | undefined,
  resources: Resources,
): readonly Edit[] {
  const { entity } = subnet;
  const classic = entity.token.provider === "azure";
  const id = subnetId(subnet);
  if (!id) return [];
  const accountId = outputOf("account", "id", target(account.entity));
  const resourceGroupName = resources.groupNameOf(entity);
  const { zone, edits } = zoneFor(zoneName, entity, network, linked, resources);
  const zoneId = outputOf("zone", "id", zone);
  const name = `${account.entity.resource.name}-node-management-${network.entity.resource.name}`;
  const type = typeBeside(entity, "PrivateEndpoint", "privatelink/endpoint:Endpoint");
  const value = classic
    ? {
        resourceGroupName,
        subnetId: id,
        privateServiceConnection: {
          ...{ name: "node-management", isManualConnection: false, privateConnectionResourceId: accountId },
          subresourceNames: ["nodeManagement"],
        },
        privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [zoneId] },
      }
    : {
        resourceGroupName,
        subnet: { id },
        privateLinkServiceConnections: [
          { name: "node-management", privateLinkServiceId: accountId, groupIds: ["nodeManagement"] },
        ],
      };
  const endpoint = creating(entity, type, name, value, resources);
  return [...edits, endpoint.edit, ...(classic ? [] : groupCreated(entity, endpoint.of, zoneId, resources))];
}
