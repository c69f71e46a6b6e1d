import { describe, expect, test } from "vitest";
import { zone, zoneLink } from "../../programs/dns";
import { firewallAddress } from "../../programs/firewall-hub";
import { account, inGroup, pool, securityGroup } from "../../programs/parts";
import { hub, networkRule, routed } from "../../rules/firewall";
import { denyOut, type Farm, farm, locatedLater, outbound, toBatch, withEndpoint } from "../../rules/parts";
import { later, type Program } from "../../support/program/language";
import { withSecrets } from "../../support/secrets";
import { CLOSED, denies, everywhere, NETWORK, pathsIn, resourcesOf, withoutAddresses, words } from "./paths-in-words";

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

test.each([
  [`${NETWORK}/virtualNetworks/hub/subnets/batch`, "batch, unknown (not part of this program)"],
  [`${NETWORK}/virtualNetworks/hub`, "hub, unknown (its id is not that of a subnet)"],
])("a subnet that the program does not show: %s", (subnetId, subnet) => {
  const [path] = words(inGroup({ batch: account(), render: pool({ subnetId }) }));
  expect(path).toContain(`Nodes → subnet ${subnet}`);
});

describe("names that lead away from the endpoint of a closed account", () => {
  const shown = (resolutionPolicy?: string) =>
    words(
      farm({
        account: withEndpoint.account,
        more: {
          ...{ ...withEndpoint.more, zone: zone() },
          link: zoneLink("vnet", "zone", resolutionPolicy ? { resolutionPolicy } : {}),
        },
      }),
    )[0];
  const noRecord = 'zone "privatelink.batch.azure.com" has no record for it';

  test.each<[string, string | undefined, string]>([
    ["a zone without a record", undefined, `${noRecord}: there is no answer`],
    ["the same, with a fallback to public DNS", "NxDomainRedirect", `${noRecord}: the answer is the public address`],
  ])("%s", (_, policy, detail) => expect(shown(policy)).toContain(detail));
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
      "render: unknown. Nodes → subnet of another program, unknown (its id is not that of a subnet) → Batch service",
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
  ["a region that is not known", locatedLater("westeurope")],
  ["a region that no tag has", { account: { location: "p@ss=W0rd" }, vnet: { location: "p@ss=W0rd" } }],
])("%s is not shown", (_, parts) => {
  const [path] = pathsIn(resourcesOf(farm(parts), "first preview"));
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
