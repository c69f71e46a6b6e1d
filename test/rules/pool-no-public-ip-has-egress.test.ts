// Over 200 lines: the cases of one policy are one table.
import { poolNoPublicIpHasEgress } from "../../policies/rules/pool-no-public-ip-has-egress";
import { firewallAddress } from "../programs/firewall-hub";
import { account, endpoint, inGroup, natGateway, network, peering, pool, publicIp, subnet } from "../programs/parts";
import { type Args, later, native, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { hub, networkRule, route, routed } from "./firewall";
import { farm, locatedLater, withEndpoint } from "./parts";

const networking: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const at = "networkConfiguration.publicIPAddressConfiguration.provision";
const NETWORK = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network";
const none = (farmed: Parameters<typeof farm>[0]) => farm({ networking, ...farmed });
const question = "whether its nodes, which have no public addresses, have a path to the Batch service";

testRule(poolNoPublicIpHasEgress, {
  valid: [
    { title: "public addresses that Batch manages", program: farm({}) },
    {
      title: "public addresses of one's own",
      program: farm({
        networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] } },
        more: { ip: publicIp() },
      }),
    },
    { title: "an endpoint for node management", program: none(withEndpoint) },
    {
      title: "a NAT gateway with an address",
      page: true,
      program: none({ subnet: { natGateway: { id: ref("nat") } }, more: { ip: publicIp(), nat: natGateway("ip") } }),
    },
    {
      title: "a NAT gateway of another program",
      program: none({ subnet: { natGateway: { id: `${NETWORK}/natGateways/corp` } } }),
    },
    {
      title: "a firewall",
      program: none(
        routed([route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress)], hub(networkRule("AzureCloud"))),
      ),
    },
    {
      title: "an appliance somewhere",
      program: none(routed([route("all", "0.0.0.0/0", "VirtualAppliance", "10.9.0.4")])),
    },
    { title: "a gateway", program: none(routed([route("all", "0.0.0.0/0", "VirtualNetworkGateway")])) },
    {
      title: "dropped by a route, which is another policy's",
      program: none(routed([route("all", "0.0.0.0/0", "None")])),
    },
    {
      title: "a subnet outside of the program",
      program: inGroup({
        batch: account(),
        render: pool({ ...networking, subnetId: `${NETWORK}/virtualNetworks/hub/subnets/batch` }),
      }),
    },
  ],
  invalid: [
    {
      title: "no subnet: Azure refuses the pool",
      program: inGroup({ batch: account(), render: pool(networking) }),
      finds: [
        {
          on: "render",
          at,
          says: [
            'is "NoPublicIPAddresses", and the pool has no subnet.',
            "Fix: Either remove networkConfiguration.publicIPAddressConfiguration.provision.",
            "Fix: Or set networkConfiguration.subnetId to a subnet",
          ],
        },
      ],
    },
    {
      title: "a closed account: a NAT gateway would be of no use",
      program: none({ account: { publicNetworkAccess: "Disabled" } }),
      finds: [
        {
          on: "render",
          at,
          says: [
            'Fix: Add a private endpoint with groupIds ["nodeManagement"] for account "batch" to subnet "snet", its name in zone privatelink.batch.azure.com, linked to "vnet".',
          ],
        },
      ],
    },
    {
      title: "nothing at all",
      program: none({}),
      finds: [
        {
          on: "render",
          at,
          says: [
            `${at} is "NoPublicIPAddresses", and subnet "snet" has no NAT gateway and no route to an appliance or gateway for BatchNodeManagement.WestEurope.`,
            "Azure's default outbound access does not apply to such pools.",
            'Fix: Either add a private endpoint with groupIds ["nodeManagement"] for account "batch" to subnet "snet", its name in zone privatelink.batch.azure.com, linked to "vnet".',
            'Fix: Or add a NAT gateway with a public address to subnet "snet".',
          ],
        },
      ],
    },
    {
      title: "default outbound access, which does not count",
      program: none({ subnet: { defaultOutboundAccess: true } }),
      finds: [{ on: "render", at, says: ["has no NAT gateway"] }],
    },
    {
      title: "a private subnet with a route for Batch to the internet",
      program: none({
        subnet: { defaultOutboundAccess: false, routeTable: { id: ref("rt") } },
        more: routed([route("batch", "BatchNodeManagement.WestEurope", "Internet")]).more ?? {},
      }),
      finds: [
        {
          on: "render",
          at,
          says: [
            'has no NAT gateway, and route "batch" (BatchNodeManagement.WestEurope) sends TCP 443 to BatchNodeManagement.WestEurope to the internet.',
          ],
        },
      ],
    },
    {
      title: "a route for Batch to the internet that bypasses the appliance",
      program: none(
        routed([
          route("all", "0.0.0.0/0", "VirtualAppliance", "10.9.0.4"),
          route("batch", "BatchNodeManagement.WestEurope", "Internet"),
        ]),
      ),
      finds: [{ on: "render", at, says: ['and route "batch" (BatchNodeManagement.WestEurope) sends TCP 443'] }],
    },
    {
      title: "an appliance for a part of the addresses",
      program: none(routed([route("some", "13.69.65.64/26", "VirtualAppliance", "10.9.0.4")])),
      finds: [
        {
          on: "render",
          at,
          says: [
            "has no NAT gateway and no route to an appliance or gateway for all of BatchNodeManagement.WestEurope.",
          ],
        },
      ],
    },
    {
      title: "a NAT gateway without an address",
      program: none({
        subnet: { natGateway: { id: ref("nat") } },
        more: { nat: native("network:NatGateway", { sku: { name: "Standard" } }) },
      }),
      finds: [
        {
          on: "render",
          at,
          says: [
            'has a NAT gateway, "nat", without a public address.',
            'Fix: Attach a public IP address or prefix to NAT gateway "nat".',
          ],
        },
      ],
    },
    {
      title: "a NAT gateway with an address that is attached to nothing",
      program: none({ more: { ip: publicIp(), nat: natGateway("ip") } }),
      finds: [{ on: "render", at, says: ["has no NAT gateway", 'Fix: Or attach NAT gateway "nat" to subnet "snet".'] }],
    },
    {
      title: "a NAT gateway with an address that is attached to another network",
      program: none({
        more: {
          ...{ ip: publicIp(), nat: natGateway("ip"), other: network("10.8.0.0/16") },
          apps: subnet("other", "10.8.1.0/24", { natGateway: { id: ref("nat") } }),
        },
      }),
      finds: [{ on: "render", at, says: ['Fix: Or add a NAT gateway with a public address to subnet "snet".'] }],
    },
    {
      title: "a NAT gateway that is attached to nothing, and two networks that it could serve",
      program: none({ more: { ip: publicIp(), nat: natGateway("ip"), other: network("10.8.0.0/16") } }),
      finds: [{ on: "render", at, says: ['Fix: Or add a NAT gateway with a public address to subnet "snet".'] }],
    },
    {
      title: "a NAT gateway of another subnet of the network",
      program: none({
        more: {
          ...{ ip: publicIp(), nat: natGateway("ip") },
          apps: subnet("vnet", "10.0.8.0/24", { natGateway: { id: ref("nat") } }),
        },
      }),
      finds: [{ on: "render", at, says: ['Fix: Or attach NAT gateway "nat" to subnet "snet".'] }],
    },
    {
      title: "a NAT gateway without an address that is attached to nothing",
      program: none({ more: { nat: native("network:NatGateway", { sku: { name: "Standard" } }) } }),
      finds: [{ on: "render", at, says: ['Fix: Or add a NAT gateway with a public address to subnet "snet".'] }],
    },
    {
      title: "an endpoint for clients alone",
      program: none({ more: { ends: subnet("vnet", "10.0.9.0/24"), pe: endpoint(ref("ends"), ["batchAccount"]) } }),
      finds: [{ on: "render", at, says: ["become unusable"] }],
    },
    {
      title: "each of two pools",
      program: none({ more: { comp: pool({ subnetId: ref("snet"), ...networking }) } }),
      finds: [
        { on: "comp", at, says: ["NoPublicIPAddresses"] },
        { on: "render", at, says: ["NoPublicIPAddresses"] },
      ],
    },
    {
      title: "no way out, in a region that is not known yet",
      program: none(locatedLater("westeurope")),
      finds: [{ on: "render", at, says: ["no NAT gateway"] }],
    },
  ],
  undecided: [
    {
      title: "a provisioning that Azure rejects",
      program: farm({ networking: { publicIPAddressConfiguration: { provision: "NoPublicIPAddress" } } }),
      asks: [
        {
          on: "render",
          whether: "whether its nodes have public addresses",
          by: [],
          advises: `Check ${at}: Azure rejects the value; Azure accepts BatchManaged, UserManaged, NoPublicIPAddresses.`,
        },
      ],
    },
    {
      title: "a provisioning that is not known",
      program: farm({ networking: { publicIPAddressConfiguration: { provision: later("BatchManaged") } } }),
      asks: [
        {
          on: "render",
          whether: "whether its nodes have public addresses",
          by: ["render networkConfiguration.publicIPAddressConfiguration.provision"],
        },
      ],
    },
    {
      title: "a peered network that lends its gateway",
      program: none({
        more: { hub: network("10.100.0.0/16"), "to-hub": peering("vnet", "hub", { useRemoteGateways: true }) },
      }),
      asks: [{ on: "render", whether: "a gateway or route server may have a default route", by: [] }],
    },
    {
      title: "a gateway, and a default route to the internet",
      program: none(
        routed([route("all", "0.0.0.0/0", "Internet")], {
          GatewaySubnet: subnet("vnet", "10.0.254.0/27", { subnetName: "GatewaySubnet" }),
          vpn: native("network:VirtualNetworkGateway", {
            ipConfigurations: [{ name: "ip", subnet: { id: ref("GatewaySubnet") } }],
          }),
        }),
      ),
      asks: [
        {
          on: "render",
          whether: 'may have more specific routes than route "all" (0.0.0.0/0) of the subnet',
          by: [],
        },
      ],
    },
    {
      title: "a route server",
      program: none({ more: { routing: subnet("vnet", "10.0.254.0/26", { subnetName: "RouteServerSubnet" }) } }),
      asks: [{ on: "render", whether: "a gateway or route server may have a default route", by: [] }],
    },
    {
      title: "a network that is only read, which may have a gateway of somebody else's",
      program: none({
        more: {
          vnet: {
            ...network("10.0.0.0/16", { resourceGroupName: "rg-corp", virtualNetworkName: "corp" }),
            existing: true,
          },
        },
      }),
      asks: [{ on: "render", whether: question, by: ["snet virtualNetworkName"] }],
    },
    {
      title: "nodes with public addresses behind a NAT gateway without one",
      program: farm({
        networking: { publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] } },
        subnet: { natGateway: { id: ref("nat") } },
        more: { ip: publicIp(), nat: native("network:NatGateway", { sku: { name: "Standard" } }) },
      }),
      asks: [
        {
          on: "render",
          whether:
            'whether its nodes have a path to the Batch service: subnet "snet" has a NAT gateway, "nat", without a public address',
          by: [],
          advises: 'Attach a public IP address or prefix to NAT gateway "nat".',
        },
      ],
    },
    {
      title: "whether there is a NAT gateway",
      program: none({ subnet: { natGateway: { id: later(`${NETWORK}/natGateways/corp`) } } }),
      asks: [{ on: "render", whether: question, by: ["snet natGateway.id"] }],
    },
    {
      title: "a way to Batch in one region, and a region that is not known yet",
      program: none(
        locatedLater(
          "westeurope",
          routed([route("batch", "BatchNodeManagement.WestEurope", "VirtualAppliance", "10.0.3.4")]),
        ),
      ),
      asks: [{ on: "render", whether: question, by: ["batch location"] }],
    },
  ],
});
