// Over 200 lines: the cases of one policy are one table.

import { endpointNodeManagementReachable } from "../../policies/rules/endpoint-node-management-reachable";
import { zoneFor } from "../programs/dns";
import { endpoint, network, peering, pool, routeTable, securityGroup, subnet } from "../programs/parts";
import { type Args, later, native, type Program, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { route } from "./firewall";
import { denyInternetOut, denyOut, farm, inbound, outbound, withEndpoint, withEndpointToApprove } from "./parts";

const { account } = withEndpoint;
const MEMBERS =
  "the ids of groups are unknown at a first preview, and the classic provider has a resource for a membership";
const WITH_ID = "a network with an unknown id may have further peers, which the tag contains";
const dns = zoneFor("vnet");
/** An endpoint in another network, with a zone that is linked to the pool's network. */
const away = (...peerings: readonly [from: string, to: string, more?: Args][]): Program => ({
  other: network("10.8.0.0/16"),
  ends: subnet("other", "10.8.9.0/24"),
  pe: endpoint(ref("ends"), ["nodeManagement"]),
  ...dns,
  ...Object.fromEntries(peerings.map(([from, to, more]) => [`${from}-to-${to}`, peering(from, to, more)])),
});
/** The endpoint in application security groups, behind a rule for group `web`. */
const member = (access: "Allow" | "Deny", ...groups: readonly unknown[]): Program => {
  const { destinationAddressPrefix: _, ...rule } = inbound(100, access, "Tcp", "*", "443");
  return {
    ...{ web: group("web"), db: group("db") },
    ...guarded(
      { ...rule, destinationApplicationSecurityGroups: [{ id: ref("web") }] },
      ...(access === "Allow" ? [inbound(200, "Deny", "*", "*")] : []),
    ),
    pe: endpoint(ref("ends"), ["nodeManagement"], {
      applicationSecurityGroups: groups.map((id) => ({ id })),
    }),
  };
};
const group = (applicationSecurityGroupName: string) =>
  native("network:ApplicationSecurityGroup", { applicationSecurityGroupName });
const gatewayIn = (name: string): Program => ({
  [`gateway-${name}`]: subnet(name, "10.9.255.0/27", { subnetName: "GatewaySubnet" }),
  [`vpn-${name}`]: native("network:VirtualNetworkGateway", {
    ipConfigurations: [{ name: "default", subnet: { id: ref(`gateway-${name}`) } }],
  }),
});
const onHub = (name: string): Program => ({
  [`on-${name}`]: native("network:HubVirtualNetworkConnection", {
    virtualHubName: ref("hub", "name"),
    remoteVirtualNetwork: { id: ref(name) },
  }),
});
const connectivity = (commitType: string, ...targetLocations: readonly string[]): Program => ({
  avnm: native("network:NetworkManager", {}),
  commit: native("network:Commit", {
    networkManagerName: ref("avnm", "name"),
    properties: { commitType, targetLocations, configurationIds: [] },
  }),
});
const configured: Program = {
  avnm: native("network:NetworkManager", {}),
  mesh: native("network:ConnectivityConfiguration", {
    networkManagerName: ref("avnm", "name"),
    configurationName: "mesh",
    connectivityTopology: "Mesh",
    appliesToGroups: [],
  }),
};
const spokes = (only: Args, more: Program = {}) =>
  farm({
    account,
    subnet: { routeTable: { id: ref("rt") } },
    more: {
      ...away(["other", "hub"], ["hub", "other"], ["vnet", "hub"], ["hub", "vnet"]),
      ...{ hub: network("10.9.0.0/16"), rt: routeTable(only), ...more },
    },
  });
const notPeered = [{ on: "pe", at: "", says: ['"vnet" of the pool is not peered with "other"'] }] as const;
const guarded = (...rules: readonly Args[]): Program => ({
  ...withEndpoint.more,
  ...dns,
  shut: securityGroup(...rules),
  ends: subnet("vnet", "10.0.9.0/24", {
    privateEndpointNetworkPolicies: "Enabled",
    networkSecurityGroup: { id: ref("shut") },
  }),
});

testRule(endpointNodeManagementReachable, {
  valid: [
    { title: "no endpoint", program: farm({}) },
    { title: "in the pool's network", page: true, program: farm({ account, more: { ...withEndpoint.more, ...dns } }) },
    {
      title:
        "in a network that is peered in both directions, of which the first to be created is reported as Initiated",
      program: farm({
        account,
        more: away(["vnet", "other", { peeringState: "Initiated" }], ["other", "vnet", { peeringState: "Connected" }]),
      }),
    },
    // https://learn.microsoft.com/azure/private-link/configure-asg-private-endpoint
    {
      title: "its own subnet allows an application security group that it is a member of",
      program: farm({ account, more: member("Allow", ref("db"), ref("web")) }),
      asWrittenOnly: MEMBERS,
    },
    {
      title: "its own subnet denies an application security group that it is no member of",
      program: farm({ account, more: member("Deny", ref("db")) }),
      asWrittenOnly: MEMBERS,
    },
    {
      title: "in a network that is peered in both directions",
      program: farm({ account, more: away(["vnet", "other"], ["other", "vnet"]) }),
    },
    {
      title: "its own subnet lets the nodes in",
      program: farm({
        account,
        more: guarded(inbound(200, "Allow", "Tcp", "10.0.1.0/24", "443"), inbound(300, "Deny", "*", "*")),
      }),
    },
    {
      title: "a network that is not peered, while the account is open and its zone serves another network",
      program: farm({ more: { ...away(), link: zoneFor("other").link as Program[string] } }),
    },
    {
      title: "a subnet peering that names both subnets",
      program: farm({
        account,
        more: away(
          ["vnet", "other", { peerCompleteVnets: false, localSubnetNames: ["snet"], remoteSubnetNames: ["ends"] }],
          ["other", "vnet", { peerCompleteVnets: false, localSubnetNames: ["ends"], remoteSubnetNames: ["snet"] }],
        ),
      }),
      asWrittenOnly: "the subnets are named by their Azure names",
    },
  ],
  invalid: [
    {
      title: "in a network that is not peered, for two pools",
      program: farm({ account, more: { ...away(), comp: pool({ subnetId: ref("snet") }) } }),
      finds: [
        {
          on: "pe",
          at: "",
          says: [
            'Virtual network "vnet" of the pool is not peered with "other", in which private endpoint "pe" is.',
            'the nodes of pools "comp" and "render" have no other path to the Batch service',
            'Fix: Peer "vnet" and "other" with each other, in both directions.',
          ],
        },
      ],
    },
    {
      title: "in a network that is not peered, and only one of the two has a gateway",
      program: farm({ account, more: { ...away(), ...gatewayIn("vnet") } }),
      finds: notPeered,
    },
    {
      title: "in a network that is not peered, and the table keeps out what gateways learn",
      program: farm({
        account,
        subnet: { routeTable: { id: ref("rt") } },
        more: {
          ...{ ...away(), ...gatewayIn("vnet"), ...gatewayIn("other") },
          rt: native("network:RouteTable", { disableBgpRoutePropagation: true }),
        },
      }),
      finds: notPeered,
    },
    {
      title: "in another spoke, and the route for it ends",
      program: spokes(route("data", "10.8.0.0/16", "None")),
      finds: notPeered,
    },
    {
      title: "in another spoke, and a route leads elsewhere",
      program: spokes(route("other", "192.168.0.0/16", "VirtualAppliance", "10.9.0.4")),
      finds: notPeered,
    },
    {
      title: "in a network that nothing is connected to, whatever routes there are",
      program: farm({
        account,
        subnet: { routeTable: { id: ref("rt") } },
        more: { ...away(), rt: routeTable(route("all", "0.0.0.0/0", "VirtualAppliance", "10.0.200.4")) },
      }),
      finds: notPeered,
    },
    ...(
      [
        ["of another type", "SecurityAdmin", "westeurope"],
        ["for another region", "Connectivity", "northeurope"],
      ] as const
    ).map(([what, type, region]) => ({
      title: `in a network that is not peered, and a commit ${what}`,
      program: farm({ account, more: { ...away(), ...connectivity(type, region) } }),
      finds: notPeered,
    })),
    {
      title: "in a network that is not peered, with a configuration whose commit is for another region",
      program: farm({ account, more: { ...away(), ...configured, ...connectivity("Connectivity", "northeurope") } }),
      finds: notPeered,
    },
    {
      title: "behind a peering that denies access",
      program: farm({
        account,
        more: away(["vnet", "other", { allowVirtualNetworkAccess: false }], ["other", "vnet"]),
      }),
      finds: [
        {
          on: "vnet-to-other",
          at: "",
          says: ["denies access between the two", "Fix: Set allowVirtualNetworkAccess to true in both directions"],
        },
      ],
    },
    {
      title:
        "behind a peering that denies access, and rules that allow the virtual network, which then leaves the peer out",
      program: farm({
        account,
        rules: [outbound(100, "Allow", "Tcp", "VirtualNetwork", "443"), denyOut],
        more: away(["vnet", "other", { allowVirtualNetworkAccess: false }], ["other", "vnet"]),
      }),
      asWrittenOnly: WITH_ID,
      onlyDeployed: WITH_ID,
      finds: [{ on: "vnet-to-other", at: "", says: ["denies access between the two"] }],
    },
    {
      title: "behind a peering of which the other direction was deleted",
      program: farm({
        account,
        more: away(["vnet", "other", { peeringState: "Disconnected" }], ["other", "vnet"]),
      }),
      asWrittenOnly: "the classic provider does not report the state of a peering",
      finds: [
        {
          on: "vnet-to-other",
          at: "",
          says: [
            'The peering between "vnet" and "other", in which private endpoint "pe" is, is disconnected: one of its directions was deleted.',
            "Fix: Delete both directions of the peering, and create them again.",
          ],
        },
      ],
    },
    {
      title: "behind peerings that are both disconnected, the nearer is shown",
      program: farm({
        account,
        more: away(
          ["vnet", "other", { peeringState: "Disconnected" }],
          ["other", "vnet", { peeringState: "Disconnected" }],
        ),
      }),
      asWrittenOnly: "the classic provider does not report the state of a peering",
      finds: [{ on: "vnet-to-other", at: "", says: ["is disconnected"] }],
    },
    {
      title: "behind a peering of other subnets",
      program: farm({
        account,
        more: away(
          ["vnet", "other", { peerCompleteVnets: false, localSubnetNames: ["x"], remoteSubnetNames: ["ends"] }],
          ["other", "vnet", { peerCompleteVnets: false, localSubnetNames: ["ends"], remoteSubnetNames: ["x"] }],
        ),
      }),
      asWrittenOnly: "the subnets are named by their Azure names",
      finds: [{ on: "vnet-to-other", at: "", says: ['does not connect "snet" with the subnet of the endpoint'] }],
    },
    {
      title: "its own subnet denies an application security group that it is a member of",
      program: farm({ account, more: member("Deny", ref("web")) }),
      asWrittenOnly: MEMBERS,
      onlyDeployed: "the id of the group is unknown",
      finds: [
        {
          on: "shut",
          at: "securityRules[0]",
          securityRule: "DenyInbound100",
          says: ['blocks inbound TCP 443 to private endpoint "pe"'],
        },
      ],
    },
    {
      title: "its own subnet allows an application security group alone that it is no member of",
      program: farm({ account, more: member("Allow") }),
      asWrittenOnly: MEMBERS,
      finds: [
        {
          on: "shut",
          at: "securityRules[1]",
          securityRule: "DenyInbound200",
          says: ['blocks inbound TCP 443 to private endpoint "pe"'],
        },
      ],
    },
    {
      title: "its own subnet keeps the nodes out",
      program: farm({ rules: [denyInternetOut], account, more: guarded(inbound(200, "Deny", "*", "*")) }),
      finds: [
        {
          on: "shut",
          at: "securityRules[0]",
          securityRule: "DenyInbound200",
          says: [
            'Rule "DenyInbound200" (securityRules[0], priority 200) of "shut" blocks inbound TCP 443 to private endpoint "pe"',
            'Fix: Either add a rule to "shut": priority 100, inbound Allow, protocol Tcp, source 10.0.1.0/24, source port *, destination *, port 443.',
            'Fix: Or set privateEndpointNetworkPolicies of subnet "ends" to "Disabled"',
          ],
        },
      ],
    },
    {
      title: "a connection that was refused",
      program: farm({
        account,
        more: {
          ...withEndpoint.more,
          ...dns,
          pe: native("network:PrivateEndpoint", {
            subnet: { id: ref("ends") },
            privateLinkServiceConnections: [
              {
                ...{ name: "batch", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
                privateLinkServiceConnectionState: { status: "Rejected" },
              },
            ],
          }),
        },
      }),
      asWrittenOnly: "the classic provider has no state of a connection",
      finds: [{ on: "pe", at: "", says: ['The connection of private endpoint "pe" to the account is rejected.'] }],
    },
    {
      title: "a classic pool before the retirement",
      program: farm({ account, more: away(), pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-03-31",
      finds: [{ on: "pe", at: "", advisory: true, says: ["is not peered"] }],
    },
    {
      title: "a classic and a simplified pool before the retirement",
      program: farm({
        account,
        more: { ...away(), comp: pool({ subnetId: ref("snet") }) },
        pool: { targetNodeCommunicationMode: "Classic" },
      }),
      today: "2026-03-31",
      finds: [{ on: "pe", at: "", says: ["is not peered"] }],
    },
  ],
  undecided: [
    // https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#create-a-peering
    {
      title: "behind a peering that denies access, but a rule allows its address explicitly",
      program: farm({
        account,
        rules: [outbound(100, "Allow", "Tcp", "10.8.9.0/24", "443"), denyOut],
        more: away(["vnet", "other", { allowVirtualNetworkAccess: false }], ["other", "vnet"]),
      }),
      asks: [
        {
          on: "render",
          whether:
            'whether its nodes can reach private endpoint "pe": the peering between "vnet" and "other" has allowVirtualNetworkAccess set to false',
          by: [],
          advises: "Set allowVirtualNetworkAccess to true in both directions of the peering.",
        },
      ],
    },
    {
      title: "behind a peering that denies the other direction access",
      program: farm({
        account,
        more: away(["vnet", "other"], ["other", "vnet", { allowVirtualNetworkAccess: false }]),
      }),
      asks: [{ on: "render", whether: "has allowVirtualNetworkAccess set to false", by: [] }],
    },
    {
      title: "its own subnet allows an application security group, and those of the endpoint are unknown",
      program: farm({ account, more: member("Allow", later("/subscriptions/0/x")) }),
      asWrittenOnly: MEMBERS,
      asks: [
        {
          on: "render",
          whether: "of its own subnet may deny it",
          by: [
            "pe applicationSecurityGroups[0].id",
            "shut securityRules[0].destinationApplicationSecurityGroups[0].id",
          ],
        },
      ],
    },
    {
      title: "a connection that somebody has to approve",
      program: farm({ ...withEndpointToApprove, more: { ...withEndpointToApprove.more, ...dns } }),
      asks: [
        {
          on: "render",
          whether: 'whether its nodes can reach private endpoint "pe": its connection to the account is not approved',
          by: [],
          advises: 'Approve the connection of private endpoint "pe" to the account.',
        },
      ],
    },
    {
      title: "an account that is not known",
      program: farm({
        rules: [denyInternetOut],
        account,
        more: {
          ends: subnet("vnet", "10.0.9.0/24"),
          pe: native("network:PrivateEndpoint", {
            subnet: { id: ref("ends") },
            privateLinkServiceConnections: [
              {
                ...{ name: "b", groupIds: ["nodeManagement"] },
                privateLinkServiceId: later(
                  "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/other",
                ),
              },
            ],
          }),
        },
      }),
      asks: [
        {
          on: "render",
          whether: "its account or sub-resource is unknown",
          by: ["pe privateLinkServiceConnections[0].privateLinkServiceId"],
        },
      ],
    },
    {
      title: "a peering in one direction",
      program: farm({ account, more: away(["vnet", "other"]) }),
      asks: [{ on: "render", whether: 'peers "vnet" and "other" in one direction only', by: [] }],
    },
    {
      title: "a peering in one direction, and default rules that let in nodes of a peered network",
      program: farm({
        account,
        more: {
          ...away(["vnet", "other"]),
          ends: subnet("other", "10.8.9.0/24", {
            privateEndpointNetworkPolicies: "Enabled",
            networkSecurityGroup: { id: ref("shut") },
          }),
          shut: securityGroup(),
        },
      }),
      asks: [
        { on: "render", whether: 'peers "vnet" and "other" in one direction only', by: [] },
        { on: "render", whether: "DenyAllInBound (priority 65500) of its own subnet may deny it", by: [] },
      ],
    },
    {
      title: "a peering in one direction, and rules that let out what goes to a peered network",
      program: farm({
        account,
        rules: [outbound(100, "Allow", "Tcp", "VirtualNetwork", "443"), denyOut],
        more: away(["other", "vnet"]),
      }),
      asks: [{ on: "render", whether: 'peers "vnet" and "other" in one direction only', by: [] }],
    },
    {
      title: "two networks with a gateway each",
      program: farm({ account, more: { ...away(), ...gatewayIn("vnet"), ...gatewayIn("other") } }),
      asks: [{ on: "render", whether: 'does not peer "vnet" and "other", but routes of its subnet', by: [] }],
    },
    {
      title: "another spoke, to which routes may lead through the hub",
      program: spokes(route("all", "0.0.0.0/0", "VirtualAppliance", "10.9.0.4")),
      asks: [{ on: "render", whether: "routes of its subnet may lead there through an appliance", by: [] }],
    },
    {
      title: "another spoke, and rules that deny the nodes but may let in what the appliance sends",
      program: spokes(route("all", "0.0.0.0/0", "VirtualAppliance", "10.9.0.4"), {
        ends: subnet("other", "10.8.9.0/24", {
          privateEndpointNetworkPolicies: "Enabled",
          networkSecurityGroup: { id: ref("shut") },
        }),
        shut: securityGroup(inbound(200, "Allow", "Tcp", "10.9.0.0/24", "443"), inbound(300, "Deny", "*", "*")),
      }),
      asks: [
        { on: "render", whether: "routes of its subnet may lead there through an appliance", by: [] },
        { on: "render", whether: "of its own subnet may deny it", by: [] },
      ],
    },
    {
      title: "two networks on virtual hubs",
      program: farm({
        account,
        more: { ...away(), hub: native("network:VirtualHub", {}), ...onHub("vnet"), ...onHub("other") },
      }),
      asks: [{ on: "render", whether: 'does not peer "vnet" and "other", but a virtual hub may connect', by: [] }],
    },
    {
      title: "a commit of connectivity for the region",
      program: farm({ account, more: { ...away(), ...connectivity("Connectivity", "westeurope") } }),
      asks: [
        {
          on: "render",
          whether:
            'does not peer "vnet" and "other", but a connectivity configuration of a Virtual Network Manager may connect them',
          by: [],
        },
      ],
    },
    {
      title: "a connectivity configuration that others may commit",
      program: farm({ account, more: { ...away(), ...configured } }),
      asks: [
        { on: "render", whether: "but a connectivity configuration of a Virtual Network Manager may", by: ["mesh"] },
      ],
    },
    {
      title: "an endpoint in a network of another program",
      program: farm({
        account,
        more: {
          pe: endpoint(
            "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp/subnets/ends",
            ["nodeManagement"],
          ),
          ...dns,
        },
      }),
      asks: [{ on: "render", whether: "its network is not part of this program", by: ["pe subnet"] }],
    },
    {
      title: "a rule of its own subnet that is not known",
      program: farm({
        account,
        more: guarded({ ...inbound(200, "Deny", "*", "*"), access: later("Deny") }),
      }),
      asks: [{ on: "render", whether: "of its own subnet may deny it", by: ["shut securityRules[0].access"] }],
    },
  ],
});
