// Over 200 lines: the test vectors of the fact sheet, in its order.

import { zone, zoneFor, zoneGroup, zoneLink } from "../programs/dns";
import { firewallAddress } from "../programs/firewall-hub";
import {
  account,
  endpoint,
  inGroup,
  natGateway,
  network,
  peering,
  pool,
  publicIp,
  routeTable,
  subnet,
} from "../programs/parts";
import { hub, networkRule, route, routed } from "../rules/firewall";
import { denyInternetOut, denyOut, type Farm, farm, outbound, toBatch, withEndpointToApprove } from "../rules/parts";
import { type Args, later, native, type Program, ref, text } from "../support/program/language";

/** The correct verdict: the pool certainly reaches node management, certainly does not, or it is undecided. */
export type Right = "holds" | "violated" | "undecided";

/** A test vector of the project's fact sheet about the path of a node. */
export interface Vector {
  readonly number: number;
  readonly title: string;
  readonly program: Program;
  readonly right: Right;
  /** Why outputs alone do not show it. */
  readonly hiddenInOutputs?: string;
  /** Resources that must have no finding. */
  readonly silentOn?: readonly string[];
  /** Its finding is advisory: only name resolution is at fault. */
  readonly isAdvisory?: true;
}

const closed = { publicNetworkAccess: "Disabled" };
const noPublicAddress: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const NETWORK = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/corp/providers/Microsoft.Network";

/** An endpoint in its own subnet, its zone, and the link to the pool's network. */
const served: Program = {
  ends: subnet("vnet", "10.0.2.0/24"),
  pe: endpoint(ref("ends"), ["nodeManagement"]),
  ...zoneFor("vnet"),
};
const inOther = (address: string, groups = ["nodeManagement"]): Program => ({
  other: network(address),
  ends: subnet("other", address.replace("/16", "/24")),
  pe: endpoint(ref("ends"), groups),
});
const everywhere = (type: string, address?: unknown) => route("all", "0.0.0.0/0", type, address);
const toFirewall = [everywhere("VirtualAppliance", firewallAddress)];
const allowing = hub(networkRule("BatchNodeManagement.WestEurope"));
const withoutPeering = (program: Program, ...names: readonly string[]): Program =>
  Object.fromEntries(Object.entries(program).filter(([name]) => !names.includes(name)));
