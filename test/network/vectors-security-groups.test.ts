// Over 200 lines: the test vectors of the fact sheet, in its order.

import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { sizeV4 } from "../../policies/network/address-set";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import { judgeClassicInbound, judgeOutboundToNodeManagement } from "../../policies/network/node-management";
import { ports } from "../../policies/network/port-set";
import { regionOf } from "../../policies/network/regions";
import type { Filters } from "../../policies/network/security-group";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import { batchNodeManagement } from "../../policies/network/service-tags";
import type { SubnetContext } from "../../policies/network/subnet-context";
import { judgeTraffic } from "../../policies/network/traffic";
import type { TrafficEvidence } from "../../policies/network/traffic-evidence";
import {
  admin,
  allow443,
  D4096,
  decidedBy,
  deciders,
  group,
  inbound,
  outbound,
  routed,
  SUBNET,
} from "../support/security-rules";

// The numbers are those of the test vectors in the project's fact sheet about Azure networks.

type Rules = readonly SecurityRuleFields[];
const WE = "BatchNodeManagement.WestEurope";
const westEurope = batchNodeManagement("westeurope") ?? addresses();
const vector4 = [allow443(100, WE), D4096];

const F0 = (filters: Filters<SecurityRuleFields>, context: SubnetContext = SUBNET, location = "westeurope") =>
  judgeOutboundToNodeManagement(filters, location, context);

