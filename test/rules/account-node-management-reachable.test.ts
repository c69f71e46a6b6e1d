// Over 200 lines: the cases of one policy are one table.

import { accountNodeManagementReachable } from "../../policies/rules/account-node-management-reachable";
import { zoneFor } from "../programs/dns";
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
  securityGroup,
  subnet,
} from "../programs/parts";
import { type Args, later, native, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { hub, networkRule, route, routed } from "./firewall";
import { denyOut, farm, toBatch, withEndpoint } from "./parts";

const closed = { publicNetworkAccess: "Disabled" };
const denies = (...ipRules: readonly unknown[]): Args => ({
  networkProfile: {
    nodeManagementAccess: {
      defaultAction: "Deny",
      ...(ipRules.length > 0 ? { ipRules: ipRules.map((value) => ({ action: "Allow", value })) } : {}),
    },
  },
});
const ends = { ends: subnet("vnet", "10.0.9.0/24") };
const corporate = { resourceGroupName: "rg-corp" };
const clients = { ...ends, pe: endpoint(ref("ends"), ["batchAccount"]) };
const at = "publicNetworkAccess";
const PROFILE = "networkProfile.nodeManagementAccess.defaultAction";
const owned = (address: unknown) => ({
  networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] } },
  more: { ip: publicIp({ ipAddress: address }) },
});

const behindNat = (address: unknown) => ({
  subnet: { natGateway: { id: ref("nat") } },
  more: { ip: publicIp({ ipAddress: address }), nat: natGateway("ip") },
});

/** An association of account `batch`, or of `resource`, with a network security perimeter. */
const inPerimeter = (accessMode: unknown, resource: unknown = ref("batch")) => ({
  secured: native("network:NetworkSecurityPerimeterAssociation", {
    ...{ networkSecurityPerimeterName: "perimeter", accessMode },
    privateLinkResource: { id: resource },
  }),
});

