// Over 200 lines: two tables of programs, with the path of each as text.

import { describe, expect, test } from "vitest";
import { zoneFor } from "../../programs/dns";
import { firewallAddress } from "../../programs/firewall-hub";
import { endpoint, natGateway, network, publicIp, subnet } from "../../programs/parts";
import { hub, networkRule, route, routed } from "../../rules/firewall";
import { type Farm, farm, withEndpoint } from "../../rules/parts";
import { ref } from "../../support/program/language";
import {
  behindNat,
  CLOSED,
  DENIES,
  denies,
  denying,
  everywhere,
  lentGateway,
  NETWORK,
  nat,
  withoutAddresses,
  withoutLearning,
  words,
} from "./paths-in-words";

type Row = [title: string, farm: Farm, is: string, branches: string | readonly string[], settings?: object];

/** The part of the path to the service after `Nodes → subnet snet (no network security group) → `. */
const WITHOUT_GROUP: readonly Row[] = [
  [
    "a closed account",
    { account: { publicNetworkAccess: "Disabled" } },
    "blocked",
    `Batch account batch, blocked (${CLOSED})`,
  ],
  [
    "an account behind a security perimeter",
    { account: { publicNetworkAccess: "SecuredByPerimeter" } },
    ...([
      "unknown",
      "Batch account batch, unknown (is secured by a network security perimeter (publicNetworkAccess))",
    ] as const),
  ],
  [
    "an account that lets in addresses, while Azure chooses those of the nodes",
    { account: denies("20.1.2.3") },
    ...(["blocked", `Batch account batch, blocked (${DENIES})`] as const),
  ],
  [
    "an account that lets in every address",
    { account: denies("0.0.0.0/0") },
    ...(["open", `Batch account batch (${DENIES}, which allow the nodes)`] as const),
  ],
  [
    "an account of another program",
    { pool: { accountName: "corp" } },
    "open",
    "Batch account corp (not part of this program; taken to be open to public addresses)",
  ],
  [
    "a private endpoint",
    { ...withEndpoint, more: { ...withEndpoint.more, ...zoneFor("vnet") } },
    "open",
    "private endpoint pe (serves node management)",
  ],
  [
    "a private endpoint of which nobody says where its name leads",
    withEndpoint,
    "unknown",
    [
      'DNS node management name, unknown (whether it leads to "pe" is not known) → private endpoint pe (serves node management)',
      `DNS node management name, unknown (whether it leads to "pe" is not known) → Batch account batch, blocked (${CLOSED})`,
    ],
  ],
  [
    "a private endpoint that leads to the account, and that these nodes do not reach",
    {
      account: { publicNetworkAccess: "Disabled" },
      more: {
        far: network("10.9.0.0/16"),
        ends: subnet("far", "10.9.0.0/24"),
        pe: endpoint(ref("ends"), ["nodeManagement"]),
      },
    },
    "blocked",
    [
      "private endpoint pe, blocked (its network is not peered with the pool's)",
      `Batch account batch, blocked (${CLOSED})`,
    ],
  ],
  [
    "a NAT gateway that takes the place of the nodes' own addresses, and has none",
    { subnet: behindNat, more: { nat } },
    ...(["unknown", "NAT gateway nat, unknown (it has no public address)"] as const),
  ],
  [
    "an appliance that the user trusts",
    routed([everywhere("VirtualAppliance", "10.9.0.4")]),
    "open",
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.9.0.4)) → appliance 10.9.0.4 (in the setting trustedNextHops)',
    { trustedNextHops: ["10.9.0.4"] },
  ],
  [
    "an appliance that nobody knows",
    routed([everywhere("VirtualAppliance", "10.9.0.4")]),
    "unknown",
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.9.0.4)) → appliance 10.9.0.4, unknown (what it allows is not part of this program)',
  ],
  [
    "a gateway that the user trusts",
    routed([everywhere("VirtualNetworkGateway")]),
    "open",
    'route table rt (route "all" (0.0.0.0/0 to VirtualNetworkGateway)) → gateway virtual network gateway (in the setting trustedNextHops)',
    { trustedNextHops: ["VirtualNetworkGateway"] },
  ],
  [
    "a gateway",
    routed([everywhere("VirtualNetworkGateway")]),
    "unknown",
    'route table rt (route "all" (0.0.0.0/0 to VirtualNetworkGateway)) → gateway virtual network gateway, unknown (what lies behind it is not known)',
  ],
  [
    "a firewall that knows nothing of Batch",
    routed([everywhere("VirtualAppliance", firewallAddress)], hub(networkRule("Storage"))),
    "blocked",
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.100.0.4)) → firewall fw, blocked (none of its rules allows it)',
  ],
  [
    "a firewall with a rule against Batch",
    routed([everywhere("VirtualAppliance", firewallAddress)], denying(hub(networkRule("BatchNodeManagement")))),
    "blocked",
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.100.0.4)) → firewall fw, blocked (rule "network" denies it)',
  ],
  [
    "a gateway whose routes the nodes do not learn",
    { subnet: { routeTable: { id: ref("rt") } }, more: { rt: withoutLearning, ...lentGateway } },
    ...(["open", ""] as const),
  ],
  [
    "a firewall that lets Batch through",
    routed([everywhere("VirtualAppliance", firewallAddress)], hub(networkRule("BatchNodeManagement"))),
    "open",
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.100.0.4)) → firewall fw (rule "network" allows it)',
  ],
  [
    "a route that drops a part, beside Azure's own",
    routed([route("part", "13.69.65.64/26", "None")]),
    "blocked",
    ['route table rt, blocked (route "part" (13.69.65.64/26 to None), for 64 of 289 addresses)', ""],
  ],
  [
    "a route that Azure would refuse",
    routed([everywhere("Nonsense")]),
    "unknown",
    'route table rt, unknown (route "all" (0.0.0.0/0 to a next hop that is not known), which Azure would refuse)',
  ],
  [
    "a route table of another program, beside Azure's own routes",
    { subnet: { routeTable: { id: `${NETWORK}/routeTables/corp` } } },
    ...(["unknown", ["route table corp, unknown (not part of this program)", ""]] as const),
  ],
];