describe("outbound 443 to all of BatchNodeManagement", () => {
  test.each<[string, Rules, Verdict<unknown>["is"], string[]]>([
    ["2 no user rules", [], "holds", ["Allow AllowInternetOutBound"]],
    ["3 deny everything", [D4096], "violated", ["Deny D4096"]],
    ["4 the regional tag before it", vector4, "holds", ["Allow rule-100"]],
    ["5 the tag in lower case", [allow443(100, WE.toLowerCase()), D4096], "holds", ["Allow rule-100"]],
    ["6 the tag of all regions", [allow443(100, "BatchNodeManagement"), D4096], "holds", ["Allow rule-100"]],
    ["7 another region's tag", [allow443(100, "BatchNodeManagement.NorthEurope"), D4096], "violated", ["Deny D4096"]],
    ["8 AzureCloud of the region", [allow443(100, "AzureCloud.westeurope"), D4096], "holds", ["Allow rule-100"]],
    ["11 Storage is elsewhere", [allow443(100, "Storage.WestEurope"), D4096], "violated", ["Deny D4096"]],
    [
      "12 Internet holds Azure",
      [outbound(200, "Deny", { destinationAddressPrefix: "Internet" })],
      "violated",
      ["Deny rule-200"],
    ],
    [
      "13 AzureCloud before the deny of Internet",
      [allow443(100, "AzureCloud"), outbound(200, "Deny", { destinationAddressPrefix: "Internet" })],
      "holds",
      ["Allow rule-100"],
    ],
    [
      "14 deny of AzureCloud before the allow",
      [
        outbound(100, "Deny", { destinationAddressPrefix: "AzureCloud" }),
        outbound(200, "Allow", { destinationAddressPrefix: WE }),
      ],
      "violated",
      ["Deny rule-100"],
    ],
    ["15 UDP", [allow443(100, WE, { protocol: "Udp" }), D4096], "violated", ["Deny D4096"]],
    ["16 any protocol", [allow443(100, WE, { protocol: "*" }), D4096], "holds", ["Allow rule-100"]],
    [
      "17 plural ports",
      [allow443(100, WE, { destinationPortRange: undefined, destinationPortRanges: ["80", "443-445"] }), D4096],
      "holds",
      ["Allow rule-100"],
    ],
    [
      "18 a hole at 443",
      [outbound(100, "Deny", { destinationPortRange: "", destinationPortRanges: ["0-442", "444-65535"] })],
      "holds",
      ["Allow AllowInternetOutBound"],
    ],
    [
      "19 deny before the same allow",
      [allow443(100, WE, { access: "Deny" }), outbound(110, "Allow", { destinationAddressPrefix: WE })],
      "violated",
      ["Deny rule-100"],
    ],
    ["20 source port 443", [allow443(100, WE, { sourcePortRange: "443" }), D4096], "violated", ["Deny D4096"]],
    [
      "21 another subnet as source",
      [allow443(100, WE, { sourceAddressPrefix: "10.0.2.0/24" }), D4096],
      "violated",
      ["Deny D4096"],
    ],
    [
      "22 VirtualNetwork as source",
      [allow443(100, WE, { sourceAddressPrefix: "VirtualNetwork" }), D4096],
      "holds",
      ["Allow rule-100"],
    ],
    [
      "26 two halves are everything",
      [allow443(100, undefined, { destinationAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] }), D4096],
      "holds",
      ["Allow rule-100"],
    ],
    ["28 an inbound deny", [inbound(100, "Deny")], "holds", ["Allow AllowInternetOutBound"]],
    ["29 replies need no rule", [...vector4, inbound(4096, "Deny")], "holds", ["Allow rule-100"]],
    [
      "30 an application security group as source",
      [allow443(100, WE, { sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: ["asg"] }), D4096],
      "violated",
      ["Deny D4096"],
    ],
    [
      "32 one priority in both directions",
      [allow443(100, WE), inbound(100, "Deny"), D4096],
      "holds",
      ["Allow rule-100"],
    ],
    [
      "80 inline rules and a standalone deny before them",
      [allow443(200, WE), D4096, outbound(150, "Deny", { destinationAddressPrefix: "Internet" })],
      "violated",
      ["Deny rule-150"],
    ],
  ])("%s", (_title, rules, is, by) => {
    const verdict = F0(group(...rules));
    expect(verdict.is).toBe(is);
    expect(deciders(verdict.because)).toEqual(by);
    expect(verdict.because.doubts).toEqual([]);
  });

  test("1 no group", () => {
    const verdict = F0({ group: undefined });
    expect(verdict.is).toBe("holds");
    expect(deciders(verdict.because)).toEqual(["Allow no group"]);
    expect(verdict.because.count).toBe(289);
  });

  test("5 the casing is noted", () => {
    const [rule] = group(allow443(100, WE.toLowerCase())).group?.rules ?? [];
    expect(rule?.notes).toEqual([
      { field: "destinationAddressPrefix", text: `Azure spells "${WE.toLowerCase()}" ${WE}` },
    ]);
    expect(rule?.problems).toEqual([]);
  });

  test("9 AzureCloud has spellings of its own for some regions", () => {
    const verdict = F0(group(allow443(100, "AzureCloud.centralfrance"), D4096), SUBNET, "francecentral");
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(["holds", "Allow rule-100"]);
  });

  test("10 the region's own name is no suffix of AzureCloud", () => {
    const filters = group(allow443(100, "AzureCloud.francecentral"), D4096);
    const verdict = F0(filters, SUBNET, "francecentral");
    expect(verdict.is).toBe("undecided");
    expect(verdict.because.doubts).toMatchObject([
      {
        rule: { name: "rule-100" },
        field: "destinationAddressPrefix",
        text: expect.stringContaining("AzureCloud.centralfrance"),
      },
    ]);
    expect(filters.group?.rules[0]?.problems).toHaveLength(1);
  });

  test("the source needs none of the addresses that Azure reserves in a subnet", () => {
    const usable = [
      ...["4/30", "8/29", "16/28", "32/27", "64/26", "128/26", "192/27", "224/28"],
      ...["240/29", "248/30", "252/31", "254"],
    ];
    const sources = (ends: readonly string[]) => ({ sourceAddressPrefixes: ends.map((end) => `10.0.1.${end}`) });
    const judged = (ends: readonly string[]) =>
      F0(group(allow443(100, WE, { sourceAddressPrefix: undefined, ...sources(ends) }), D4096)).is;
    expect(judged(usable)).toBe("holds");
    expect(judged(usable.slice(1))).toBe("violated");
    expect(judged(usable.slice(0, -1))).toBe("violated");
  });

  test("23 the source splits the answer", () => {
    const verdict = F0(group(allow443(100, WE, { sourceAddressPrefix: "10.0.1.0/25" }), D4096));
    expect(verdict.is).toBe("violated");
    // Azure reserves the first four addresses and the last one.
    const first = ["10.0.1.4/30", "10.0.1.8/29", "10.0.1.16/28", "10.0.1.32/27", "10.0.1.64/26"];
    expect(decidedBy(verdict.because, "rule-100").local).toEqual(first);
    expect(decidedBy(verdict.because, "D4096").local.at(0)).toBe("10.0.1.128/26");
    expect(decidedBy(verdict.because, "D4096").local.at(-1)).toBe("10.0.1.254/32");
    expect(verdict.because.witness).toEqual({
      local: "10.0.1.128",
      localPort: 1024,
      remote: "13.69.65.64",
      remotePort: 443,
    });
  });

  test("24 a literal prefix covers a part", () => {
    const verdict = F0(group(allow443(100, "13.69.0.0/16"), D4096));
    expect(verdict.is).toBe("violated");
    expect(decidedBy(verdict.because, "rule-100").remote).toEqual([
      "13.69.65.64/26",
      "13.69.106.128/26",
      "13.69.125.173/32",
    ]);
    expect([verdict.because.faultyCount, verdict.because.count]).toEqual([160, 289]);
  });

  test("25 the edge of a half", () => {
    const verdict = F0(group(outbound(100, "Deny", { destinationAddressPrefix: "0.0.0.0/1" })));
    expect(verdict.is).toBe("violated");
    expect(decidedBy(verdict.because, "AllowInternetOutBound").remote).toEqual([
      "137.116.193.225/32",
      "168.63.5.53/32",
      "191.233.76.85/32",
    ]);
    expect(verdict.because.faultyCount).toBe(286);
  });

  test("27 all its addresses as literals", () => {
    const filters = group(
      allow443(100, undefined, { destinationAddressPrefixes: toPrefixes({ ...westEurope, v6: [] }) }),
      D4096,
    );
    const verdict = F0(filters);
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(["holds", "Allow rule-100"]);
    expect(sizeV4(filters.group?.rules[0]?.destination.literals ?? addresses())).toBe(289);
  });

  test("38 the group that Batch puts on network interfaces lets the same through: the subnet's group decides", () => {
    expect(deciders(F0(group(...vector4)).because)).toEqual(["Allow rule-100"]);
  });

  test("81 a location in the portal's spelling", () => {
    expect(F0(group(...vector4), SUBNET, "West Europe").is).toBe("holds");
    expect(regionOf(" West Europe ")?.name).toBe("westeurope");
  });

  test("82 tags stand for the addresses of their own cloud", () => {
    const government: SubnetContext = { ...SUBNET, cloud: "AzureGovernment" };
    const rules = group(allow443(100, "BatchNodeManagement.USGovVirginia"), D4096);
    expect(F0(rules, government, "usgovvirginia").is).toBe("holds");
    const wrongCloud = F0(group(...vector4), government, "usgovvirginia");
    expect(wrongCloud.is).toBe("undecided");
    expect(wrongCloud.because.doubts[0]?.text).toContain("is not a service tag of AzureGovernment");
  });
});

