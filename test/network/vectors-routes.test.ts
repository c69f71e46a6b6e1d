// Over 200 lines: the test vectors of the fact sheet, in its order.

import { describe, expect, test } from "vitest";
import { everyPart } from "../../policies/known/combine";
import { type Unknown, unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import { type EgressFacts, egressOver } from "../../policies/network/egress";
import { judgeRouting, type RouteList, routesFor, routesToEndpoint } from "../../policies/network/routes";
import { batchNodeManagement } from "../../policies/network/service-tags";
import type { RoutedNetwork } from "../../policies/network/system-routes";
import { hops, NETWORK, route, table } from "../support/routing";

// The numbers are those of the test vectors in the project's fact sheet about Azure networks.

const WE = "BatchNodeManagement.WestEurope";
const all = batchNodeManagement("westeurope") ?? addresses();
const westEurope = { v4: all.v4, v6: [] };

const ways = (of: RouteList<unknown> | Unknown | undefined, network: RoutedNetwork = NETWORK) =>
  routesFor(westEurope, of, network).pieces.map((piece) => hops(piece));

describe("the route to BatchNodeManagement.WestEurope", () => {
  test.each<[string, RouteList<unknown> | undefined, string[][]]>([
    ["39 no route table", undefined, [["system Internet"]]],
    ["40 everything to an appliance", table(route("0.0.0.0/0", "VirtualAppliance")), [["user VirtualAppliance"]]],
    ["43 everything dropped", table(route("0.0.0.0/0", "None")), [["user None"]]],
    [
      "44 the tag past an appliance",
      table(route("0.0.0.0/0", "VirtualAppliance"), route(WE, "Internet")),
      [["user Internet"]],
    ],
    [
      "46 the tag of the region before that of all regions",
      table(route("BatchNodeManagement", "VirtualAppliance"), route(WE, "Internet")),
      [["user Internet"]],
    ],
    [
      "47 Batch's tag before AzureCloud",
      table(route("AzureCloud", "VirtualAppliance"), route(WE, "Internet")),
      [["user Internet"]],
    ],
    ["48 Storage is elsewhere", table(route("Storage", "None")), [["system Internet"]]],
    [
      "AzureCloud is before the default route",
      table(route("AzureCloud", "VirtualAppliance"), route("0.0.0.0/0", "None")),
      [["user VirtualAppliance"]],
    ],
    [
      "AzureCloud of the region before AzureCloud may be, and a longer prefix always is",
      table(route("AzureCloud.westeurope", "None"), route(WE, "Internet"), route("AzureCloud", "VirtualAppliance")),
      [["user Internet"]],
    ],
    [
      "nobody knows whether a short prefix is longer than those of AzureCloud",
      table(route("AzureCloud", "None"), route("13.64.0.0/13", "Internet")),
      [["user None", "user Internet"], ["user None"]],
    ],
    [
      "two halves beat the default route",
      table(route("0.0.0.0/1", "None"), route("128.0.0.0/1", "None")),
      [["user None"], ["user None"]],
    ],
    ["any casing", table(route(WE.toUpperCase(), "NONE")), [["user None"]]],
  ])("%s", (_title, of, expected) => {
    expect(ways(of)).toEqual(expected);
    expect(routesFor(westEurope, of, NETWORK).refused).toEqual([]);
  });

  test("45 an explicit prefix wins over the same prefix of a tag", () => {
    const { pieces } = routesFor(westEurope, table(route(WE, "Internet"), route("13.69.65.64/26", "None")), NETWORK);
    const dropped = pieces.find((piece) => hops(piece)[0] === "user None");
    expect(toPrefixes(dropped?.destinations ?? addresses())).toEqual(["13.69.65.64/26"]);
    expect(pieces.map((piece) => hops(piece))).toEqual(expect.arrayContaining([["user None"], ["user Internet"]]));
    expect(dropped?.routes[0]?.ref).toBe("13.69.65.64/26");
  });

  test.each([
    ["49 a tag that depends on the subnet", route("VirtualNetwork", "Internet"), "VirtualNetwork"],
    ["a tag that is none", route("BatchNodeManagment", "Internet"), "BatchNodeManagment"],
    ["an address without a length", route("13.69.65.64", "None"), "13.69.65.64"],
    ["host bits", route("13.69.65.65/26", "None"), "host bits"],
    ["a next hop type that only Azure sets", route("0.0.0.0/0", "VNetPeering"), "VNetPeering"],
    ["an appliance without an address", route("0.0.0.0/0", "VirtualAppliance", { nextHopIpAddress: "" }), "missing"],
    ["an address without an appliance", route("0.0.0.0/0", "Internet", { nextHopIpAddress: "10.0.0.4" }), "10.0.0.4"],
    ["nothing", route(undefined, undefined), "missing"],
  ])("%s is refused, and its route open", (_title, fields, text) => {
    const { pieces, refused } = routesFor(westEurope, table(fields), NETWORK);
    expect(refused.flatMap(({ problems }) => problems.map((each) => each.text)).join()).toContain(text);
    expect(pieces.flatMap((piece) => hops(piece))).toContain("user ?");
  });

  test("two routes for one prefix are refused, and either may win", () => {
    const { pieces, refused } = routesFor(
      westEurope,
      table(route(WE, "Internet"), route(WE.toLowerCase(), "None")),
      NETWORK,
    );
    expect(refused).toHaveLength(2);
    expect(pieces.map((piece) => hops(piece))).toEqual([["user Internet", "user None"]]);
  });

  test("50 routes that a gateway learns count only where they are propagated", () => {
    const withGateway = { ...NETWORK, gateway: true };
    const kept = { ...table(), disableBgpRoutePropagation: true };
    expect(ways(kept, withGateway)).toEqual([["system Internet"]]);
  });

  test("51 what a gateway learns is not known", () => {
    const withGateway = { ...NETWORK, gateway: true };
    expect(ways(undefined, withGateway)).toEqual([["gateway VirtualNetworkGateway", "system Internet"]]);
    const perhaps = { ...table(), disableBgpRoutePropagation: unknown("disableBgpRoutePropagation") };
    const { pieces } = routesFor(westEurope, perhaps, withGateway);
    expect(pieces[0]?.routes.flatMap(({ unknowns }) => unknowns.map(({ path }) => path))).toEqual([
      "disableBgpRoutePropagation",
    ]);
  });

  test("the remedy for forced tunnelling works whatever a gateway learns", () => {
    expect(ways(table(route(WE, "Internet")), { ...NETWORK, gateway: true })).toEqual([["user Internet"]]);
  });

  test("52 no service endpoint changes the way to Batch", () => {
    expect(ways(undefined, { ...NETWORK, serviceEndpoints: ["Microsoft.Storage"] })).toEqual([["system Internet"]]);
    expect(ways(undefined, { ...NETWORK, serviceEndpoints: unknown("serviceEndpoints") })).toEqual([
      ["system Internet"],
    ]);
  });

  test("58 the route of a private endpoint beats a default route", () => {
    const endpoint = { addresses: addresses("10.0.2.4"), networkPolicies: undefined };
    const to = (of: RouteList<unknown>, networkPolicies?: string) =>
      routesToEndpoint({ ...endpoint, networkPolicies }, of, NETWORK).pieces.map((piece) => hops(piece));
    const appliance = (prefix: string) => table(route(prefix, "VirtualAppliance"));
    expect(to(appliance("0.0.0.0/0"))).toEqual([["system InterfaceEndpoint"]]);
    expect(to(appliance("0.0.0.0/0"), "Enabled")).toEqual([["system InterfaceEndpoint"]]);
    expect(to(appliance("10.0.0.0/16"))).toEqual([["system InterfaceEndpoint"]]);
    expect(to(appliance("10.0.0.0/16"), "NetworkSecurityGroupEnabled")).toEqual([["system InterfaceEndpoint"]]);
    expect(to(appliance("10.0.0.0/16"), "RouteTableEnabled")).toEqual([["user VirtualAppliance"]]);
    expect(to(appliance("10.0.0.0/15"), "enabled")).toEqual([["system InterfaceEndpoint"]]);
    expect(to(appliance("10.0.2.4/32"))).toEqual([["user VirtualAppliance"]]);
  });
});

describe("the routes of the network itself", () => {
  const way = (destination: string, network: Partial<RoutedNetwork>, of?: RouteList<unknown>) =>
    routesFor(addresses(destination), of, { ...NETWORK, ...network }).pieces.map((piece) => hops(piece));
  test.each<[string, string, Partial<RoutedNetwork>, string]>([
    ["the network", "10.0.200.1", {}, "system VnetLocal"],
    ["a peer", "10.1.0.1", { peered: { prefixes: ["10.1.0.0/16"], complete: true } }, "system VNetPeering"],
    ["reserved addresses that the network has no part of", "192.168.0.1", {}, "system None"],
    ["the rest of a reserved range that it has a part of", "10.1.0.1", {}, "system Internet"],
    ["IPv6", "2603:1020::1", {}, "system Internet"],
  ])("%s", (_title, destination, network, expected) => {
    expect(way(destination, network)).toEqual([[expected]]);
  });

  test("a network that is not known leaves private addresses open, and public ones decided", () => {
    const hidden = { virtualNetwork: { prefixes: [unknown("addressSpace")], complete: true } };
    expect(way("10.1.0.1", hidden)).toEqual([["system VnetLocal", "system None", "system Internet"]]);
    expect(way("13.69.65.64", hidden)).toEqual([["system Internet"]]);
    expect(way("10.1.0.1", { peered: { prefixes: [], complete: false } })[0]).toContain("system VNetPeering");
  });

  test("a route may override the network, and one for a subnet inside it may restore it", () => {
    const of = table(route("10.0.0.0/16", "VirtualAppliance"), route("10.0.1.0/24", "VnetLocal"));
    expect(way("10.0.2.1", {}, of)).toEqual([["user VirtualAppliance"]]);
    expect(way("10.0.1.1", {}, of)).toEqual([["user VnetLocal"]]);
  });
});

describe("a way out at all", () => {
  const noAddresses: EgressFacts<string> = {
    provision: "NoPublicIPAddresses",
    natGateway: undefined,
  };
  const nat = (hasAddress: boolean | Unknown) => ({ ref: "nat", hasAddress });
  const judge = (facts: Partial<EgressFacts<string>>, of?: RouteList<unknown>): Verdict<unknown>["is"] =>
    judgeRouting(routesFor(westEurope, of, NETWORK), ({ hop }) => egressOver(hop, { ...noAddresses, ...facts })).is;

  test.each<[string, Partial<EgressFacts<string>>, RouteList<unknown> | undefined, Verdict<unknown>["is"]]>([
    // Default outbound access (55, 56) never counts: the policies do not read whether a subnet has it.
    ["53 no public addresses, and nothing else", {}, undefined, "violated"],
    ["54 a NAT gateway", { natGateway: nat(true) }, undefined, "holds"],
    ["54 a NAT gateway without an address", { natGateway: nat(false) }, undefined, "violated"],
    [
      "54 a NAT gateway whose address is not known",
      { natGateway: nat(unknown("publicIpAddresses")) },
      undefined,
      "undecided",
    ],
    ["54 perhaps a NAT gateway", { natGateway: unknown("natGateway") }, undefined, "undecided"],
    ["a default route to an appliance", {}, table(route("0.0.0.0/0", "VirtualAppliance")), "holds"],
    ["a default route to a gateway", {}, table(route("0.0.0.0/0", "VirtualNetworkGateway")), "holds"],
    ["a tag route to the internet", {}, table(route(WE, "Internet")), "violated"],
    ["everything dropped", { provision: "BatchManaged" }, table(route("0.0.0.0/0", "None")), "violated"],
    ["addresses that Batch manages", { provision: "batchmanaged" }, undefined, "holds"],
    ["addresses by default", { provision: undefined }, undefined, "holds"],
    ["addresses of the user", { provision: "UserManaged" }, undefined, "holds"],
    ["unknown provisioning", { provision: unknown("provision") }, undefined, "undecided"],
    [
      "unknown provisioning behind a NAT gateway",
      { provision: unknown("provision"), natGateway: nat(true) },
      undefined,
      "holds",
    ],
    ["unknown provisioning, dropped anyway", { provision: unknown("provision") }, table(route(WE, "None")), "violated"],
    ["a provisioning that Azure does not have", { provision: "None" }, undefined, "undecided"],
    ["an unknown next hop", {}, table(route("0.0.0.0/0", unknown("nextHopType"))), "undecided"],
    ["a network over Batch's addresses", {}, table(route("0.0.0.0/0", "VnetLocal")), "undecided"],
  ])("%s", (_title, facts, of, expected) => {
    expect(judge(facts, of)).toBe(expected);
  });

  test("a part that is dropped is a fault, and the evidence names the route", () => {
    const routing = routesFor(westEurope, table(route("13.69.65.64/26", "None")), NETWORK);
    const verdict = judgeRouting(routing, ({ hop }) => egressOver(hop, { ...noAddresses, provision: undefined }));
    expect(verdict).toMatchObject({ is: "violated", because: [{ routes: [{ ref: "13.69.65.64/26" }] }] });
    expect(everyPart([verdict]).is).toBe("violated");
  });
});