/** The same for nodes without public addresses. */
const WITHOUT_ADDRESSES: readonly Row[] = [
  [
    "nothing else",
    {},
    "blocked",
    "NAT gateway none, blocked (the nodes have no public addresses, and default outbound access does not count)",
  ],
  ["a NAT gateway", { subnet: behindNat, more: { ip: publicIp(), nat: natGateway("ip") } }, "open", "NAT gateway nat"],
  [
    "a NAT gateway without an address",
    { subnet: behindNat, more: { nat } },
    ...(["blocked", "NAT gateway nat, blocked (it has no public address)"] as const),
  ],
  [
    "a NAT gateway of another program",
    { subnet: { natGateway: { id: `${NETWORK}/natGateways/corp` } } },
    ...(["open", "NAT gateway corp (not part of this program)"] as const),
  ],
  [
    "an account that lets in another address than that of their NAT gateway",
    {
      account: denies("20.1.2.3"),
      subnet: behindNat,
      more: { ip: publicIp({ ipAddress: "20.9.9.9" }), nat: natGateway("ip") },
    },
    ...(["blocked", `NAT gateway nat → Batch account batch, blocked (${DENIES})`] as const),
  ],
  [
    "a gateway whose routes they do not learn",
    {
      subnet: { routeTable: { id: ref("rt") } },
      more: { rt: withoutLearning, ...lentGateway },
    },
    "blocked",
    "NAT gateway none, blocked (the nodes have no public addresses, and default outbound access does not count)",
  ],
  [
    "a gateway that may know a path",
    { more: lentGateway },
    "unknown",
    "gateway virtual network gateway, unknown (it may know a default route)",
  ],
];

function expected(is: string, branches: string | readonly string[], before: string): readonly string[] {
  const told = [branches].flat().map((branch) => `${before} → ${branch === "" ? "" : `${branch} → `}Batch service`);
  return [`render: ${is}. ${told.join("; or ")}`];
}

describe("in a subnet without a group", () => {
  test.each(WITHOUT_GROUP)("%s", (_, farmed, is, branches, settings) => {
    const before = "Nodes → subnet snet (no network security group)";
    expect(words(farm(farmed), settings)).toEqual(expected(is, branches, before));
  });
});

describe("without public addresses", () => {
  test.each(WITHOUT_ADDRESSES)("%s", (_, farmed, is, branches) => {
    const before = "Nodes (without public IP addresses) → subnet snet (no network security group)";
    expect(words(farm({ ...farmed, networking: withoutAddresses }))).toEqual(expected(is, branches, before));
  });
});