describe("what Azure would refuse is named, and undecided where it matters", () => {
  const two = (second: SecurityRuleFields): Rules => [outbound(100, "Allow", { name: "first" }), second];
  test.each<[string, Rules, string]>([
    ["31 two rules with one priority", two(outbound(100, "Deny", { name: "second" })), "share the priority 100"],
    ["33 priority 99", [outbound(99, "Deny"), allow443(200, WE), D4096], "from 100 to 4096"],
    ["33 priority 4097", [outbound(4097, "Allow"), D4096], "from 100 to 4096"],
    [
      "34 a tag in the list",
      [allow443(100, "", { destinationAddressPrefixes: [WE] }), D4096],
      "in the singular property only",
    ],
    [
      "35 overlapping prefixes",
      [allow443(100, "", { destinationAddressPrefixes: ["13.0.0.0/8", "13.69.0.0/16", "0.0.0.0/0"] }), D4096],
      "overlap",
    ],
    [
      "36 both address families",
      [allow443(100, "", { destinationAddressPrefixes: ["0.0.0.0/0", "2603:1020::/32"] }), D4096],
      "IPv4 and IPv6",
    ],
    ["37 no destination", [allow443(100, "", { destinationAddressPrefixes: [] }), D4096], "is required, and missing"],
    [
      "80 a priority below 100",
      [...vector4, outbound(90, "Deny", { destinationAddressPrefix: "Internet" })],
      "from 100 to 4096",
    ],
  ])("%s", (_title, rules, text) => {
    const verdict = F0(group(...rules));
    expect(verdict.is).toBe("undecided");
    const texts = new Set(verdict.because.doubts.map((doubt) => doubt.text));
    expect([...texts]).toEqual([expect.stringContaining(text)]);
  });

  test("a refused rule that cannot change the answer leaves it decided", () => {
    const misspelt = allow443(200, "BatchNodeManagment.WestEurope");
    expect(F0(group(...vector4, misspelt)).is).toBe("holds");
    expect(F0(group(outbound(110, "Deny"), misspelt)).is).toBe("violated");
  });
});

