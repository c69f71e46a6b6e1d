// Over 200 lines: the cases of one policy are one table.

import { subnetRouteReachesNodeManagement } from "../../policies/rules/subnet-route-reaches-node-management";
import { firewallAddress } from "../programs/firewall-hub";
import { endpoint, peering, pool, routeTable, subnet } from "../programs/parts";
import { later, native, type Program, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { applicationRule, denyingHub, hub, inherited, networkRule, route, routed } from "./firewall";
import { denyOut, type Farm, farm, inFirstOf, locatedLater, toBatch, withEndpoint } from "./parts";

const NETWORK = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/corp/providers/Microsoft.Network";
const everywhere = (type: string, address?: unknown) => route("all", "0.0.0.0/0", type, address);
const toFirewall = everywhere("VirtualAppliance", firewallAddress);
const place = { on: "rt", at: "routes[0]" };
const deniesHub = ({ more, ...rest }: Farm): Farm => ({
  ...rest,
  more: { ...more, "to-hub": peering("vnet", "hub", { allowVirtualNetworkAccess: false }) },
});
/** A firewall that allows everything, and does not translate addresses for these destinations. */
const translating = (...privateRanges: readonly string[]): Program => ({
  ...hub(networkRule("AzureCloud")),
  policy: native("network:FirewallPolicy", { threatIntelMode: "Alert", snat: { privateRanges } }),
});
const question = "the next hop of its route, allows TCP 443 to the Batch service";

testRule(subnetRouteReachesNodeManagement, {
  valid: [
    { title: "no route table", program: farm({}) },
    { title: "a table without routes", program: farm(routed([])) },
    { title: "everything to the internet", program: farm(routed([everywhere("Internet")])) },
    {
      title: "everything dropped, but Batch",
      page: true,
      program: farm(routed([everywhere("None"), route("batch", "BatchNodeManagement.WestEurope", "Internet")])),
    },
    { title: "private addresses dropped", program: farm(routed([route("rfc1918", "172.16.0.0/12", "None")])) },
    {
      title: "the Batch of another region dropped",
      program: farm(routed([route("us", "BatchNodeManagement.EastUS", "None")])),
    },
    {
      title: "a firewall whose network rule allows the tag",
      program: farm(routed([toFirewall], hub(networkRule("BatchNodeManagement.WestEurope")))),
    },
    {
      title: "a firewall whose network rule allows all of Azure",
      program: farm(routed([toFirewall], hub(networkRule("AzureCloud")))),
    },
    {
      title: "a firewall that allows every address of the subnet that Azure does not reserve",
      program: farm(
        routed(
          [toFirewall],
          hub({ ...networkRule("BatchNodeManagement.WestEurope"), sourceAddresses: ["10.0.1.4-10.0.1.254"] }),
        ),
      ),
    },
    {
      title: "a firewall whose application rule allows the hosts of Batch",
      program: farm(routed([toFirewall], hub(applicationRule("*.westeurope.service.batch.azure.com")))),
    },
    {
      title: "a firewall whose application rule is wider",
      program: farm(routed([toFirewall], hub(applicationRule("*.azure.com")))),
    },
    {
      title: "a firewall whose private ranges contain addresses of other services",
      program: farm(routed([toFirewall], translating("IANAPrivateRanges", "13.70.0.0/16"))),
    },
    {
      title: "dropped, but an endpoint for node management",
      program: farm({ ...routed([everywhere("None")], withEndpoint.more), account: withEndpoint.account }),
    },
    {
      title: "an appliance that the user trusts",
      program: farm(routed([everywhere("VirtualAppliance", "10.200.0.4")])),
      settings: { trustedNextHops: ["10.200.0.0/24"] },
    },
    {
      title: "a gateway that the user trusts",
      program: farm(routed([everywhere("VirtualNetworkGateway")])),
      settings: { trustedNextHops: ["VirtualNetworkGateway"] },
    },
  ],
  invalid: [
    {
      title: "everything dropped",
      program: farm(routed([everywhere("None")])),
      finds: [
        {
          ...place,
          says: [
            'Route "all" (0.0.0.0/0) drops TCP 443 from pool "render" to BatchNodeManagement.WestEurope: its next hop is None.',
            'Fix: Either add a route for BatchNodeManagement.WestEurope with next hop Internet to table "rt".',
            'Fix: Or set the next hop of route "all" to Internet, which opens more than Batch needs.',
          ],
        },
      ],
    },
    {
      title: "Batch dropped by its tag",
      program: farm(routed([route("batch", "BatchNodeManagement", "None")])),
      finds: [{ ...place, says: ['Route "batch" (BatchNodeManagement) drops'] }],
    },
    {
      title: "a part of Batch dropped",
      program: farm(routed([everywhere("Internet"), route("part", "13.69.0.0/16", "None")])),
      finds: [{ ...place, at: "routes[1]", says: ['Route "part" (13.69.0.0/16) drops'] }],
    },
    {
      title: "a firewall that knows nothing of Batch",
      program: farm(routed([toFirewall], hub(networkRule("Storage.WestEurope"), applicationRule("*.ubuntu.com")))),
      finds: [
        {
          ...place,
          says: [
            'Route "all" (0.0.0.0/0) sends TCP 443 from pool "render" to BatchNodeManagement.WestEurope to firewall "fw", none of whose rules allows it.',
            'Fix: Allow TCP 443 from 10.0.1.0/24 to the service tag BatchNodeManagement.WestEurope in a network rule of firewall "fw".',
          ],
        },
      ],
    },
    {
      title: "a firewall that lets another region through",
      program: farm(
        routed(
          [toFirewall],
          hub(networkRule("BatchNodeManagement.EastUS"), applicationRule("*.eastus.service.batch.azure.com")),
        ),
      ),
      finds: [{ ...place, says: ['to firewall "fw", none of whose rules allows it'] }],
    },
    {
      title: "an endpoint for clients alone",
      program: farm(
        routed([everywhere("None")], {
          ends: subnet("vnet", "10.0.9.0/24"),
          pe: endpoint(ref("ends"), ["batchAccount"]),
        }),
      ),
      finds: [{ ...place, says: ["drops TCP 443"] }],
    },
    {
      title: "two pools in two subnets with one table: one finding",
      program: farm(
        routed([everywhere("None")], {
          other: subnet("vnet", "10.0.2.0/24", { routeTable: { id: ref("rt") } }),
          comp: pool({ subnetId: ref("other") }),
        }),
      ),
      finds: [{ ...place, says: ['from pools "comp" and "render" to'] }],
    },
    {
      title: "a classic pool before the retirement",
      program: farm({ ...routed([everywhere("None")]), pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-03-31",
      finds: [{ ...place, advisory: true, says: ["drops"] }],
    },
    {
      title: "a classic and a simplified pool before the retirement",
      program: farm({
        ...routed([everywhere("None")], { comp: pool({ subnetId: ref("snet") }) }),
        pool: { targetNodeCommunicationMode: "Classic" },
      }),
      today: "2026-03-31",
      finds: [{ ...place, says: ['drops TCP 443 from pools "comp" and "render"'] }],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inFirstOf(
        { rt: routeTable(everywhere("None")), other: routeTable(everywhere("None")) },
        { routeTable: { id: ref("rt") } },
        { routeTable: { id: ref("other") } },
      ),
      before: "render",
      finds: [{ ...place, says: ['Route "all" (0.0.0.0/0) drops'] }],
    },
    {
      title: "in the table of both of two subnets",
      program: inFirstOf(
        { rt: routeTable(everywhere("None")) },
        { routeTable: { id: ref("rt") } },
        { routeTable: { id: ref("rt") } },
      ),
      finds: [{ ...place, says: ['Route "all" (0.0.0.0/0) drops'] }],
    },
    {
      title: "the route for the tag dropped: a second one for it would be refused",
      program: farm(routed([route("batch", "BatchNodeManagement.WestEurope", "None")])),
      finds: [{ ...place, says: ['Fix: Set the next hop of route "batch" to Internet.'] }],
    },
    {
      title: "everything dropped, for nodes without a public address",
      program: farm({
        ...routed([everywhere("None")]),
        networking: { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } },
      }),
      finds: [
        {
          ...place,
          says: [
            "drops TCP 443",
            'Fix: Either add a route for BatchNodeManagement.WestEurope with next hop Internet to table "rt", and then add a NAT gateway with a public address to subnet "snet".',
          ],
        },
      ],
    },
    {
      title: "addresses of Batch inside the network",
      program: farm({ vnet: { addressSpace: { addressPrefixes: ["10.0.0.0/16", "13.69.0.0/16"] } } }),
      finds: [{ on: "snet", at: "", says: ["routes TCP 443", "into the virtual network"] }],
    },
    {
      title: "a firewall behind a peering that denies access",
      program: farm(deniesHub(routed([toFirewall], hub(networkRule("AzureCloud"))))),
      finds: [{ ...place, says: ["but the peering between the two denies access"] }],
    },
    {
      title: "a firewall in a network that is not peered",
      program: farm(
        routed([toFirewall], {
          ...Object.fromEntries(
            Object.entries(hub(networkRule("AzureCloud"))).filter(([name]) => !["to-hub", "from-hub"].includes(name)),
          ),
        }),
      ),
      finds: [
        {
          ...place,
          says: [
            'to firewall "fw" in virtual network "hub", which is not peered with the pool\'s network.',
            'Fix: Either peer "vnet" and "hub" with each other, in both directions.',
            "Fix: Or use a next hop",
          ],
        },
      ],
    },
    {
      title: "a firewall whose own subnet drops everything",
      program: farm(
        routed([toFirewall], {
          ...hub(networkRule("AzureCloud")),
          "fw-rt": routeTable(everywhere("None")),
          AzureFirewallSubnet: subnet("hub", "10.100.0.0/26", {
            subnetName: "AzureFirewallSubnet",
            routeTable: { id: ref("fw-rt") },
          }),
        }),
      ),
      finds: [
        {
          ...place,
          says: [
            'to firewall "fw", whose own subnet drops them (route "all" 0.0.0.0/0 to None).',
            'Fix: Set the next hop of route "all" to Internet, which opens more than Batch needs.',
          ],
        },
      ],
    },
    {
      title: "a firewall that allows all addresses of the subnet but one",
      program: farm(
        routed(
          [toFirewall],
          hub({ ...networkRule("BatchNodeManagement.WestEurope"), sourceAddresses: ["10.0.1.5-10.0.1.254"] }),
        ),
      ),
      finds: [{ ...place, says: ['to firewall "fw", none of whose rules allows it'] }],
    },
    {
      title: "a firewall that never translates addresses",
      program: farm(routed([toFirewall], translating("0.0.0.0/0"))),
      finds: [
        {
          ...place,
          says: ["which never translates their source address", "Fix: Remove snat.privateRanges of firewall policy"],
        },
      ],
    },
    {
      title: "everything dropped, in a region that is not known yet",
      program: farm(locatedLater("westeurope", routed([everywhere("None")]))),
      finds: [{ ...place, says: ['Route "all" (0.0.0.0/0) drops'] }],
    },
    {
      title: "a firewall whose parent policy denies, whatever its own allows",
      program: farm(routed([toFirewall], inherited(hub(networkRule("BatchNodeManagement.WestEurope"))))),
      finds: [
        {
          ...place,
          says: [
            'to firewall "fw", whose rule "network" denies it.',
            'Fix: Allow TCP 443 from 10.0.1.0/24 to the service tag BatchNodeManagement.WestEurope in a network rule of parent policy "base", which comes first: collection group "rules" at priority 299, before rule "network".',
          ],
        },
      ],
    },
    {
      title: "a firewall whose own policy denies: the rule is added before",
      program: farm(routed([toFirewall], denyingHub(300))),
      finds: [
        {
          ...place,
          says: [
            'Fix: Allow TCP 443 from 10.0.1.0/24 to the service tag BatchNodeManagement.WestEurope in a network rule of firewall "fw", in a collection that comes before that of rule "network".',
          ],
        },
      ],
    },
    {
      title:
        "a firewall whose own policy denies first of all: it is told where the rule has to come, although no priority is free",
      program: farm(routed([toFirewall], denyingHub(100))),
      finds: [{ ...place, says: ['in a collection that comes before that of rule "network".'] }],
    },
    {
      title: "everything dropped, and an account that is closed to the public: no route to the internet helps",
      program: farm({ ...routed([everywhere("None")]), account: { publicNetworkAccess: "Disabled" } }),
      finds: [
        {
          ...place,
          says: ['Fix: Add a private endpoint with groupIds ["nodeManagement"] for account "batch" to subnet "snet"'],
        },
      ],
    },
  ],
  undecided: [
    {
      title: "dropped, but a gateway that may be in the pool's network",
      program: farm(
        routed([everywhere("None")], {
          GatewaySubnet: native("network:Subnet", {
            subnetName: "GatewaySubnet",
            virtualNetworkName: later("elsewhere"),
            addressPrefix: "10.0.9.0/27",
          }),
          gateway: native("network:VirtualNetworkGateway", {
            ipConfigurations: [{ name: "ip", subnet: { id: ref("GatewaySubnet") } }],
          }),
        }),
      ),
      asks: [
        {
          on: "render",
          whether: "a gateway or route server has more specific routes to the Batch service",
          by: ["GatewaySubnet virtualNetworkName"],
        },
      ],
    },
    {
      title: "two routes for one prefix, which Azure rejects",
      program: farm(routed([everywhere("None"), route("out", "0.0.0.0/0", "Internet")])),
      asks: [
        {
          on: "render",
          whether: 'lead to the Batch service: what route "all" (0.0.0.0/0) does is unclear',
          by: [],
          advises: "Azure rejects the value; a table has at most one route for each prefix",
        },
      ],
    },
    {
      title: "a service tag that routes do not take",
      program: farm(routed([route("network", "VirtualNetwork", "None")])),
      asks: [
        {
          on: "render",
          whether: 'lead to the Batch service: what route "network" does is unclear',
          by: [],
          advises: 'Check addressPrefix of route "network": Azure rejects the value',
        },
      ],
    },
    {
      title: "two service tags whose prefixes the pack does not have",
      program: farm(routed([route("west", "AzureCloud.westeurope", "Internet"), route("azure", "AzureCloud", "None")])),
      asks: [
        {
          on: "render",
          whether:
            'whether route "west" (AzureCloud.westeurope) or route "azure" (AzureCloud) of its subnet applies to the Batch service',
          by: [],
          advises: "A route for the service tag BatchNodeManagement.WestEurope takes precedence over both.",
        },
      ],
    },
    {
      title: "a firewall that inspects TLS",
      program: farm(routed([toFirewall], hub({ ...applicationRule("*.service.batch.azure.com"), terminateTLS: true }))),
      asks: [{ on: "render", whether: 'allows TCP 443 to the Batch service: rule "application" inspects TLS', by: [] }],
    },
    {
      title: "a firewall in a network that is peered in one direction",
      program: farm(
        routed([toFirewall], {
          ...Object.fromEntries(Object.entries(hub(networkRule("AzureCloud"))).filter(([name]) => name !== "from-hub")),
        }),
      ),
      asks: [{ on: "render", whether: "this program peers the two in one direction only", by: [] }],
    },
    {
      title: "a firewall behind a peering that denies access, but a rule allows the packets explicitly",
      program: farm({ ...deniesHub(routed([toFirewall], hub(networkRule("AzureCloud")))), rules: [toBatch, denyOut] }),
      asks: [
        {
          on: "render",
          whether:
            'can reach firewall "fw", the next hop of its route: the peering between the two has allowVirtualNetworkAccess',
          by: [],
          advises: "Set allowVirtualNetworkAccess to true in both directions of the peering.",
        },
      ],
    },
    {
      title: "a firewall in a network that a Virtual Network Manager may connect",
      program: farm(
        routed([toFirewall], {
          ...Object.fromEntries(
            Object.entries(hub(networkRule("AzureCloud"))).filter(([name]) => !["from-hub", "to-hub"].includes(name)),
          ),
          avnm: native("network:NetworkManager", {}),
          commit: native("network:Commit", {
            networkManagerName: ref("avnm", "name"),
            properties: { commitType: "Connectivity", targetLocations: ["westeurope"], configurationIds: [] },
          }),
        }),
      ),
      asks: [
        {
          on: "render",
          whether:
            'can reach firewall "fw", the next hop of its route: this program does not peer the two, but a connectivity configuration of a Virtual Network Manager may',
          by: [],
        },
      ],
    },
    {
      title:
        "a firewall whose private ranges contain addresses of Batch: it translates what application rules allow alone",
      program: farm(routed([toFirewall], translating("10.0.0.0/8", "13.0.0.0/8"))),
      asks: [
        {
          on: "render",
          whether: 'whether firewall "fw" translates the source addresses of packets to the Batch service',
          by: [],
          advises: "Remove the addresses of the Batch service from these ranges.",
        },
      ],
    },
    {
      title: "a firewall whose own subnet sends everything to a gateway",
      program: farm(
        routed([toFirewall], {
          ...hub(networkRule("AzureCloud")),
          "fw-rt": routeTable(everywhere("VirtualNetworkGateway")),
          AzureFirewallSubnet: subnet("hub", "10.100.0.0/26", {
            subnetName: "AzureFirewallSubnet",
            routeTable: { id: ref("fw-rt") },
          }),
        }),
      ),
      asks: [{ on: "render", whether: 'whether firewall "fw"', by: [] }],
    },
    {
      title: "a table of another program",
      program: farm({ subnet: { routeTable: { id: `${NETWORK}/routeTables/rt-corp` } } }),
      asks: [{ on: "render", whether: "lead to the Batch service: their table is not part of this program", by: [] }],
    },
    {
      title: "an appliance of which nothing is known",
      program: farm(routed([everywhere("VirtualAppliance", "10.200.0.4")])),
      asks: [{ on: "render", whether: `whether the appliance 10.200.0.4, ${question}`, by: [] }],
    },
    {
      title: "a gateway to somewhere",
      program: farm(routed([everywhere("VirtualNetworkGateway")])),
      asks: [{ on: "render", whether: `whether the virtual network gateway, ${question}`, by: [] }],
    },
    {
      title: "an appliance out of another stack",
      program: farm(routed([everywhere("VirtualAppliance", later("10.200.0.4"))])),
      asks: [{ on: "render", whether: `whether the appliance, ${question}`, by: ["rt routes[0].nextHopIpAddress"] }],
    },
    {
      title: "a firewall that allows a single host name",
      program: farm(routed([toFirewall], hub(applicationRule("westeurope.service.batch.azure.com")))),
      asks: [{ on: "render", whether: `${question}: rule "application" may not match all of it`, by: [] }],
    },
    {
      title: "a firewall whose rules are somebody else's",
      program: farm(
        routed([toFirewall], {
          ...hub(),
          fw: native("network:AzureFirewall", {
            firewallPolicy: {
              id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/corp",
            },
            ipConfigurations: [
              { name: "ip", subnet: { id: ref("AzureFirewallSubnet") }, publicIPAddress: { id: ref("fw-ip") } },
            ],
          }),
        }),
      ),
      asks: [
        {
          on: "render",
          whether: "its rules are not part of this program",
          by: [],
          advises: "in the program that owns them",
        },
      ],
    },
    {
      title: "a next hop that is not known",
      program: farm(routed([route("all", "0.0.0.0/0", later("Internet"))])),
      asks: [{ on: "render", whether: question, by: ["rt routes[0].nextHopType"] }],
    },
    {
      title: "one of two tables, of which but one leads anywhere",
      program: inFirstOf(
        { rt: routeTable(everywhere("Internet")), other: routeTable(everywhere("None")) },
        { routeTable: { id: ref("rt") } },
        { routeTable: { id: ref("other") } },
      ),
      asks: [
        {
          on: "render",
          whether: "it may use one of several tables",
          by: [
            "render networkConfiguration.subnetId",
            "vnet subnets[0].routeTable.id",
            "vnet subnets[1].routeTable.id",
          ],
        },
      ],
    },
    {
      title: "everything dropped, but Batch, in a region that is not known yet",
      program: farm(
        locatedLater(
          "westeurope",
          routed([everywhere("None"), route("batch", "BatchNodeManagement.WestEurope", "Internet")]),
        ),
      ),
      asks: [{ on: "render", whether: "whether its nodes need the Batch addresses", by: ["batch location"] }],
    },
    {
      title: "everything dropped, but a region whose addresses are not published",
      program: farm({
        ...routed([everywhere("None"), route("batch", "BatchNodeManagement.AtlantisNorth", "Internet")]),
        account: { location: "atlantisnorth" },
        vnet: { location: "atlantisnorth" },
      }),
      asks: [
        {
          on: "render",
          whether: "whether its nodes need the Batch addresses",
          by: [],
          advises: "Add a route for the service tag of its region",
        },
      ],
    },
  ],
});
