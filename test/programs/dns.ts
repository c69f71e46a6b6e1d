import { type Args, native, type Program, ref } from "../support/program/language";

/** A private DNS zone. */
export const zone = (privateZoneName: unknown = "privatelink.batch.azure.com") =>
  native("privatedns:PrivateZone", { privateZoneName, location: "Global" });

/** A link of zone `to` to the network `vnet`. */
export const zoneLink = (vnet: string, to = "zone", more: Args = {}) =>
  native("privatedns:VirtualNetworkLink", {
    ...{ privateZoneName: ref(to, "name"), virtualNetworkLinkName: vnet, location: "Global" },
    ...{ virtualNetwork: { id: ref(vnet) }, registrationEnabled: false, ...more },
  });

/** A zone group that writes the records of endpoint `of` into these zones. */
export const zoneGroup = (zones: readonly unknown[] = [ref("zone")], of = "pe") =>
  native("network:PrivateDnsZoneGroup", {
    ...{ privateEndpointName: ref(of, "name"), privateDnsZoneGroupName: "default" },
    privateDnsZoneConfigs: zones.map((privateDnsZoneId, at) => ({ name: `zone${at}`, privateDnsZoneId })),
  });

/** The zone of node management with the records of endpoint `pe`, linked to the network `vnet`. */
export const zoneFor = (vnet: string): Program => ({
  zone: zone(),
  link: zoneLink(vnet),
  records: zoneGroup(),
});