describe("security groups under user-defined routes", () => {
  const appliance = ["0.0.0.0/0", "VirtualAppliance"] as const;
  const denyTag = (tag: string) => outbound(200, "Deny", { destinationAddressPrefix: tag });

  test("40 a default route to an appliance makes VirtualNetwork every address", () => {
    const verdict = F0(group(), routed(appliance));
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(["holds", "Allow AllowVnetOutBound"]);
  });

  test("41 and a deny of VirtualNetwork blocks Batch", () => {
    const verdict = F0(group(denyTag("VirtualNetwork")), routed(appliance));
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(["violated", "Deny rule-200"]);
    expect(F0(group(denyTag("VirtualNetwork"))).is).toBe("holds");
  });

  test("42 a deny of Internet: nobody knows whether it still catches Batch", () => {
    const verdict = F0(group(denyTag("Internet")), routed(appliance));
    expect(verdict.is).toBe("undecided");
    expect(deciders(verdict.because)).toContain("Deny rule-200");
    expect(verdict.because.doubts).toMatchObject([{ text: expect.stringContaining("Azure does not document") }]);
  });

  test("43 a default route that drops does not concern the group", () => {
    expect(F0(group(...vector4), routed(["0.0.0.0/0", "None"])).is).toBe("holds");
  });

  test("44 a service tag route needs an explicit allow", () => {
    const context = routed(appliance, [WE, "Internet"]);
    expect(F0(group(), context).is).toBe("undecided");
    const explicit = F0(group(...vector4), context);
    expect([explicit.is, ...deciders(explicit.because)]).toEqual(["holds", "Allow rule-100"]);
  });

  test("a default route to the internet changes nothing for the default rules", () => {
    expect(F0(group(), routed(["0.0.0.0/0", "Internet"])).is).toBe("holds");
  });

  test("routes that are not known leave explicit rules decided", () => {
    const context = routed([unknown("routes[0].addressPrefix"), unknown("routes[0].nextHopType")]);
    expect(F0(group(...vector4), context).is).toBe("holds");
    const verdict = F0(group(denyTag("VirtualNetwork")), context);
    expect(verdict.is === "undecided" && verdict.unknowns.map(({ path }) => path)).toEqual([
      "routes[0].addressPrefix",
      "routes[0].nextHopType",
    ]);
  });
});

