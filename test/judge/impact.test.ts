// Over 200 lines: the networks of two landing zones, with public and with private access, and the changes that cut off pools.

import { describe, expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import { RULES } from "../../policies/rules";
import { namesOf } from "../../policies/rules/policy-names";
import { readSettings } from "../../policies/settings/settings";
import { type Made, outboundRule, programOf, snapshotOf, sourceOf } from "../support/landing-zone";

/*
 * The program of a network, whose last deployment is in the estate, changes or deletes something: which pools of another stack lose
 * their path, and which policy reports it?
 */

const TODAY = "2026-11-28";
const PLACE = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
const idOf = (path: string) => `${PLACE}/Microsoft.Network/${path}`;
const made = (type: string, path: string, inputs: object): Made => ({
  type,
  name: path.split("/").at(-1) ?? "",
  id: idOf(path),
  inputs: { resourceGroupName: "rg", ...inputs },
});

const VNET = "virtualNetworks/spoke";
const HUB = "virtualNetworks/hub";
const GROUP = "firewallPolicies/fwp/ruleCollectionGroups/batch";
const ZONE = "privateDnsZones/privatelink.batch.azure.com";
const ACCOUNT_ID = `${PLACE}/Microsoft.Batch/batchAccounts/corp`;

const network = (name: string, prefix: string) =>
  made("network:VirtualNetwork", `virtualNetworks/${name}`, {
    ...{ virtualNetworkName: name, location: "westeurope", addressSpace: { addressPrefixes: [prefix] } },
  });
const subnet = (of: string, name: string, addressPrefix: string, more: object = {}) =>
  made("network:Subnet", `virtualNetworks/${of}/subnets/${name}`, {
    ...{ virtualNetworkName: of, subnetName: name, addressPrefix },
    ...more,
  });
const peering = (from: string, to: string, more: object = {}) =>
  made("network:VirtualNetworkPeering", `virtualNetworks/${from}/virtualNetworkPeerings/to-${to}`, {
    ...{ virtualNetworkName: from, virtualNetworkPeeringName: `to-${to}` },
    ...{ remoteVirtualNetwork: { id: idOf(`virtualNetworks/${to}`) }, allowVirtualNetworkAccess: true },
    ...more,
  });
const group = (rules: readonly object[]) =>
  made("network:NetworkSecurityGroup", "networkSecurityGroups/nsg", {
    ...{ networkSecurityGroupName: "nsg", location: "westeurope", securityRules: rules },
  });
const table = (routes: readonly object[]) =>
  made("network:RouteTable", "routeTables/rt", { routeTableName: "rt", location: "westeurope", routes });
const everywhere = (next: object) => ({ name: "all", addressPrefix: "0.0.0.0/0", ...next });
const toFirewall = everywhere({ nextHopType: "VirtualAppliance", nextHopIpAddress: "10.8.0.4" });
const firewallRules = (destination: string) =>
  made("network:FirewallPolicyRuleCollectionGroup", GROUP, {
    ...{ firewallPolicyName: "fwp", ruleCollectionGroupName: "batch", priority: 200 },
    ruleCollections: [
      {
        ...{ name: "c", priority: 100, action: { type: "Allow" } },
        ruleCollectionType: "FirewallPolicyFilterRuleCollection",
        rules: [
          {
            ...{ name: "r", ruleType: "NetworkRule", ipProtocols: ["TCP"], sourceAddresses: ["*"] },
            ...{ destinationAddresses: [destination], destinationPorts: ["443"] },
          },
        ],
      },
    ],
  });

const SPOKE = [
  ...[network("spoke", "10.0.0.0/16"), network("hub", "10.8.0.0/16"), group([])],
  ...[peering("spoke", "hub"), peering("hub", "spoke")],
];

/** Nodes without public addresses, whose traffic leaves through a firewall in the hub; and others with public addresses. */
const PUBLIC_WAY: readonly Made[] = [
  ...SPOKE,
  subnet("spoke", "batch", "10.0.1.0/24", {
    networkSecurityGroup: { id: idOf("networkSecurityGroups/nsg") },
    routeTable: { id: idOf("routeTables/rt") },
  }),
  subnet("spoke", "open", "10.0.2.0/24"),
  table([toFirewall]),
  subnet("hub", "AzureFirewallSubnet", "10.8.0.0/26"),
  made("network:PublicIPAddress", "publicIPAddresses/ip", { publicIpAddressName: "ip", ipAddress: "20.1.2.3" }),
  made("network:FirewallPolicy", "firewallPolicies/fwp", { firewallPolicyName: "fwp" }),
  firewallRules("BatchNodeManagement.WestEurope"),
  made("network:AzureFirewall", "azureFirewalls/fw", {
    ...{ azureFirewallName: "fw", location: "westeurope", firewallPolicy: { id: idOf("firewallPolicies/fwp") } },
    ipConfigurations: [
      {
        ...{ name: "ip", privateIPAddress: "10.8.0.4" },
        subnet: { id: idOf(`${HUB}/subnets/AzureFirewallSubnet`) },
        publicIPAddress: { id: idOf("publicIPAddresses/ip") },
      },
    ],
  }),
];

const GROUP_OF_ZONES = "privateEndpoints/pe/privateDnsZoneGroups/default";

/** An account without public network access, with an endpoint in the hub. */
const PRIVATE_WAY: readonly Made[] = [
  ...SPOKE,
  subnet("spoke", "batch", "10.0.1.0/24", { networkSecurityGroup: { id: idOf("networkSecurityGroups/nsg") } }),
  subnet("spoke", "open", "10.0.2.0/24"),
  subnet("hub", "endpoints", "10.8.1.0/24"),
  made("network:PrivateEndpoint", "privateEndpoints/pe", {
    ...{ privateEndpointName: "pe", location: "westeurope", subnet: { id: idOf(`${HUB}/subnets/endpoints`) } },
    privateLinkServiceConnections: [
      {
        ...{ name: "batch", privateLinkServiceId: ACCOUNT_ID, groupIds: ["nodeManagement"] },
        privateLinkServiceConnectionState: { status: "Approved" },
      },
    ],
    customDnsConfigs: [{ fqdn: "11.westeurope.service.batch.azure.com", ipAddresses: ["10.8.1.4"] }],
  }),
  made("network:PrivateDnsZoneGroup", GROUP_OF_ZONES, {
    ...{ privateEndpointName: "pe", privateDnsZoneGroupName: "default" },
    privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: idOf(ZONE) }],
  }),
  made("privatedns:PrivateZone", ZONE, { privateZoneName: "privatelink.batch.azure.com", location: "global" }),
  made("privatedns:VirtualNetworkLink", `${ZONE}/virtualNetworkLinks/spoke`, {
    ...{ privateZoneName: "privatelink.batch.azure.com", virtualNetworkLinkName: "spoke", location: "global" },
    ...{ virtualNetwork: { id: idOf(VNET) }, registrationEnabled: false },
  }),
];