const denies = (...values: readonly string[]): Args => ({
  networkProfile: {
    nodeManagementAccess: { defaultAction: "Deny", ipRules: values.map((value) => ({ action: "Allow", value })) },
  },
});
const vpn: Program = {
  GatewaySubnet: subnet("vnet", "10.0.9.0/27", { subnetName: "GatewaySubnet" }),
  vpn: native("network:VirtualNetworkGateway", {
    ipConfigurations: [{ name: "ip", subnet: { id: ref("GatewaySubnet") } }],
  }),
};
/** A peering with a network of another program. */
const peeredWithCorp: Program = {
  peering: native("network:VirtualNetworkPeering", {
    ...{ virtualNetworkName: ref("vnet", "name"), virtualNetworkPeeringName: "corp" },
    remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/corp` },
  }),
};
const managed = (commit: Args): Farm => ({
  rules: [toBatch],
  more: {
    manager: native("network:NetworkManager", { networkManagerName: "manager", networkManagerScopes: {} }),
    all: native("network:NetworkGroup", { networkManagerName: "manager", networkGroupName: "all" }),
    member: native("network:StaticMember", {
      ...{ networkManagerName: "manager", networkGroupName: ref("all", "name"), staticMemberName: "vnet" },
      resourceId: ref("vnet"),
    }),
    admin: native("network:SecurityAdminConfiguration", { networkManagerName: "manager", configurationName: "admin" }),
    collection: native("network:AdminRuleCollection", {
      ...{ networkManagerName: "manager", configurationName: ref("admin", "name"), ruleCollectionName: "rules" },
      appliesToGroups: [{ networkGroupId: ref("all") }],
    }),
    deny: native("network:AdminRule", {
      ...{ networkManagerName: "manager", configurationName: ref("admin", "name"), kind: "Custom", ruleName: "deny" },
      ...{ ruleCollectionName: ref("collection", "name"), priority: 10, direction: "Outbound", access: "Deny" },
      ...{ protocol: "Any", sourcePortRanges: ["0-65535"], destinationPortRanges: ["0-65535"] },
      ...{
        sources: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
        destinations: [{ addressPrefix: "Internet", addressPrefixType: "ServiceTag" }],
      },
    }),
    commit: native("network:Commit", { networkManagerName: "manager", commitName: "commit", properties: commit }),
  },
});
/** A network manager that writes routes into the tables of `vnet`. */
const managedRoutes: Program = {
  manager: native("network:NetworkManager", { networkManagerName: "manager", networkManagerScopes: {} }),
  all: native("network:NetworkGroup", { networkManagerName: "manager", networkGroupName: "all" }),
  member: native("network:StaticMember", {
    ...{ networkManagerName: "manager", networkGroupName: ref("all", "name"), staticMemberName: "vnet" },
    resourceId: ref("vnet"),
  }),
  routing: native("network:NetworkManagerRoutingConfiguration", {
    ...{ networkManagerName: "manager", configurationName: "routing" },
  }),
  collection: native("network:RoutingRuleCollection", {
    ...{ networkManagerName: "manager", configurationName: ref("routing", "name"), ruleCollectionName: "rules" },
    appliesTo: [{ networkGroupId: ref("all") }],
  }),
  commit: native("network:Commit", {
    ...{ networkManagerName: "manager", commitName: "commit" },
    properties: { commitType: "Routing", targetLocations: ["westeurope"], configurationIds: [ref("routing")] },
  }),
};
/** NAT gateway `nat` of the pool's subnet, with an address that the account allows. */
const behindNat: Farm = {
  account: denies("198.51.100.7"),
  subnet: { natGateway: { id: ref("nat") }, routeTable: { id: ref("rt") } },
  more: { ip: publicIp({ ipAddress: "198.51.100.7" }), nat: natGateway("ip"), rt: routeTable() },
};
/** A second firewall with its own public address, in a hub at these addresses. */
const otherHub = (address: string): Program => ({
  hub2: network(`${address}/16`),
  "fw-subnet2": subnet("hub2", `${address}/26`, { subnetName: "AzureFirewallSubnet" }),
  "fw-ip2": publicIp({ ipAddress: "198.51.100.9" }),
  fw2: native("network:AzureFirewall", {
    firewallPolicy: { id: ref("policy") },
    ipConfigurations: [{ name: "ip", subnet: { id: ref("fw-subnet2") }, publicIPAddress: { id: ref("fw-ip2") } }],
  }),
});
const ends = subnet("vnet", "10.0.2.0/24");

const hubIn = (access: "Allow" | "Deny"): Program => ({
  wan: native("network:VirtualHub", { virtualHubName: "wan", addressPrefix: "10.200.0.0/23" }),
  policy: native("network:FirewallPolicy", { firewallPolicyName: "policy" }),
  egress: native("network:FirewallPolicyRuleCollectionGroup", {
    ...{ firewallPolicyName: ref("policy", "name"), ruleCollectionGroupName: "egress", priority: 200 },
    ruleCollections: [
      {
        ...{ ruleCollectionType: "FirewallPolicyFilterRuleCollection", name: "out", priority: 100 },
        ...{ action: { type: access }, rules: [networkRule("BatchNodeManagement.WestEurope")] },
      },
    ],
  }),
  fw: native("network:AzureFirewall", {
    ...{ azureFirewallName: "fw", sku: { name: "AZFW_Hub", tier: "Standard" } },
    ...{ virtualHub: { id: ref("wan") }, firewallPolicy: { id: ref("policy") } },
  }),
  connection: native("network:HubVirtualNetworkConnection", {
    ...{ virtualHubName: ref("wan", "name"), connectionName: "vnet", remoteVirtualNetwork: { id: ref("vnet") } },
  }),
  intent: native("network:RoutingIntent", {
    ...{ virtualHubName: ref("wan", "name"), routingIntentName: "intent" },
    routingPolicies: [{ name: "internet", destinations: ["Internet"], nextHop: ref("fw") }],
  }),
});

/** The vectors, in West Europe: network 10.0.0.0/16, the pool in 10.0.1.0/24, the endpoint in 10.0.2.0/24. */
export const VECTORS: readonly Vector[] = [
  {
    number: 1,
    title: "the security rules drop the private address of a closed account's endpoint",
    program: farm({ account: closed, rules: [toBatch, denyOut], more: served }),
    right: "violated",
  },
  {
    number: 2,
    title: "they let the virtual network through",
    program: farm({
      account: closed,
      rules: [outbound(100, "Allow", "Tcp", "VirtualNetwork", "443"), denyOut],
      more: served,
    }),
    right: "holds",
  },
  {
    number: 3,
    title: "the endpoint of a closed account is in a network that is not peered",
    program: farm({ account: closed, more: { ...inOther("10.8.0.0/16"), ...zoneFor("vnet") } }),
    right: "violated",
  },
  {
    number: 4,
    title: "the endpoint of a closed account waits for approval",
    program: farm({ ...withEndpointToApprove, more: { ...withEndpointToApprove.more, ...zoneFor("vnet") } }),
    right: "undecided",
  },
  {
    number: 5,
    title: "an open account: the linked zone answers with the private address, which the rules drop",
    program: farm({ rules: [toBatch, denyOut], more: served }),
    right: "violated",
  },
  {
    number: 6,
    title: "an open account: the zone serves one network, and pools in another one use the public way",
    program: farm({
      rules: [toBatch],
      more: {
        ...served,
        other: network("10.8.0.0/16"),
        away: subnet("other", "10.8.1.0/24"),
        comp: pool({ subnetId: ref("away") }),
      },
    }),
    right: "holds",
    silentOn: ["zone", "pe", "comp", "render"],
  },
  {
    number: 7,
    title: "a closed account, and a pool without a subnet",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      ...served,
      batch: account(closed),
      render: pool(undefined),
    }),
    right: "violated",
  },
  {
    number: 8,
    title: "the endpoint of a closed account, and nothing about its name",
    program: farm({
      account: closed,
      more: { ends: subnet("vnet", "10.0.2.0/24"), pe: endpoint(ref("ends"), ["nodeManagement"]) },
    }),
    right: "undecided",
  },
  {
    number: 9,
    title: "no public addresses, and a gateway that no route leads to",
    program: farm({ networking: noPublicAddress, more: vpn }),
    right: "undecided",
  },
  {
    number: 10,
    title: "the same, where the table keeps learned routes out",
    program: farm({
      networking: noPublicAddress,
      subnet: { routeTable: { id: ref("rt") } },
      more: { ...vpn, rt: native("network:RouteTable", { disableBgpRoutePropagation: true }) },
    }),
    right: "violated",
  },
  {
    number: 11,
    title: "everything to a firewall in a network that is not peered",
    program: farm(routed(toFirewall, withoutPeering(allowing, "to-hub", "from-hub"))),
    right: "violated",
  },
  {
    number: 12,
    title: "everything to a firewall in a network that is peered in one direction",
    program: farm(routed(toFirewall, withoutPeering(allowing, "from-hub"))),
    right: "undecided",
  },
  {
    number: 13,
    title: "a firewall that allows it, whose own subnet drops everything",
    program: farm(
      routed(toFirewall, {
        ...allowing,
        "fw-rt": routeTable(everywhere("None")),
        AzureFirewallSubnet: subnet("hub", "10.100.0.0/26", {
          subnetName: "AzureFirewallSubnet",
          routeTable: { id: ref("fw-rt") },
        }),
      }),
    ),
    right: "violated",
  },
  {
    number: 14,
    title: "an admin rule that denies, and a commit of connectivity",
    program: farm(
      managed({ commitType: "Connectivity", targetLocations: ["westeurope"], configurationIds: [ref("admin")] }),
    ),
    right: "undecided",
  },
  {
    number: 15,
    title: "an admin rule that denies, and a commit for another region",
    program: farm(
      managed({ commitType: "SecurityAdmin", targetLocations: ["northeurope"], configurationIds: [ref("admin")] }),
    ),
    right: "holds",
  },
  {
    number: 16,
    title: "no public addresses, and a NAT gateway for all subnets of the network",
    program: farm({
      networking: noPublicAddress,
      more: {
        ip: publicIp(),
        nat: native("network:NatGateway", {
          ...{ sku: { name: "StandardV2" }, publicIpAddresses: [{ id: ref("ip") }] },
          sourceVirtualNetwork: { id: ref("vnet") },
        }),
      },
    }),
    right: "holds",
    hiddenInOutputs: "the API version of the provider does not report sourceVirtualNetwork",
  },
  {
    number: 17,
    title: "a closed account, and a subnet of another program",
    program: inGroup({
      batch: account(closed),
      render: pool({ subnetId: `${NETWORK}/virtualNetworks/corp/subnets/batch` }),
    }),
    right: "undecided",
  },
  {
    number: 18,
    title: "IP rules for the pool's own address, while a firewall puts its own in place of it",
    program: farm({
      account: denies("198.51.100.7"),
      networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] } },
      ...routed(toFirewall, {
        ...allowing,
        ip: publicIp({ ipAddress: "198.51.100.7" }),
        "fw-ip": publicIp({ ipAddress: "198.51.100.8" }),
      }),
    }),
    right: "violated",
  },
  {
    number: 19,
    title: "IP rules without the address of the NAT gateway",
    program: farm({
      account: denies("198.51.100.7"),
      subnet: { natGateway: { id: ref("nat") } },
      more: { ip: publicIp({ ipAddress: "198.51.100.8" }), nat: natGateway("ip") },
    }),
    right: "violated",
  },
  {
    number: 20,
    title: "custom DNS servers that the security rules keep the nodes from",
    program: farm({
      rules: [toBatch, denyOut],
      vnet: { dhcpOptions: { dnsServers: ["10.0.50.4"] } },
      more: served,
    }),
    right: "violated",
  },
  {
    number: 22,
    title: "a route for the tag that drops it",
    program: farm(routed([route("batch", "BatchNodeManagement.WestEurope", "None")])),
    right: "violated",
  },
  {
    number: 23,
    title: "a hub whose routing intent leads to a firewall that denies it",
    program: farm({ more: hubIn("Deny") }),
    right: "violated",
  },
  {
    number: 24,
    title: "an endpoint behind a peering that denies access",
    program: farm({
      account: closed,
      more: {
        ...inOther("10.8.0.0/16"),
        ...zoneFor("vnet"),
        there: peering("vnet", "other", { allowVirtualNetworkAccess: false }),
        back: peering("other", "vnet", { allowVirtualNetworkAccess: false }),
      },
    }),
    right: "violated",
  },
];

/** Further consequences of the same facts, which the fact sheet does not list. */
export const MORE: readonly Omit<Vector, "number">[] = [
  {
    title: "an open account, an endpoint without a zone, and rules that let both addresses through",
    program: farm({
      rules: [],
      more: { ends: subnet("vnet", "10.0.2.0/24"), pe: endpoint(ref("ends"), ["nodeManagement"]) },
    }),
    right: "holds",
  },
  {
    title: "an open account, an endpoint without a zone, and rules that let only the public addresses through",
    program: farm({
      rules: [toBatch, denyOut],
      more: { ends: subnet("vnet", "10.0.2.0/24"), pe: endpoint(ref("ends"), ["nodeManagement"]) },
    }),
    right: "undecided",
  },
  {
    title: "a closed account, a zone that is linked, and no record in it",
    program: farm({
      account: closed,
      more: {
        ends: subnet("vnet", "10.0.2.0/24"),
        pe: endpoint(ref("ends"), ["nodeManagement"]),
        zone: zone(),
        link: zoneLink("vnet"),
      },
    }),
    right: "violated",
  },
  {
    title: "a closed account, and a zone that is not linked to the pool's network",
    program: farm({
      account: closed,
      more: {
        ends: subnet("vnet", "10.0.2.0/24"),
        pe: endpoint(ref("ends"), ["nodeManagement"]),
        zone: zone(),
        records: zoneGroup(),
      },
    }),
    right: "violated",
  },
  {
    title: "the internet denied, in a network that is peered with one of another program",
    program: farm({
      rules: [denyInternetOut],
      more: peeredWithCorp,
    }),
    right: "undecided",
  },
  {
    title: "everything denied, in a network that is peered with one of another program",
    program: farm({
      rules: [denyOut],
      more: peeredWithCorp,
    }),
    right: "violated",
  },
  // No address of a network is one of the Batch service, so the rule for its tag allows no private endpoint.
  {
    title: "a closed account, and rules for the tag alone, in a network that is peered with one of another program",
    program: farm({ account: closed, rules: [toBatch, denyOut], more: peeredWithCorp }),
    right: "violated",
  },
  {
    title: "a closed account, and rules for the networks, in one that is peered with one of another program",
    program: farm({
      account: closed,
      rules: [outbound(100, "Allow", "Tcp", "VirtualNetwork", "443"), denyOut],
      more: peeredWithCorp,
    }),
    right: "undecided",
  },
  {
    title: "a hub whose routing intent leads to a firewall that allows it",
    program: farm({ networking: noPublicAddress, more: hubIn("Allow") }),
    right: "holds",
  },
  {
    title: "an admin rule that denies, committed for the region",
    program: farm(
      managed({ commitType: "SecurityAdmin", targetLocations: ["westeurope"], configurationIds: [ref("admin")] }),
    ),
    right: "violated",
  },
  {
    title: "no public addresses, and no subnet",
    program: inGroup({ batch: account(), render: pool(noPublicAddress) }),
    right: "violated",
  },
  {
    title: "a private DNS query that a rule for AzurePlatformDNS denies",
    program: farm({
      rules: [toBatch, outbound(100, "Deny", "*", "AzurePlatformDNS")].map((rule, at) => ({
        ...rule,
        priority: 100 + at,
      })),
    }),
    right: "violated",
  },
  {
    title: "rules that let the virtual network through, and routes that a network manager writes",
    program: farm({
      rules: [outbound(100, "Allow", "Tcp", "VirtualNetwork", "443"), denyOut],
      more: managedRoutes,
    }),
    right: "undecided",
  },
  {
    title: "the same routes, in a network that is known at the deployment",
    program: farm({
      vnet: { virtualNetworkName: "vnet" },
      subnet: { virtualNetworkName: later("vnet") },
      more: managedRoutes,
    }),
    right: "undecided",
  },
  {
    title: "a route to a firewall that may be of the subnet's table, and IP rules for its NAT gateway alone",
    program: farm({
      ...behindNat,
      more: {
        ...behindNat.more,
        ...allowing,
        "fw-ip": publicIp({ ipAddress: "198.51.100.8" }),
        away: native("network:RouteTable", { routeTableName: "away" }),
        all: native("network:Route", {
          ...{ routeTableName: later("away"), routeName: "all", addressPrefix: "0.0.0.0/0" },
          ...{ nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
        }),
      },
    }),
    right: "holds",
  },
  {
    title: "a next hop that is made from two firewalls, and IP rules for one of them",
    program: farm({
      account: denies("198.51.100.8"),
      ...routed(
        [everywhere("VirtualAppliance", text`${firewallAddress}${ref("fw2", "ipConfigurations[0].privateIPAddress")}`)],
        {
          ...allowing,
          "fw-ip": publicIp({ ipAddress: "198.51.100.8" }),
          ...otherHub("10.101.0.0"),
          "to-hub2": peering("vnet", "hub2"),
          "from-hub2": peering("hub2", "vnet"),
        },
      ),
    }),
    right: "undecided",
  },
  {
    title: "two hubs with the same addresses, one of them peered",
    program: farm(routed(toFirewall, { ...allowing, ...otherHub("10.100.0.0") })),
    right: "holds",
  },
  {
    title: "an endpoint that waits for approval, of an account that may be another pool's",
    program: farm({
      rules: [toBatch, denyOut],
      pool: { accountName: later("b") },
      more: { ...withEndpointToApprove.more, ...zoneFor("vnet"), b: account({ accountName: "b" }) },
    }),
    right: "holds",
  },
  {
    title: "a linked zone without a record, of an account that may be another pool's",
    program: farm({
      account: { accountName: "a" },
      pool: { accountName: later("a") },
      more: {
        ...{ ends, pe: endpoint(ref("ends"), ["nodeManagement"]), zone: zone(), link: zoneLink("vnet") },
        b: account({ accountName: "b" }),
      },
    }),
    right: "violated",
    isAdvisory: true,
  },
  {
    title: "a zone that is not linked, beside a linked one of another program for another service",
    program: farm({
      account: closed,
      more: {
        ...{ ends, pe: endpoint(ref("ends"), ["nodeManagement"]), zone: zone(), records: zoneGroup() },
        blob: native("privatedns:VirtualNetworkLink", {
          ...{ privateZoneName: "privatelink.blob.core.windows.net", virtualNetworkLinkName: "blob" },
          ...{ location: "Global", virtualNetwork: { id: ref("vnet") }, registrationEnabled: false },
        }),
      },
    }),
    right: "violated",
  },
];