describe("security admin rules come before the group", () => {
  const withAdmin = (...adminRules: ReturnType<typeof admin>[]): Filters<SecurityRuleFields> => ({
    ...group(D4096),
    adminRules: { rules: adminRules, complete: true },
  });
  test.each<[string, Filters<SecurityRuleFields>, string[]]>([
    ["68 AlwaysAllow delivers", withAdmin(admin(10, "AlwaysAllow", WE)), ["holds", "Allow admin-10"]],
    ["69 Allow leaves it to the group", withAdmin(admin(10, "Allow", WE)), ["violated", "Deny D4096"]],
    [
      "70 the lower number decides",
      withAdmin(admin(30, "AlwaysAllow", WE), admin(20, "Deny", "Internet")),
      ["violated", "Deny admin-20"],
    ],
    ["71 rules that are not deployed are not there", group(D4096), ["violated", "Deny D4096"]],
    [
      "Deny drops what the group allows",
      { ...group(), adminRules: { rules: [admin(1, "Deny", WE)], complete: true } },
      ["violated", "Deny admin-1"],
    ],
  ])("%s", (_title, filters, expected) => {
    const verdict = F0(filters);
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(expected);
  });
});

describe("inbound on the classic ports", () => {
  const batchOn = (ports: string) =>
    inbound(100, "Allow", { protocol: "Tcp", sourceAddressPrefix: WE, destinationPortRange: ports });

  test("72 the rule of classic communication lets Batch in", () => {
    const verdict = judgeClassicInbound(group(batchOn("29876-29877")), SUBNET);
    expect(verdict.is).toBe("violated");
    expect(deciders(verdict.because)).toEqual(["Allow rule-100", "Deny DenyAllInBound"]);
    expect(decidedBy(verdict.because, "rule-100").remote).toEqual(
      toPrefixes(westEurope).filter((prefix) => !prefix.includes(":")),
    );
    expect(verdict.because.witness).toEqual({
      local: "10.0.1.4",
      localPort: 29876,
      remote: "13.69.65.64",
      remotePort: 1024,
    });
  });

  test("73 the default rules do not", () => {
    const verdict = judgeClassicInbound(group(), SUBNET);
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(["holds", "Deny DenyAllInBound"]);
  });

  test("74 one port of two", () => {
    const verdict = judgeClassicInbound(group(batchOn("29876")), SUBNET);
    expect(verdict.is).toBe("violated");
    expect(decidedBy(verdict.because, "rule-100").localPorts).toEqual(["29876"]);
    expect(decidedBy(verdict.because, "DenyAllInBound").localPorts).toEqual(expect.arrayContaining(["29877"]));
  });

  test("75 under forced tunnelling default rules still count as inside", () => {
    expect(judgeClassicInbound(group(), routed(["0.0.0.0/0", "VirtualAppliance"])).is).toBe("holds");
  });
});

describe("worked examples of Azure's quickstart", () => {
  const packet = (direction: "Inbound" | "Outbound", remote: string, remotePort: number, localPort: number) =>
    judgeTraffic<SecurityRuleFields>(
      "all-through",
      group(),
      {
        direction,
        protocol: "Tcp",
        local: { known: addresses("10.0.0.4") },
        localPorts: ports(localPort),
        remote: { known: addresses(remote) },
        remotePorts: ports(remotePort),
      },
      SUBNET,
    );
  test.each<[string, Verdict<TrafficEvidence<SecurityRuleFields>>, string[]]>([
    [
      "76 out to a public address",
      packet("Outbound", "13.107.21.200", 80, 60000),
      ["holds", "Allow AllowInternetOutBound"],
    ],
    [
      "77 out to a private address elsewhere",
      packet("Outbound", "172.31.0.100", 80, 60000),
      ["violated", "Deny DenyAllOutBound"],
    ],
    [
      "78 in from a private address elsewhere",
      packet("Inbound", "172.31.0.100", 60000, 80),
      ["violated", "Deny DenyAllInBound"],
    ],
  ])("%s", (_title, verdict, expected) => {
    expect([verdict.is, ...deciders(verdict.because)]).toEqual(expected);
  });
});
