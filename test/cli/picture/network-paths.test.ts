import { describe, expect, test } from "vitest";
import { inWords } from "../../../cli/picture/in-words";
import { networkPathsOf } from "../../../cli/picture/network-paths";
import { withDeclared } from "../../../policies/reach/declared-pools";
import { openReach } from "../../../policies/reach/reach";
import { readSettings } from "../../../policies/settings/settings";
import { buildTopology } from "../../../policies/topology/topology";
import { zoneFor } from "../../programs/dns";
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
  securityGroup,
  subnet,
} from "../../programs/parts";
import { firewallAddress, hub, networkRule, route, routed } from "../../rules/firewall";
import { denyInternetOut, denyOut, type Farm, farm, outbound, toBatch, withEndpoint } from "../../rules/parts";
import { TODAY } from "../../support/exemptions";
import { type Args, later, native, type Program, ref } from "../../support/program/language";
import { SHAPES } from "../../support/program/shapes";
import { withSecrets } from "../../support/secrets";

function resourcesOf(program: Program, shape = SHAPES[0]?.name) {
  return SHAPES.find(({ name }) => name === shape)?.show(program, (type) => type) ?? [];
}

function pathsIn(resources: ReturnType<typeof resourcesOf>, given: object = {}) {
  const settings = readSettings(given, { today: TODAY, policies: [], aliases: new Map() });
  expect(settings.problems).toEqual([]);
  return networkPathsOf(openReach(withDeclared(buildTopology(resources), settings), settings.trustedNextHops));
}

const words = (program: Program, settings?: object, shape?: string) =>
  pathsIn(resourcesOf(program, shape), settings).map(inWords);

const withoutAddresses: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const denies = (value: string): Args => ({
  networkProfile: { nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value }] } },
});
const DENIES =
  "denies node management access from public addresses (networkProfile.nodeManagementAccess.defaultAction) except for 1 IP rule";
const CLOSED = "denies all access from public addresses (publicNetworkAccess)";
const NETWORK = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network";
const everywhere = (type: string, address?: unknown) => route("all", "0.0.0.0/0", type, address);
const behindNat = { natGateway: { id: ref("nat") } };
const nat = native("network:NatGateway", { sku: { name: "Standard" } });
const lentGateway = {
  hub: network("10.100.0.0/16"),
  "to-hub": peering("vnet", "hub", { useRemoteGateways: true }),
};

const withoutLearning = native("network:RouteTable", { disableBgpRoutePropagation: true });
const denying = (program: Program): Program => JSON.parse(JSON.stringify(program).replaceAll('"Allow"', '"Deny"'));

type Row = [title: string, farm: Farm, is: string, branches: string | readonly string[], settings?: object];

/** What follows `Nodes → subnet snet (no network security group) → `, and leads to the service. */
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
    'route table rt (route "all" (0.0.0.0/0 to VirtualAppliance 10.9.0.4)) → appliance 10.9.0.4, unknown (what it lets through is not part of this program)',
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

describe("security groups: the rule that decides", () => {
  test.each<[string, Farm, string, string]>([
    [
      "one that denies",
      { rules: [denyOut] },
      "blocked",
      ', blocked (rule "DenyOutbound4000" (securityRules[0], priority 4000) denies it)',
    ],
    [
      "one that denies a part",
      { rules: [outbound(100, "Deny", "*", "13.69.65.64/26"), { ...toBatch, priority: 110 }] },
      "blocked",
      ', blocked (rule "DenyOutbound100" (securityRules[0], priority 100) denies 64 of 289 addresses)',
    ],
    [
      "one that allows",
      { rules: [denyOut, toBatch] },
      "open",
      ' (rule "AllowOutbound100" (securityRules[1], priority 100) allows it)',
    ],
    [
      "two that allow a part each",
      { rules: [outbound(100, "Allow", "Tcp", "13.69.65.64/26", "443"), { ...toBatch, priority: 110 }, denyOut] },
      "open",
      ' (rule "AllowOutbound100" (securityRules[0], priority 100) and 1 more allow it)',
    ],
    ["one of Azure", { rules: [] }, "open", " (Azure's default rule AllowInternetOutBound (priority 65001) allows it)"],
    [
      "a classic pool's, for what awaits it",
      { rules: [denyOut], pool: { targetNodeCommunicationMode: "Classic" } },
      "blocked",
      ', blocked (rule "DenyOutbound4000" (securityRules[0], priority 4000) denies it)',
    ],
  ])("%s", (_, farmed, is, group) => {
    expect(words(farm(farmed))).toEqual([`render: ${is}. Nodes → subnet snet → NSG nsg${group} → Batch service`]);
  });
});