testRule(accountNodeManagementReachable, {
  valid: [
    {
      title: "closed, and the id of a network in place of a subnet's, which another policy reports",
      program: inGroup({
        batch: account(closed),
        render: pool({
          subnetId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub",
        }),
      }),
    },
    {
      title: "open to the public, in a perimeter that adds to it",
      program: farm({ more: inPerimeter("Learning") }),
    },
    {
      title: "a perimeter of another resource",
      program: farm({
        more: {
          files: native("storage:StorageAccount", { kind: "StorageV2", sku: { name: "Standard_LRS" } }),
          ...inPerimeter("Enforced", ref("files")),
        },
      }),
    },
    { title: "open to the public", program: farm({}) },
    {
      title: "open in so many words",
      program: farm({
        account: {
          publicNetworkAccess: "Enabled",
          networkProfile: { nodeManagementAccess: { defaultAction: "Allow" } },
        },
      }),
    },
    {
      title: "clients are denied, nodes are not",
      program: farm({ account: { networkProfile: { accountAccess: { defaultAction: "Deny" } } } }),
    },
    { title: "an endpoint for node management", program: farm(withEndpoint) },
    {
      title: "both endpoints",
      page: true,
      program: farm({
        account: closed,
        more: { ...withEndpoint.more, clients: endpoint(ref("ends"), ["batchAccount"]) },
      }),
    },
    {
      title: "the group id in another casing",
      program: farm({ account: closed, more: { ...ends, pe: endpoint(ref("ends"), ["NodeManagement"]) } }),
    },
    {
      title: "a group id that is not known",
      program: farm({
        account: closed,
        more: { ...ends, pe: endpoint(ref("ends"), [later("nodeManagement") as never]) },
      }),
    },
    {
      title: "an endpoint approved by hand",
      program: farm({
        account: closed,
        more: {
          ...ends,
          pe: native("network:PrivateEndpoint", {
            subnet: { id: ref("ends") },
            manualPrivateLinkServiceConnections: [
              { name: "b", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
            ],
          }),
        },
      }),
    },
    {
      title: "an account that is only read, which may have endpoints of somebody else's",
      program: farm({
        more: { batch: { ...account({ ...closed, ...corporate, accountName: "corp" }), existing: true } },
      }),
    },
    { title: "rules for every address", program: farm({ account: denies("0.0.0.0/0") }) },
    {
      title: "a rule for the address of the NAT gateway that the nodes leave through",
      program: farm({ account: denies("203.0.113.7"), ...behindNat("203.0.113.7") }),
    },
    {
      title: "a rule for the address that Azure chose for the NAT gateway",
      program: farm({
        account: denies(ref("ip", "ipAddress")),
        subnet: { natGateway: { id: ref("nat") } },
        more: { ip: publicIp(), nat: natGateway("ip") },
      }),
    },
    {
      title: "a rule for the address that Azure chose for the pool",
      program: farm({
        account: denies(ref("ip", "ipAddress")),
        networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] } },
        more: { ip: publicIp() },
      }),
    },
    {
      title: "a rule for the prefix of that NAT gateway",
      program: farm({
        account: denies("203.0.113.0/24"),
        subnet: { natGateway: { id: ref("nat") } },
        more: {
          prefix: native("network:PublicIPPrefix", { prefixLength: 30, ipPrefix: "203.0.113.4/30" }),
          nat: native("network:NatGateway", { publicIpPrefixes: [{ id: ref("prefix") }] }),
        },
      }),
    },
    {
      title: "rules that no longer count, as nothing is public",
      program: farm({ account: { ...closed, ...denies("203.0.113.0/24") }, more: withEndpoint.more }),
    },
  ],
  invalid: [
    {
      title: "a rule for the pool's own address, which a NAT gateway takes the place of",
      program: farm({
        account: denies("203.0.113.7"),
        networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("own")] } },
        subnet: { natGateway: { id: ref("nat") } },
        more: { own: publicIp({ ipAddress: "203.0.113.7" }), ...behindNat("198.51.100.7").more },
      }),
      finds: [{ on: "batch", at: PROFILE, says: ["198.51.100.7"] }],
    },
    {
      title: "nodes that leave through a NAT gateway",
      program: farm({
        account: denies("203.0.113.0/24"),
        ...behindNat("198.51.100.7"),
      }),
      finds: [{ on: "batch", at: PROFILE, says: ['198.51.100.7, the source address of pool "render"'] }],
    },
    {
      title: "closed, and only an endpoint for clients: what Azure Policy's own definitions do",
      program: farm({ account: closed, more: clients }),
      finds: [
        {
          on: "batch",
          at,
          says: [
            'The account denies all access from public addresses (publicNetworkAccess), and its private endpoints serve only clients of the Batch API (groupIds "batchAccount").',
            'The nodes of pool "render" have no path to the Batch service and become unusable.',
            'Fix: Add a private endpoint with groupIds ["nodeManagement"] for account "batch" to subnet "ends", its name in zone privatelink.batch.azure.com, linked to "vnet".',
          ],
        },
      ],
    },
    {
      title: "closed, and an endpoint for clients, in whose subnet a second one is best placed",
      program: farm({
        account: closed,
        more: {
          comp: subnet("vnet", "10.0.3.0/24"),
          composites: pool({ subnetId: ref("comp") }),
          empty: subnet("vnet", "10.0.4.0/24"),
          guard: securityGroup(),
          ends: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("guard") } }),
          api: endpoint(ref("ends"), ["batchAccount"]),
        },
      }),
      finds: [{ on: "batch", at, says: ['to subnet "ends"'] }],
    },
    {
      title: "closed, and an endpoint for clients in the subnet of the pool, beside an empty subnet",
      program: farm({
        account: closed,
        more: { empty: subnet("vnet", "10.0.4.0/24"), api: endpoint(ref("snet"), ["batchAccount"]) },
      }),
      finds: [{ on: "batch", at, says: ['to subnet "empty"'] }],
    },
    {
      title: "closed, in a network with subnets for other things",
      program: farm({
        account: closed,
        more: {
          comp: subnet("vnet", "10.0.3.0/24"),
          composites: pool({ subnetId: ref("comp") }),
          guard: securityGroup(),
          empty: subnet("vnet", "10.0.4.0/24", { networkSecurityGroup: { id: ref("guard") } }),
        },
      }),
      finds: [{ on: "batch", at, says: ['to subnet "empty"'] }],
    },
    {
      title: "closed, and an endpoint in the pool's own network, whose zone is not linked to it",
      program: farm({
        account: closed,
        rules: [toBatch, denyOut],
        more: {
          hub: network("10.8.0.0/16"),
          ...{ ...ends, pe: endpoint(ref("ends"), ["nodeManagement"]), ...zoneFor("hub") },
        },
      }),
      finds: [
        {
          on: "batch",
          at,
          says: [
            'Fix: Add a virtual network link from zone "privatelink.batch.azure.com" to "vnet".',
            'Fix: Then add a rule to "nsg"',
          ],
        },
      ],
    },
    {
      title: "closed, peered with a network of another program, and rules for the tag alone",
      program: farm({
        account: closed,
        rules: [toBatch, denyOut],
        more: {
          corp: native("network:VirtualNetworkPeering", {
            ...{ virtualNetworkName: ref("vnet", "name"), virtualNetworkPeeringName: "corp" },
            remoteVirtualNetwork: {
              id: "/subscriptions/0/resourceGroups/corp/providers/Microsoft.Network/virtualNetworks/corp",
            },
          }),
        },
      }),
      finds: [
        {
          on: "batch",
          at,
          says: [
            "and the security rules of the pool's subnet block every private endpoint that another program may have for it.",
            'Fix: Then add a rule to "nsg"',
          ],
        },
      ],
    },
    {
      title: "closed, and an endpoint in the hub, whose zone is not linked to the spoke",
      program: farm({
        account: closed,
        rules: [toBatch, denyOut],
        more: {
          ...{ hub: network("10.8.0.0/16"), ends: subnet("hub", "10.8.9.0/24") },
          ...{ pe: endpoint(ref("ends"), ["nodeManagement"]), ...zoneFor("hub") },
          ...{ there: peering("vnet", "hub"), back: peering("hub", "vnet") },
        },
      }),
      finds: [
        {
          on: "batch",
          at,
          says: [
            'the zone of private endpoint "pe", "privatelink.batch.azure.com", is not linked to virtual network "vnet".',
            'Fix: Add a virtual network link from zone "privatelink.batch.azure.com" to "vnet".',
            'Fix: Then add a rule to "nsg": priority 200, outbound Allow, protocol Tcp, source *, source port *, destination 10.8.9.0/24, port 443.',
          ],
        },
      ],
    },
    {
      title: "closed, without any endpoint, for two pools",
      program: farm({ account: { publicNetworkAccess: "disabled" }, more: { comp: pool({ subnetId: ref("snet") }) } }),
      finds: [{ on: "batch", at, says: ["and it has no private endpoint.", 'The nodes of pools "comp" and "render"'] }],
    },
    {
      title: "nodes denied, without an exception",
      program: farm({ account: denies() }),
      finds: [
        {
          on: "batch",
          at: PROFILE,
          says: [
            `The account denies node management access from public addresses (${PROFILE}), and it has no private endpoint.`,
          ],
        },
      ],
    },
    {
      title: "an endpoint of another account",
      program: farm({
        account: closed,
        more: {
          ...ends,
          other: account(),
          pe: native("network:PrivateEndpoint", {
            subnet: { id: ref("ends") },
            privateLinkServiceConnections: [
              { name: "b", privateLinkServiceId: ref("other"), groupIds: ["nodeManagement"] },
            ],
          }),
        },
      }),
      finds: [{ on: "batch", at, says: ["it has no private endpoint"] }],
    },
    {
      title: "no pool in the program",
      program: inGroup({ batch: account(closed) }),
      finds: [
        {
          on: "batch",
          at,
          advisory: true,
          says: [
            'and this program has no private endpoint with groupIds ["nodeManagement"] for it.',
            "Without such an endpoint in their network, the nodes of its pools have no path",
          ],
        },
      ],
    },
    {
      title: "rules for addresses, while Azure chooses those of the nodes",
      program: farm({ account: denies("203.0.113.0/24", "198.51.100.7") }),
      finds: [
        {
          on: "batch",
          at: PROFILE,
          advisory: true,
          says: [
            'except for 2 IP rules; Azure chooses the public addresses of pool "render".',
            "Fix: Or give the pools public addresses of your own (UserManaged) or a NAT gateway and allow those",
          ],
        },
      ],
    },
    {
      title: "rules for private addresses only",
      program: farm({ account: denies("10.0.0.0/8", "192.168.7.7") }),
      finds: [
        {
          on: "batch",
          at: PROFILE,
          says: [
            `(${PROFILE}) except for 2 IP rules, all for private addresses, and it has no private endpoint.`,
            "Fix: Add a private endpoint",
          ],
        },
      ],
    },
    {
      title: "a rule for private addresses only, while the address of the nodes is not known",
      program: farm({ account: denies("10.0.0.0/8"), ...owned(later("203.0.113.7")) }),
      finds: [{ on: "batch", at: PROFILE, says: ["except for 1 IP rule, which is for private addresses"] }],
    },
    {
      title: "a classic pool before the retirement",
      program: farm({ account: closed, pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-03-31",
      finds: [
        {
          on: "batch",
          at,
          advisory: true,
          says: ["have no path to the Batch service and become unusable in simplified mode."],
        },
      ],
    },
    {
      title: "a classic and a simplified pool before the retirement",
      program: farm({
        account: closed,
        pool: { targetNodeCommunicationMode: "Classic" },
        more: { comp: pool({ subnetId: ref("snet") }) },
      }),
      today: "2026-03-31",
      finds: [{ on: "batch", at, says: ['The nodes of pools "comp" and "render" have no path'] }],
    },
    {
      title: "a classic pool after the retirement",
      program: farm({ account: closed, pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-04-01",
      finds: [{ on: "batch", at, says: ["have no path to the Batch service and become unusable in simplified mode."] }],
    },
  ],
  undecided: [
    {
      title: "public network access that Azure rejects",
      program: farm({ account: { publicNetworkAccess: "Disable" } }),
      asks: [
        {
          on: "render",
          whether: "whether the account accepts connections from its nodes",
          by: [],
          advises:
            "Check publicNetworkAccess: Azure rejects the value; Azure accepts Enabled, Disabled, SecuredByPerimeter.",
        },
      ],
    },
    {
      title: "a closed account, and a subnet of another program",
      program: inGroup({
        batch: account(closed),
        render: pool({
          subnetId:
            "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/corp/subnets/batch",
        }),
      }),
      asks: [
        {
          on: "render",
          whether: 'a private endpoint of another program serves it: its subnet, "batch", is not part of this program',
          by: [],
          advises: 'Ask its owner (resource group "net")',
        },
      ],
    },
    {
      title: "a network security perimeter",
      program: farm({ account: { publicNetworkAccess: "SecuredByPerimeter" } }),
      asks: [
        {
          on: "render",
          whether: "whether the account accepts connections from its nodes",
          by: [],
        },
      ],
    },
    ...(
      [
        ["in an enforced perimeter", {}, "Enforced", "is in", []],
        ["closed, in a perimeter whose rules may open it", closed, "Learning", "is in", []],
        ["in a perimeter of which the mode is not known", {}, later("Enforced"), "is in", ["secured accessMode"]],
      ] as const
    ).map(([title, account, mode, is, by]) => ({
      title,
      program: farm({ account, more: inPerimeter(mode) }),
      asks: [
        {
          on: "render",
          whether: `accepts connections from its nodes: it ${is} a network security perimeter (association "secured")`,
          by,
        },
      ],
    })),
    {
      title: "in an enforced perimeter, or another resource of another program is",
      program: farm({
        more: inPerimeter(
          "Enforced",
          later("/subscriptions/0/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/batch"),
        ),
      }),
      asks: [
        { on: "render", whether: "it may be in a network security perimeter", by: ["secured privateLinkResource.id"] },
      ],
    },
    {
      title: "whether it is public",
      program: farm({ account: { publicNetworkAccess: later("Enabled") } }),
      asks: [{ on: "render", whether: "accepts connections from its nodes", by: ["batch publicNetworkAccess"] }],
    },
    {
      title: "a rule of which the address is not known",
      program: farm({ account: denies(later("203.0.113.7")), ...owned(later("203.0.113.7")) }),
      asks: [
        {
          on: "render",
          whether: "accepts connections from its nodes",
          by: ["batch networkProfile.nodeManagementAccess.ipRules[0].value", "ip ipAddress"],
        },
      ],
    },
    ...["20.1.2.0-20.1.2.9", "203.0.113.7 ", "2001:db8::/32"].map((value) => ({
      title: `a rule that Azure rejects, next to one for another address: ${value}`,
      program: farm({ account: denies("198.51.100.0/24", value), ...owned("203.0.113.7") }),
      asks: [
        {
          on: "render",
          whether: "except for 2 IP rules",
          by: [],
          advises: `Check networkProfile.nodeManagementAccess.ipRules[1].value: Azure rejects the value; Azure accepts IPv4 addresses and prefixes.`,
        },
      ],
    })),
    {
      title: "a rule of which the address is not known, while Azure chooses those of the nodes",
      program: farm({ account: denies(later("0.0.0.0/0")) }),
      asks: [
        {
          on: "render",
          whether: "accepts connections from its nodes",
          by: ["batch networkProfile.nodeManagementAccess.ipRules[0].value"],
        },
      ],
    },
    {
      title: "a firewall that drops what no gateway takes",
      program: farm({
        ...routed([route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress)], {
          ...hub(networkRule("AzureCloud")),
          policy: native("network:FirewallPolicy", { snat: { privateRanges: ["0.0.0.0/0"] } }),
          GatewaySubnet: subnet("vnet", "10.0.255.0/27", { subnetName: "GatewaySubnet" }),
          vpn: native("network:VirtualNetworkGateway", {
            ipConfigurations: [{ name: "ip", subnet: { id: ref("GatewaySubnet") } }],
          }),
        }),
        account: denies("203.0.113.0/24"),
      }),
      asks: [{ on: "render", whether: "their source address is unknown", by: [] }],
    },
    {
      title: "a NAT gateway of which the address is not known",
      program: farm({ account: denies("203.0.113.0/24"), ...behindNat(later("203.0.113.7")) }),
      asks: [{ on: "render", whether: "accepts connections from its nodes", by: ["ip ipAddress"] }],
    },
  ],
});
