// Over 200 lines: the cases of one policy are one table.
import { endpointNodeManagementDns } from "../../policies/rules/endpoint-node-management-dns";
import { account, endpoint, inGroup, network, pool, subnet } from "../programs/parts";
import { type Args, later, native, type Program, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, withEndpoint } from "./parts";

const zone = (privateZoneName: unknown) => native("privatedns:PrivateZone", { privateZoneName, location: "Global" });
const link = (vnet: string, to = "zone") =>
  native("privatedns:VirtualNetworkLink", {
    ...{ privateZoneName: ref(to, "name"), virtualNetworkLinkName: vnet, location: "Global" },
    ...{ virtualNetwork: { id: ref(vnet) }, registrationEnabled: false },
  });
const records = (...zones: readonly unknown[]) =>
  native("network:PrivateDnsZoneGroup", {
    ...{ privateEndpointName: ref("pe", "name"), privateDnsZoneGroupName: "default" },
    privateDnsZoneConfigs: zones.map((privateDnsZoneId, at) => ({ name: `zone${at}`, privateDnsZoneId })),
  });
const record = (relativeRecordSetName: string, recordType: string, value: Args) =>
  native("privatedns:PrivateRecordSet", {
    ...{ privateZoneName: ref("zone", "name"), relativeRecordSetName, recordType, ttl: 300 },
    ...value,
  });
const a = (name: string, ipv4Address: string) => record(name, "A", { aRecords: [{ ipv4Address }] });
const HOST = "5a1e.westeurope.service";
const right = zone("privatelink.batch.azure.com");
const withDns = (dns: Program, vnet: Args = {}) =>
  farm({ ...withEndpoint, vnet, more: { ...withEndpoint.more, ...dns } });
const fixedAddress = {
  ipConfigurations: [
    { name: "ip", groupId: "nodeManagement", memberName: "nodeManagement", privateIPAddress: "10.0.9.4" },
  ],
};
/** An endpoint with a static address, in a linked zone whose records the program declares. */
const byHand = (...written: readonly Program[string][]) => handWritten({ zone: right, link: link("vnet") }, written);
const handWritten = (dns: Program, written: readonly Program[string][]) =>
  farm({
    account: withEndpoint.account,
    more: {
      ...withEndpoint.more,
      pe: endpoint(ref("ends"), ["nodeManagement"], fixedAddress),
      ...dns,
      ...Object.fromEntries(written.map((each, at) => [`record${at}`, each])),
    },
  });
const named = (name: unknown) => withDns({ zone: zone(name), link: link("vnet"), records: records(ref("zone")) });