describe("what is not known before deployment", () => {
  test.each<[string, Farm, string]>([
    [
      "a rule",
      {
        rules: [
          { ...outbound(100, "Deny", "*", "*"), access: later("Deny") },
          { ...toBatch, priority: 110 },
        ],
      },
      'subnet snet → NSG nsg, unknown (rule "DenyOutbound100" (securityRules[0], priority 100) may deny it)',
    ],
    [
      "whether nodes have public addresses",
      { networking: { publicIPAddressConfiguration: { provision: later("BatchManaged") } } },
      "subnet snet (no network security group) → NAT gateway none, unknown (whether the nodes have public addresses is not known)",
    ],
    [
      "a NAT gateway",
      { networking: withoutAddresses, subnet: { natGateway: { id: later("") } } },
      "subnet snet (no network security group) → NAT gateway not known, unknown (which one it is, if any)",
    ],
    [
      "the rules of a firewall",
      routed(
        [everywhere("VirtualAppliance", firewallAddress)],
        hub({ ...networkRule("*"), destinationAddresses: later([]) }),
      ),
      'subnet snet (no network security group) → route table rt (route "all" (0.0.0.0/0 to VirtualAppliance)) → firewall fw, unknown (what its rules do is not known)',
    ],
    [
      "the account, of which one is closed",
      { pool: { accountName: later("batch") }, account: { publicNetworkAccess: "Disabled" } },
      `subnet snet (no network security group) → Batch account batch, blocked (${CLOSED})`,
    ],
  ])("%s", (_, farmed, branches) => {
    const [path] = words(farm(farmed), {}, "first preview");
    expect(path?.replace(" (without public IP addresses)", "")).toBe(
      `render: unknown. Nodes → ${branches} → Batch service`,
    );
  });
});

