// Over 200 lines: the meaning of each tag that depends on the subnet, in tables.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { covers, EVERY_ADDRESS, overlap } from "../../policies/network/address-set";
import { addresses } from "../../policies/network/address-text";
import { judgeClassicInbound, judgeOutboundToNodeManagement } from "../../policies/network/node-management";
import { EVERY_PORT } from "../../policies/network/port-set";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import { everyBatchNodeManagement } from "../../policies/network/service-tags";
import { insideOnly, readContext, type SubnetContext } from "../../policies/network/subnet-context";
import { judgeTraffic } from "../../policies/network/traffic";
import { someRules } from "../support/random-rules";
import { holdsAlways } from "../support/runs";
import { allow443, D4096, deciders, group, outbound, routed, SUBNET } from "../support/security-rules";

const WE = "BatchNodeManagement.WestEurope";
const batch = addresses("13.69.65.64/26");

describe("what VirtualNetwork and Internet stand for", () => {
  test.each<[string, SubnetContext, string[]]>([
    ["without routes, Batch is Internet", SUBNET, ["Internet"]],
    [
      "a default route to an appliance",
      routed(["0.0.0.0/0", "VirtualAppliance"]),
      ["VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    [
      "to a gateway, in any casing",
      routed(["0.0.0.0/0", "virtualnetworkGATEWAY"]),
      ["VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    [
      "a default route to the internet",
      routed(["0.0.0.0/0", "Internet"]),
      ["Internet", "VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    [
      "a route of its service tag",
      routed(["0.0.0.0/0", "VirtualAppliance"], [WE, "Internet"]),
      ["Internet", "VirtualNetwork", "VirtualNetwork and Internet", "neither"],
    ],
    ["a route of another service tag", routed(["Storage", "Internet"]), ["Internet"]],
    [
      "a longer prefix to the internet under a default route",
      routed(["0.0.0.0/0", "VirtualAppliance"], ["13.69.0.0/16", "Internet"]),
      ["Internet", "VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    [
      "a longer prefix to an appliance under a default route to the internet",
      routed(["0.0.0.0/0", "Internet"], ["13.69.0.0/16", "VirtualAppliance"]),
      ["VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    ["a route elsewhere", routed(["10.50.0.0/16", "VirtualAppliance"]), ["Internet"]],
    [
      "an unknown address space: nobody has the addresses of the Batch service in a network",
      { ...SUBNET, virtualNetwork: { prefixes: [unknown("addressSpace")], complete: true } },
      ["Internet"],
    ],
    [
      "a peer's range that holds it",
      { ...SUBNET, peered: { prefixes: ["13.69.0.0/16"], complete: true } },
      ["VirtualNetwork", "VirtualNetwork and Internet"],
    ],
    [
      "its own network's range that holds it",
      { ...SUBNET, virtualNetwork: { prefixes: ["13.69.0.0/16"], complete: true } },
      ["VirtualNetwork"],
    ],
    [
      "routes that the program does not show",
      { ...SUBNET, routes: { list: [], complete: false } },
      ["Internet", "VirtualNetwork", "VirtualNetwork and Internet", "neither"],
    ],
  ])("%s", (_title, context, expected) => {
    const seen = readContext(context).readings.map(({ virtualNetwork, internet }) => {
      const inNetwork = covers(virtualNetwork.must, batch);
      const inInternet = covers(internet.must, batch);
      // In every reading, all of Batch is inside, or all of it is outside.
      expect(inNetwork).toBe(overlap(virtualNetwork.may, batch));
      expect(inInternet).toBe(overlap(internet.may, batch));
      return inNetwork && inInternet
        ? "VirtualNetwork and Internet"
        : inNetwork
          ? "VirtualNetwork"
          : inInternet
            ? "Internet"
            : "neither";
    });
    expect([...new Set(seen)].sort()).toEqual(expected);
  });

  test("the host's address and the peers are inside", () => {
    const { readings } = readContext({ ...SUBNET, peered: { prefixes: ["10.9.0.0/16"], complete: true } });
    const inside = readings[0].virtualNetwork.must;
    expect(covers(inside, addresses("10.0.0.0/16", "10.9.0.0/16", "168.63.129.16"))).toBe(true);
    expect(overlap(inside, addresses("10.10.0.0/16", "8.8.8.8"))).toBe(false);
  });

  test("prefixes that Azure would refuse are named, and unknown from then on", () => {
    const context = routed(["10.0.0.1/8", "VirtualAppliance"], ["Internet", "None"]);
    expect(readContext(context).problems.map(({ field }) => field)).toEqual([
      "routes[0].addressPrefix",
      "routes[1].addressPrefix",
    ]);
    expect(readContext(context).open).toBe(true);
  });

  test("inside only, no route and no unknown prefix makes Batch a part of the network", () => {
    const context = {
      ...routed(["0.0.0.0/0", "VirtualAppliance"], [unknown("p"), unknown("h")]),
      virtualNetwork: { prefixes: ["10.0.0.0/16", unknown("space")], complete: false },
    };
    expect(readContext(insideOnly(context)).readings).toHaveLength(1);
    const fromNetwork = outbound(100, "Allow", { direction: "Inbound", sourceAddressPrefix: "VirtualNetwork" });
    expect(judgeClassicInbound(group(fromNetwork), context).is).toBe("holds");
  });
});

describe("a subnet whose prefix is not known", () => {
  const prefix = unknown("subnet.addressPrefix");
  const open: SubnetContext = { ...SUBNET, subnet: { prefixes: [prefix], complete: true } };
  const judge = (...rules: SecurityRuleFields[]) => judgeOutboundToNodeManagement(group(...rules), "westeurope", open);

  test.each<[string, unknown, string]>([
    ["any source", "*", "holds"],
    ["the lower half of all addresses, which holds the network", "0.0.0.0/1", "holds"],
    ["VirtualNetwork", "VirtualNetwork", "holds"],
    ["the whole network", "10.0.0.0/16", "holds"],
    ["a part of the network", "10.0.1.0/24", "undecided"],
    ["another network", "172.16.0.0/12", "violated"],
    ["Internet", "Internet", "violated"],
  ])("%s as source", (_title, sourceAddressPrefix, is) => {
    const verdict = judge(allow443(100, WE, { sourceAddressPrefix }), D4096);
    expect(verdict.is).toBe(is);
    if (verdict.is === "undecided") expect(verdict.unknowns).toEqual([prefix]);
  });

  test("is left out of the evidence", () => {
    const { because } = judge(D4096);
    expect(because.pieces.map((piece) => piece.local)).toEqual([addresses()]);
    expect(because.witness).toEqual({ local: undefined, localPort: 1024, remote: "13.69.65.64", remotePort: 443 });
  });
});

describe("rules that the program does not show", () => {
  const judge = (...rules: SecurityRuleFields[]) => {
    const own = group(...rules).group;
    return judgeOutboundToNodeManagement({ group: own && { ...own, complete: false } }, "westeurope", SUBNET);
  };

  test("may come before any but the first", () => {
    expect(judge().is).toBe("undecided");
    expect(judge(D4096).is).toBe("undecided");
    expect(judge(allow443(101, WE)).is).toBe("undecided");
    expect(judge(allow443(100, WE)).is).toBe("holds");
    expect(judge(allow443(100, "Storage"), outbound(101, "Deny")).is).toBe("violated");
  });

  test("are named", () => {
    expect(judge(D4096).because.doubts).toMatchObject([{ text: "the program does not show all rules" }]);
  });
});

describe("a region", () => {
  const judge = (location: Parameters<typeof judgeOutboundToNodeManagement>[1], ...rules: SecurityRuleFields[]) =>
    judgeOutboundToNodeManagement(group(...rules), location, SUBNET);
  const region = unknown("location");

  test("that is not known: decided where all regions fare alike", () => {
    expect(judge(region, allow443(100, "BatchNodeManagement"), D4096).is).toBe("holds");
    expect(judge(region, D4096).is).toBe("violated");
    expect(judge(region).is).toBe("holds");
    expect(judge(region, allow443(100, WE), D4096)).toMatchObject({ is: "undecided", unknowns: [region] });
  });

  test("that the table does not have: what treats all public addresses alike decides, and tags of all regions", () => {
    expect(judge("atlantisnorth", D4096).is).toBe("violated");
    expect(judge("atlantisnorth").is).toBe("holds");
    expect(judge("atlantisnorth", outbound(100, "Deny", { destinationAddressPrefix: "Internet" })).is).toBe("violated");
    for (const tag of ["BatchNodeManagement", "azurecloud"]) {
      expect(judge("Atlantis North", allow443(100, tag), D4096).is).toBe("holds");
      expect(judge("atlantisnorth", outbound(100, "Deny", { destinationAddressPrefix: tag })).is).toBe("violated");
    }
    expect(judge("atlantisnorth", allow443(100, "BatchNodeManagement.AtlantisNorth"), D4096).is).toBe("undecided");
    expect(judge("atlantisnorth", allow443(100, "AzureCloud.AtlantisNorth"), D4096).is).toBe("undecided");
    expect(judge("atlantisnorth", allow443(100, WE), D4096).because.doubts).toMatchObject([
      { field: "location", text: 'the tag table has no region "atlantisnorth"' },
    ]);
  });
});

describe("unknown values around the subnet", () => {
  // No network has addresses of Batch, so an unknown prefix is assumed to contain none.
  const space = fc.subarray(["10.0.0.0/16", "13.70.0.0/20", "172.16.0.0/12"]);
  expect(overlap(addresses("13.70.0.0/20"), everyBatchNodeManagement())).toBe(false);
  const routePrefix = fc.constantFrom(
    "0.0.0.0/0",
    "13.69.0.0/16",
    "13.69.65.64/26",
    WE,
    "AzureCloud",
    "Storage",
    "10.7.0.0/16",
  );
  const hop = fc.constantFrom("VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None");
  const around = fc.record({
    network: space,
    peered: space,
    routes: fc.array(fc.tuple(routePrefix, hop), { maxLength: 3 }),
  });
  const hide = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

  test("hiding prefixes and next hops never flips a verdict", () => {
    holdsAlways(
      fc.property(someRules, around, hide, (rules, { network, peered, routes }, hidden) => {
        const contextOf = (shown: (value: string, index: number) => unknown): SubnetContext => ({
          ...SUBNET,
          virtualNetwork: { prefixes: network.map((prefix, i) => shown(prefix, i)), complete: true },
          peered: { prefixes: peered.map((prefix, i) => shown(prefix, 3 + i)), complete: true },
          routes: {
            list: routes.map(([prefix, next], i) => ({
              addressPrefix: shown(prefix, 6 + i),
              nextHopType: shown(next, 9 + i),
            })),
            complete: true,
          },
        });
        const known = contextOf((value) => value);
        const open = contextOf((value, index) => (hidden[index] ? unknown(`${index}`) : value));
        const questions = (context: SubnetContext) => [
          judgeOutboundToNodeManagement(group(...rules), "westeurope", context),
          judgeTraffic(
            "none-through",
            group(...rules),
            {
              direction: "Outbound",
              protocol: "Tcp",
              local: { known: addresses("10.0.1.0/24") },
              localPorts: EVERY_PORT,
              remote: { known: EVERY_ADDRESS },
              remotePorts: EVERY_PORT,
            },
            context,
          ),
        ];
        const after = questions(open);
        questions(known).forEach((verdict, index) => {
          expect(["undecided", verdict.is]).toContain(after[index]?.is);
        });
      }),
    );
  });

  test("the deciding rule under forced tunnelling is the one for the virtual network", () => {
    const verdict = judgeOutboundToNodeManagement(group(), "westeurope", routed(["0.0.0.0/0", "VirtualAppliance"]));
    expect(deciders(verdict.because)).toEqual(["Allow AllowVnetOutBound"]);
  });
});