testRule(endpointNodeManagementDns, {
  valid: [
    { title: "no endpoint", program: farm({}) },
    { title: "the zone of the documentation, linked", page: true, program: named("privatelink.batch.azure.com") },
    { title: "the name in another casing", program: named("PrivateLink.Batch.Azure.com") },
    ...["westeurope.privatelink.batch.azure.com", "westeurope.service.privatelink.batch.azure.com"].map((name) => ({
      title: `the zone ${name}`,
      program: named(name),
    })),
    {
      title: "one of two zones is linked",
      program: withDns({
        zone: right,
        other: zone("westeurope.privatelink.batch.azure.com"),
        link: link("vnet"),
        records: records(ref("zone"), ref("other")),
      }),
    },
    { title: "a zone whose name is not known", program: named(later("privatelink.batch.azure.com")) },
    { title: "a record written by hand with the address of the endpoint", program: byHand(a(HOST, "10.0.9.4")) },
    {
      title: "an endpoint for clients alone",
      program: farm({
        more: {
          ends: subnet("vnet", "10.0.9.0/24"),
          pe: endpoint(ref("ends"), ["batchAccount"]),
          zone: right,
          records: records(ref("zone")),
        },
      }),
    },
  ],
  invalid: [
    {
      title: "a zone that is linked to nothing, for two pools",
      program: farm({
        ...withEndpoint,
        more: {
          ...withEndpoint.more,
          zone: right,
          records: records(ref("zone")),
          comp: pool({ subnetId: ref("snet") }),
        },
      }),
      finds: [
        {
          on: "zone",
          at: "",
          says: [
            'Zone "privatelink.batch.azure.com" has no link to virtual network "vnet" of pools "comp" and "render".',
            'The nodes resolve the name of private endpoint "pe" to the public address.',
            'Fix: Add a virtual network link from zone "privatelink.batch.azure.com" to "vnet".',
          ],
        },
      ],
    },
    {
      title: "a zone that is linked to nothing, for a classic pool before the retirement",
      program: farm({
        ...withEndpoint,
        pool: { targetNodeCommunicationMode: "Classic" },
        more: { ...withEndpoint.more, zone: right, records: records(ref("zone")) },
      }),
      today: "2026-03-31",
      finds: [{ on: "zone", at: "", advisory: true, says: ['has no link to virtual network "vnet"'] }],
    },
    {
      title: "a record written by hand in a zone that is linked to nothing",
      program: handWritten({ zone: right }, [a(HOST, "10.0.9.4")]),
      finds: [
        {
          on: "zone",
          at: "",
          says: [
            'Zone "privatelink.batch.azure.com" has no link to virtual network "vnet" of pool "render".',
            'Fix: Add a virtual network link from zone "privatelink.batch.azure.com" to "vnet".',
          ],
        },
      ],
    },
    {
      title: "a zone that is linked to another network",
      program: withDns({
        zone: right,
        hub: network("10.100.0.0/16"),
        link: link("hub"),
        records: records(ref("zone")),
      }),
      finds: [{ on: "zone", at: "", says: ['has no link to virtual network "vnet"'] }],
    },
    {
      title: "no link, and IP rules that may allow the addresses that Azure chooses",
      program: farm({
        account: {
          networkProfile: {
            nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "203.0.113.0/24" }] },
          },
        },
        more: { ...withEndpoint.more, zone: right, records: records(ref("zone")) },
      }),
      finds: [{ on: "zone", at: "", advisory: true, says: ['has no link to virtual network "vnet"'] }],
    },
    {
      title: "the zone of the time before node management endpoints",
      program: named("privatelink.westeurope.batch.azure.com"),
      finds: [
        {
          on: "zone",
          at: "privateZoneName",
          says: [
            'Zone "privatelink.westeurope.batch.azure.com" cannot contain the node management name of the account.',
            // An endpoint has one zone group.
            'Fix: Name a zone "privatelink.batch.azure.com", linked to "vnet", in the private DNS zone group of private endpoint "pe".',
          ],
        },
      ],
    },
    {
      title: "a zone of another service",
      program: named("privatelink.blob.core.windows.net"),
      finds: [{ on: "zone", at: "privateZoneName", says: ["cannot contain the node management name"] }],
    },
    {
      title: "a linked zone that the zone group of the endpoint does not name",
      program: withDns({
        zone: right,
        link: link("vnet"),
        blob: zone("privatelink.blob.core.windows.net"),
        records: records(ref("blob")),
      }),
      finds: [
        {
          on: "zone",
          at: "",
          says: [
            'and has no record for private endpoint "pe".',
            'Fix: Name zone "privatelink.batch.azure.com" in the private DNS zone group of private endpoint "pe".',
          ],
        },
      ],
    },
    ...["northeurope.privatelink.batch.azure.com", "northeurope.service.privatelink.batch.azure.com"].map((name) => ({
      title: `the zone of another region: ${name}`,
      program: named(name),
      finds: [{ on: "zone", at: "privateZoneName", says: ["cannot contain the node management name"] }],
    })),
    {
      title: "a record written by hand with another address",
      program: byHand(a(HOST, "10.0.9.5")),
      finds: [
        {
          on: "zone",
          at: "",
          says: [
            'of pool "render" and has no record for private endpoint "pe": record "5a1e.westeurope.service" leads to 10.0.9.5.',
            "The nodes resolve the name to that address, or not at all",
            "set the address of that record to 10.0.9.4 if it is for this account.",
          ],
        },
      ],
    },
    {
      title: "records written by hand for something else",
      program: byHand(a("other", "10.0.9.5"), record("alias", "CNAME", { cnameRecord: { cname: "pe.example.com" } })),
      finds: [{ on: "zone", at: "", says: ['has no record for private endpoint "pe".', "Without a record"] }],
    },
    {
      title: "a linked zone without a record, and an account of which it is not known whether it is open",
      program: farm({
        ...withEndpoint,
        account: { publicNetworkAccess: later("Enabled") },
        more: { ...withEndpoint.more, zone: right, link: link("vnet") },
      }),
      finds: [{ on: "zone", at: "", advisory: true, says: ['has no record for private endpoint "pe".'] }],
    },
  ],
  undecided: [
    ...["service.privatelink.batch.azure.com", `${HOST}.privatelink.batch.azure.com`].map((name) => ({
      title: `a zone that may hold the name, but which Azure does not document: ${name}`,
      program: named(name),
      asks: [{ on: "render", whether: `it is unknown whether zone "${name}" contains that name`, by: [] }],
    })),
    {
      title: "neither a zone nor a record in the program",
      program: farm(withEndpoint),
      asks: [
        {
          on: "render",
          whether:
            'resolve the name of the account to private endpoint "pe": neither a zone group nor a record for it is in this program',
          by: [],
          advises: "Make sure that the node management name of the account resolves",
        },
      ],
    },
    {
      title: "a record written by hand with another address, in a zone that is linked to nothing",
      program: handWritten({ zone: right }, [a(HOST, "10.0.9.5")]),
      asks: [
        {
          on: "render",
          whether: "neither a zone group nor a record for it is in this program",
          by: [],
          advises: "Make sure that the node management name of the account resolves",
        },
      ],
    },
    {
      title: "a record written by hand for an address that an endpoint in another network has as well",
      program: {
        ...handWritten({ zone: right }, [a(HOST, "10.0.9.4")]),
        ...inGroup({
          other: network("10.0.0.0/16"),
          away: subnet("other", "10.0.9.0/24"),
          pe2: endpoint(ref("away"), ["nodeManagement"], {
            ...fixedAddress,
            privateLinkServiceConnections: [
              { name: "b", privateLinkServiceId: ref("batch2"), groupIds: ["nodeManagement"] },
            ],
          }),
          batch2: account(),
        }),
      },
      asks: [{ on: "render", whether: 'resolve the name of the account to private endpoint "pe"', by: ["pe"] }],
    },
    {
      title: "a record written by hand for another name of the account, in a zone that is linked to nothing",
      program: handWritten({ zone: right }, [a("acct.westeurope", "10.0.9.4")]),
      asks: [
        {
          on: "render",
          whether: "neither a zone group nor a record for it is in this program",
          by: [],
          advises: "Make sure that the node management name of the account resolves",
        },
      ],
    },
    {
      title: "a record written by hand in a zone that is only read",
      program: handWritten(
        { zone: { ...right, args: { ...right.args, resourceGroupName: "rg-dns" }, existing: true } },
        [a(HOST, "10.0.9.4")],
      ),
      asks: [
        {
          on: "render",
          whether: "neither a zone group nor a record for it is in this program",
          by: [],
          advises: "Make sure that the node management name of the account resolves",
        },
      ],
    },
    {
      title: "a zone that is only read, which somebody else links",
      program: withDns({
        zone: { ...right, args: { ...right.args, resourceGroupName: "rg-dns" }, existing: true },
        records: records(ref("zone")),
      }),
      asks: [
        {
          on: "render",
          whether: "uses a zone that is not part of this program",
          by: ["records privateDnsZoneConfigs[0].privateDnsZoneId"],
        },
      ],
    },
    {
      title: "a zone outside of the program",
      program: withDns({
        records: records(
          "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/privatelink.batch.azure.com",
        ),
      }),
      asks: [
        {
          on: "render",
          whether: "uses a zone that is not part of this program",
          by: ["records privateDnsZoneConfigs[0].privateDnsZoneId"],
        },
      ],
    },
    {
      title: "an alias, which may lead to the endpoint",
      program: byHand(record("*.service", "CNAME", { cnameRecord: { cname: "pe.example.com" } })),
      asks: [
        { on: "render", whether: 'whether zone "privatelink.batch.azure.com" has a record for it', by: ["record0"] },
      ],
    },
    {
      title: "DNS servers of the network's own",
      program: withDns({ zone: right, records: records(ref("zone")) }, { dhcpOptions: { dnsServers: ["10.0.0.4"] } }),
      asks: [{ on: "render", whether: "uses custom DNS servers", by: [] }],
    },
    {
      title: "a link to a network that is not known",
      program: withDns({
        zone: right,
        link: native("privatedns:VirtualNetworkLink", {
          privateZoneName: ref("zone", "name"),
          virtualNetworkLinkName: "l",
          location: "Global",
          virtualNetwork: {
            id: later("/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/x"),
          },
        }),
        records: records(ref("zone")),
      }),
      asks: [{ on: "render", whether: 'is linked to virtual network "vnet"', by: ["link virtualNetwork.id"] }],
    },
  ],
});