describe("where there is more than one branch", () => {
  test("an endpoint that may serve, and the public path", () => {
    const pending = native("network:PrivateEndpoint", {
      subnet: { id: ref("ends") },
      manualPrivateLinkServiceConnections: [
        { name: "b", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
      ],
    });
    const [path] = pathsIn(
      resourcesOf(farm({ rules: [denyInternetOut], more: { ends: subnet("vnet", "10.0.9.0/24"), pe: pending } })),
    );
    expect(path?.is).toBe("unknown");
    expect(path?.hops.map(({ kind, is }) => `${kind} ${is}`)).toEqual([
      ...[
        "nodes open",
        "subnet open",
        "security-group open",
        "private-endpoint unknown",
        "security-group blocked",
        "service unknown",
      ],
    ]);
    expect(path?.edges.map(({ from, to, is }) => `${from} ${to} ${is}`)).toEqual([
      ...["n1 n2 open", "n2 n3 unknown", "n3 n4 open", "n2 n5 unknown", "n4 n6 unknown", "n5 n6 blocked"],
    ]);
  });

  test("an endpoint of another program, where the nodes may need it", () => {
    const peered = native("network:VirtualNetworkPeering", {
      virtualNetworkName: ref("vnet", "name"),
      remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` },
    });
    const kinds = (rules: readonly Args[]) =>
      pathsIn(resourcesOf(farm({ rules, pool: { accountName: "corp" }, more: { peered } })))[0]?.hops.map(
        ({ kind }) => kind,
      );
    expect(kinds([denyInternetOut])).toContain("private-endpoint");
    expect(kinds([toBatch])).not.toContain("private-endpoint");
  });

  const inside = (count: number, group: (at: number) => object): Program =>
    inGroup({
      nsg: securityGroup(denyOut),
      vnet: network("10.0.0.0/16", {
        subnets: Array.from({ length: count }, (_, at) => ({
          name: `s${at}`,
          addressPrefix: `10.0.${at}.0/24`,
          ...group(at),
        })),
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[0].id"), ...withPublicAddresses }),
    });
  const withPublicAddresses: Args = { publicIPAddressConfiguration: { provision: "BatchManaged" } };

  test("subnets that are all alike: it does not matter which one it is", () => {
    const [path] = pathsIn(
      resourcesOf(
        inside(2, () => ({})),
        "first preview",
      ),
    );
    expect([path?.is, ...(path?.edges ?? []).map(({ is }) => is)]).toEqual(["open", "open", "open", "open", "open"]);
  });

  test("subnets that are not: the edges to them are unknown", () => {
    const blocked = { networkSecurityGroup: { id: ref("nsg") } };
    const [path] = pathsIn(
      resourcesOf(
        inside(2, (at) => (at === 0 ? blocked : {})),
        "first preview",
      ),
    );
    expect(path?.is).toBe("unknown");
    expect(path?.edges.filter(({ from }) => from === "n1").map(({ is }) => is)).toEqual(["unknown", "unknown"]);
  });

  test("subnets that both lead nowhere, each in another way", () => {
    const drops = { routeTable: { id: ref("rt") } };
    const program = { ...inside(2, (at) => (at === 0 ? drops : {})), rt: routeTable(everywhere("None")) };
    const render = pool({ subnetId: ref("vnet", "subnets[0].id"), ...withoutAddresses });
    const [path] = pathsIn(resourcesOf({ ...program, render }, "first preview"));
    expect(path?.is).toBe("blocked");
    expect(path?.hops.filter(({ is }) => is === "blocked").map(({ kind }) => kind)).toEqual([
      ...["route", "nat-gateway", "service"],
    ]);
  });

  test("accounts that are both closed: whichever it is", () => {
    const { render: _, ...program } = farm({ account: { publicNetworkAccess: "Disabled" } });
    const two = { ...program, other: account({ publicNetworkAccess: "Disabled" }) };
    const [path] = pathsIn(resourcesOf(two), { batchSubnets: ["snet"] });
    expect(path?.hops.map(({ name, is }) => `${name} ${is}`)).toEqual([
      ...["pools in snet open", "snet open", "batch blocked", "other blocked", "Batch service blocked"],
    ]);
    expect(path?.edges.slice(1, 3).map(({ is }) => is)).toEqual(["open", "open"]);
  });

  test("a route that may be for Batch, and without which the nodes have no way out", () => {
    const appliance = route("some", later("0.0.0.0/0"), "VirtualAppliance", "10.9.0.4");
    const settings = { trustedNextHops: ["10.9.0.4"] };
    const [path] = pathsIn(
      resourcesOf(farm({ ...routed([appliance]), networking: withoutAddresses }), "first preview"),
      settings,
    );
    expect(path?.hops.map(({ kind, is }) => `${kind} ${is}`)).toEqual([
      ...["nodes open", "subnet open", "route open", "appliance open", "nat-gateway unknown", "service unknown"],
    ]);
    expect(path?.edges.filter(({ from }) => from === "n2").map(({ is }) => is)).toEqual(["unknown", "unknown"]);
  });

  test("a route that drops what would not get out without it either: no policy is sure of either", () => {
    const drops = farm({ ...routed([route("some", later("0.0.0.0/0"), "None")]), networking: withoutAddresses });
    const [path] = pathsIn(resourcesOf(drops, "first preview"));
    expect(path?.is).toBe("unknown");
    expect(path?.edges.map(({ to, is }) => `${to} ${is}`)).toEqual([
      ...["n2 open", "n3 unknown", "n4 unknown", "n5 blocked", "n5 unknown"],
    ]);
  });

  test("many subnets are counted", () => {
    const [path] = pathsIn(
      resourcesOf(
        inside(9, () => ({})),
        "first preview",
      ),
    );
    expect(path?.hops.filter(({ kind }) => kind === "subnet").map(({ name }) => name)).toEqual([
      ...["s0", "s1", "s2", "s3", "5 more"],
    ]);
    expect(path?.is).toBe("open");
  });

  test("many routes are counted, those that stop packets come first", () => {
    const drops = (at: number) => route(`r${at}`, `13.69.65.${64 + 4 * at}/30`, at === 8 ? "None" : "Internet");
    const [path] = pathsIn(resourcesOf(farm(routed(Array.from({ length: 9 }, (_, at) => drops(at))))));
    const routes = path?.hops.filter(({ kind }) => kind === "route") ?? [];
    expect(routes.map(({ is }) => is)).toEqual(["blocked", "open", "open", "open", "open", "open", "open"]);
    expect(routes[0]?.detail).toContain('"r8"');
    expect(routes.at(-1)?.name).toBe("4 more routes");
  });
});

describe("pools in other places", () => {
  test.each<[string, Program, string]>([
    ["no network", inGroup({ batch: account(), render: pool(undefined) }), "render: open. Nodes → Batch service"],
    [
      "no network, and a closed account",
      inGroup({ batch: account({ publicNetworkAccess: "Disabled" }), render: pool(undefined) }),
      `render: blocked. Nodes → Batch account batch, blocked (${CLOSED}) → Batch service`,
    ],
    [
      "no network, and no public addresses: Azure has no such pools",
      inGroup({ batch: account(), render: pool(withoutAddresses) }),
      "render: blocked. Nodes (without public IP addresses) → NAT gateway none, blocked (no public addresses, and no subnet) → Batch service",
    ],
    [
      "a subnet of another program",
      inGroup({ batch: account(), render: pool({ subnetId: `${NETWORK}/virtualNetworks/corp/subnets/nodes` }) }),
      "render: unknown. Nodes → subnet nodes, unknown (not part of this program) → Batch service",
    ],
    [
      "no subnet at all",
      inGroup({ batch: account(), render: pool({ subnetId: "p@ssword" }) }),
      "render: unknown. Nodes → subnet of another program, unknown (not part of this program) → Batch service",
    ],
  ])("%s", (_, program, path) => expect(words(program)).toEqual([path]));

  test("those that the settings declare, whose addresses nobody asks about", () => {
    const { render: _, ...program } = farm({ rules: [toBatch] });
    expect(words(program, { batchSubnets: ["snet"] })).toEqual([
      'pools in snet: open. Nodes → subnet snet → NSG nsg (rule "AllowOutbound100" (securityRules[0], priority 100) allows it) → Batch service',
    ]);
    const [path] = pathsIn(resourcesOf(inGroup({ nsg: securityGroup(denyOut) })), { batchSecurityGroups: ["nsg"] });
    expect([path?.name, path?.is, path?.hops[1]?.name]).toEqual([
      ...["pools in a subnet behind nsg", "blocked", "a subnet behind nsg"],
    ]);
  });
});

test("hops tell their resources, the path its pool and region", () => {
  const [path] = pathsIn(resourcesOf(farm({ rules: [denyOut], account: { publicNetworkAccess: "Disabled" } })));
  const urn = (type: string, name: string) => `urn:pulumi:dev::shapes::azure-native:${type}::${name}`;
  expect(path).toMatchObject({ pool: urn("batch:Pool", "render"), name: "render", region: "WestEurope" });
  expect(path?.hops.map((hop) => hop.urn)).toEqual([
    urn("batch:Pool", "render"),
    urn("network:Subnet", "snet"),
    urn("network:NetworkSecurityGroup", "nsg"),
    urn("batch:BatchAccount", "batch"),
    undefined,
  ]);
});

test.each([
  ["a region that is not known", later("westeurope")],
  ["a region that no tag has", "p@ss=W0rd"],
])("%s is not told", (_, location) => {
  const [path] = pathsIn(resourcesOf(farm({ account: { location }, vnet: { location } }), "first preview"));
  expect([path?.region, path?.hops.at(-1)?.detail]).toEqual(["", "BatchNodeManagement"]);
});

describe("no picture tells a secret", () => {
  const programs: readonly (readonly [string, Program])[] = [
    [
      "a firewall",
      farm(routed([everywhere("VirtualAppliance", firewallAddress)], hub(networkRule("BatchNodeManagement")))),
    ],
    ["an account", farm({ rules: [toBatch, denyOut], account: denies("20.1.2.3") })],
    ["an endpoint", farm({ ...withEndpoint, networking: withoutAddresses })],
    ["a NAT gateway", farm({ subnet: { natGateway: { id: `${NETWORK}/natGateways/corp` } } })],
    ["another program", farm(routed([everywhere("VirtualAppliance", "10.9.0.4")], {}))],
  ];
  test.each(programs)("%s", (_, program) => {
    for (const { at, secret, resources } of withSecrets(resourcesOf(program))) {
      expect({ at, told: JSON.stringify(pathsIn(resources)).includes(secret) }).toEqual({ at, told: false });
    }
  });
});