function pools(access: string, closed: string): readonly Made[] {
  const account = { accountName: "corp", resourceGroupName: "rg", location: "westeurope", publicNetworkAccess: access };
  const pool = (name: string, of: string, provision: string): Made => ({
    type: "batch:Pool",
    name,
    id: `${ACCOUNT_ID}/pools/${name}`,
    inputs: {
      ...{ accountName: "corp", resourceGroupName: "rg", poolName: name, vmSize: "STANDARD_D2S_V3" },
      targetNodeCommunicationMode: "Simplified",
      networkConfiguration: {
        subnetId: idOf(`${VNET}/subnets/${of}`),
        publicIPAddressConfiguration: { provision },
      },
    },
  });
  return [
    { type: "batch:BatchAccount", name: "corp", id: ACCOUNT_ID, inputs: account },
    pool("inside", "batch", closed),
    pool("beside", "open", "BatchManaged"),
  ];
}

type Change = (all: readonly Made[]) => readonly Made[];

const without =
  (...paths: readonly string[]): Change =>
  (all) =>
    all.filter(({ id }) => !paths.some((path) => id === idOf(path)));
const instead =
  (...others: readonly Made[]): Change =>
  (all) =>
    all.map((each) => others.find(({ id }) => id === each.id) ?? each);

/** Findings about pools: the policy, the resource, the level, and the pools of another stack that the message names. */
function told(before: readonly Made[], change: Change, batch: readonly Made[]) {
  const estate = snapshotOf(sourceOf("network", before), sourceOf("batch", batch));
  const settings = readSettings({ estate }, { ...namesOf(RULES), today: TODAY });
  expect(settings.problems).toEqual([]);
  const evaluation = openEvaluation(programOf("network", change(before)), { settings, today: TODAY });
  return RULES.filter(({ levels }) => levels.recommended === "mandatory").flatMap((rule) =>
    evaluation
      .judge(rule)
      .reports.map(({ policy, urn, level = "mandatory", message }) => [
        policy,
        urn.split("::").at(-1) ?? "",
        level,
        /Pools? ("[^.]*) (?:is|are) in stack batch\/prod/.exec(message)?.[1] ?? message,
      ]),
  );
}
type Told = readonly [policy: string, on: string, level: string, pools: string];
type Row = readonly [change: string, what: Change, told: readonly Told[]];

const BOTH = [`${VNET}/virtualNetworkPeerings/to-hub`, `${HUB}/virtualNetworkPeerings/to-spoke`];
const apart = without(...BOTH);
const plus =
  (change: Change, ...more: readonly Made[]): Change =>
  (all) => [...change(all), ...more];
const deny = group([outboundRule("Deny", "Deny", 100, "*")]);
const closed = peering("spoke", "hub", { allowVirtualNetworkAccess: false });

describe("on the public way, of two pools the one whose way is taken is named", () => {
  const batch = pools("Enabled", "NoPublicIPAddresses");
  const byRoute: Told = ["subnet-route-reaches-node-management", "rt", "mandatory", '"inside"'];
  const noEgress: Told = ["pool-no-public-ip-has-egress", "", "mandatory", '"inside"'];
  const bare = subnet("spoke", "batch", "10.0.1.0/24");

  test.each<Row>([
    ["nothing", (all) => all, []],
    ["a security rule", instead(deny), [["pool-node-management-outbound", "nsg", "mandatory", '"inside"']]],
    ["a route", instead(table([everywhere({ nextHopType: "None" })])), [byRoute]],
    ["a route that is deleted", instead(table([])), [noEgress]],
    ["a table that is deleted", (all) => instead(bare)(without("routeTables/rt")(all)), [noEgress]],
    ["a firewall rule", instead(firewallRules("192.168.0.1")), [byRoute]],
    ["a peering that is closed", instead(closed), [byRoute]],
    ["peerings that are deleted", apart, [byRoute]],
    // Another program may declare what this one no longer has.
    ["all rules of a firewall policy that are deleted", without(GROUP), []],
    ["a firewall that is deleted", without("azureFirewalls/fw"), []],
    ["one direction of a peering that is deleted", without(`${VNET}/virtualNetworkPeerings/to-hub`), []],
  ])("%s", (_, change, expected) => expect(told(PUBLIC_WAY, change, batch)).toEqual(expected));
});

describe("on the private way, both pools need the endpoint", () => {
  const batch = pools("Disabled", "NoPublicIPAddresses");
  const ALL = '"beside", "inside"';
  const byDns: Told = ["endpoint-node-management-dns", "privatelink.batch.azure.com", "mandatory", ALL];
  const hub = made("network:VirtualHub", "virtualHubs/vhub", { virtualHubName: "vhub" });
  const connection = (name: string) =>
    made("network:HubVirtualNetworkConnection", `virtualHubs/vhub/hubVirtualNetworkConnections/${name}`, {
      ...{ virtualHubName: "vhub", connectionName: name, enableInternetSecurity: true },
      remoteVirtualNetwork: { id: idOf(`virtualNetworks/${name}`) },
    });
  const MANAGER = "networkManagers/avnm";
  const mesh = made("network:ConnectivityConfiguration", `${MANAGER}/connectivityConfigurations/mesh`, {
    ...{ networkManagerName: "avnm", configurationName: "mesh", connectivityTopology: "Mesh" },
  });
  const byPeering = (on: string): Told => ["endpoint-node-management-reachable", on, "mandatory", ALL];

  test.each<Row>([
    ["nothing", (all) => all, []],
    ["a security rule", instead(deny), [["pool-node-management-outbound", "nsg", "mandatory", '"inside"']]],
    ["a link of the zone that is deleted", without(`${ZONE}/virtualNetworkLinks/spoke`), [byDns]],
    ["the record that is deleted", without(GROUP_OF_ZONES), [byDns]],
    [
      "the endpoint that is deleted",
      without("privateEndpoints/pe", GROUP_OF_ZONES),
      [
        ["pool-no-public-ip-has-egress", "", "mandatory", '"inside"'],
        ["account-node-management-reachable", "", "mandatory", ALL],
      ],
    ],
    ["a peering that is closed", instead(closed), [byPeering("to-hub")]],
    // The security rules allow outbound traffic only to "VirtualNetwork", but are not the cause.
    ["peerings that are deleted", apart, [byPeering("pe")]],
    ["peerings, for a virtual hub", plus(apart, hub, connection("spoke"), connection("hub")), []],
    ["peerings, for a network manager", plus(apart, made("network:NetworkManager", MANAGER, {}), mesh), []],
    ["one direction of a peering that is deleted", without(`${VNET}/virtualNetworkPeerings/to-hub`), []],
    ["the other direction", without(`${HUB}/virtualNetworkPeerings/to-spoke`), []],
    // Another program may have the zone.
    ["the zone that is deleted", without(ZONE, `${ZONE}/virtualNetworkLinks/spoke`, GROUP_OF_ZONES), []],
  ])("%s", (_, change, expected) => expect(told(PRIVATE_WAY, change, batch)).toEqual(expected));
});
