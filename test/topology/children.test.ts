import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, planned, UNKNOWN } from "../support/planned";

/*
 * A first preview of a Java program: the names of parents are unknown, and nothing shows which resource they are an output of.
 */

const inGroup = { resourceGroupName: "rg" };
const make = (type: string, name: string, inputs: object, from: Given["from"] = {}) =>
  planned(type, name, { inputs: { ...inGroup, ...inputs }, from });
const group = (name: string, more: object = {}) =>
  make("network:NetworkSecurityGroup", name, { networkSecurityGroupName: name, ...more });
const table = (name: string) => make("network:RouteTable", name, { routeTableName: name });
const vnet = (name: string, more: object = {}) =>
  make("network:VirtualNetwork", name, { virtualNetworkName: name, ...more });
const rule = (name: string, more: object = {}) =>
  make("network:SecurityRule", name, { securityRuleName: name, networkSecurityGroupName: UNKNOWN, ...more });

/** The rules of each group: `nsg: a, b?`, where `b` may belong to another group, and `…` where there may be more. */
function rulesOf(...resources: readonly PlannedResource[]): readonly string[] {
  return buildTopology(resources).securityGroups.map(({ entity, rules, unseen }) => {
    const names = rules.map(({ name, certain }) => `${String(name)}${certain ? "" : "?"}`);
    return `${entity.resource.name}: ${[...names, ...(unseen ? [`… ${unseen.path}`] : [])].join(", ")}`;
  });
}

describe("a rule of an unknown group", () => {
  it("may belong to each group", () => {
    expect(rulesOf(group("one"), group("two"), rule("a"))).toEqual(["one: a?", "two: a?"]);
  });

  it("may belong to the only group, or to one outside", () => {
    expect(rulesOf(group("one"), rule("a"))).toEqual(["one: a?"]);
  });

  it("belongs to no group of another resource group", () => {
    const elsewhere = group("two", { resourceGroupName: "rg-2" });
    expect(rulesOf(group("one"), elsewhere, rule("a"))).toEqual(["one: a?", "two: "]);
  });

  it("may belong to any while its resource group is unknown", () => {
    const elsewhere = group("two", { resourceGroupName: "rg-2" });
    expect(rulesOf(group("one"), elsewhere, rule("a", { resourceGroupName: UNKNOWN }))).toEqual(["one: a?", "two: a?"]);
  });

  it("leaves those alone of which the group is known", () => {
    const known = rule("b", { networkSecurityGroupName: "two" });
    expect(rulesOf(group("one"), group("two"), rule("a"), known)).toEqual(["one: a?", "two: b, a?"]);
  });

  it("is one node in all groups, with what decides", () => {
    const { securityGroups } = buildTopology([group("one"), group("two"), rule("a")]);
    const [first, second] = securityGroups.flatMap(({ rules }) => rules);
    expect(first).toBe(second);
    expect(first?.why?.path).toBe("networkSecurityGroupName");
  });

  it("makes groups incomplete where there are many such rules", () => {
    const many = Array.from({ length: 51 }, (_, at) => rule(`r${at}`));
    expect(rulesOf(group("one"), group("two"), ...many)).toEqual([
      "one: … networkSecurityGroupName",
      "two: … networkSecurityGroupName",
    ]);
    expect(rulesOf(group("one"), ...many.slice(1))[0]).toMatch(/^one: (r\d+\?, ){49}r\d+\?$/);
  });

  it("is in a group that the program does not have where it has none", () => {
    expect(buildTopology([rule("a")]).rulesOfExternalGroups.map(({ name }) => name)).toEqual(["a"]);
    expect(buildTopology([rule("a"), group("one")]).rulesOfExternalGroups).toEqual([]);
  });
});

describe("other children of an unknown parent", () => {
  it("routes may be in each table", () => {
    const route = make("network:Route", "r", { routeName: "r", routeTableName: UNKNOWN });
    const { routeTables } = buildTopology([table("one"), table("two"), route]);
    expect(routeTables.map(({ routes }) => routes.map(({ certain }) => certain))).toEqual([[false], [false]]);
  });

  it("peerings may be of each network, but for the remote one", () => {
    const peering = make(
      "network:VirtualNetworkPeering",
      "p",
      { virtualNetworkName: UNKNOWN, remoteVirtualNetwork: { id: UNKNOWN } },
      { remoteVirtualNetwork: ["two"] },
    );
    const { virtualNetworks } = buildTopology([vnet("one"), vnet("two"), peering]);
    expect(virtualNetworks.map(({ peerings }) => peerings.map(({ certain }) => certain))).toEqual([[false], []]);
  });

  it("subnets may be the one that an id made from a network means", () => {
    const subnet = (name: string) => make("network:Subnet", name, { subnetName: name, virtualNetworkName: UNKNOWN });
    const pool = make(
      "batch:Pool",
      "pool",
      { networkConfiguration: { subnetId: UNKNOWN } },
      { networkConfiguration: ["one"] },
    );
    const { pools } = buildTopology([vnet("one"), vnet("two"), subnet("a"), subnet("b"), pool]);
    const link = pools[0]?.subnet;
    expect(link?.to === "nodes" && link.nodes.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("zone groups and links leave open what an endpoint writes to, and which networks see it", () => {
    const endpoint = make("network:PrivateEndpoint", "pe", { privateEndpointName: "pe" });
    const zoneGroup = make(
      "network:PrivateDnsZoneGroup",
      "zg",
      {
        privateEndpointName: UNKNOWN,
        privateDnsZoneConfigs: [{ privateDnsZoneId: UNKNOWN }],
      },
      { privateDnsZoneConfigs: ["zone"] },
    );
    const zone = make("privatedns:PrivateZone", "zone", { privateZoneName: "privatelink.batch.azure.com" });
    const link = make(
      "privatedns:VirtualNetworkLink",
      "link",
      { privateZoneName: UNKNOWN, virtualNetwork: { id: UNKNOWN } },
      { virtualNetwork: ["one"] },
    );
    const own = make(
      "network:PrivateDnsZoneGroup",
      "zg-2",
      {
        privateEndpointName: "pe",
        privateDnsZoneConfigs: [{ privateDnsZoneId: UNKNOWN }],
      },
      { privateDnsZoneConfigs: ["zone"] },
    );
    const { privateEndpoints, virtualNetworks } = buildTopology([vnet("one"), endpoint, zoneGroup, zone, link, own]);
    const zones = privateEndpoints.flatMap((each) => (isUnknown(each.zones) ? [] : each.zones));
    expect(zones.map((each) => (isUnknown(each) ? "open" : each.entity.resource.name))).toEqual(["zone", "open"]);
    const linked = virtualNetworks.flatMap(({ dns }) => dns.zones);
    expect(linked.map((each) => [each.zone.entity.resource.name, each.certain])).toEqual([["zone", false]]);
  });

  it("a pool may belong to any account", () => {
    const account = (name: string) => make("batch:BatchAccount", name, { accountName: name });
    const pool = make("batch:Pool", "pool", { accountName: UNKNOWN });
    expect(buildTopology([account("a"), account("b"), pool]).pools[0]?.account.to).toBe("unknown");
  });
});

describe("a resource that `--target` leaves out at a first preview", () => {
  const leftOut = (type: string, name: string) => planned(type, name, { inputs: {}, outputs: {} });
  const SUBNET = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet";

  it("may be what a literal id means", () => {
    const pool = make("batch:Pool", "pool", { networkConfiguration: { subnetId: SUBNET } });
    expect(buildTopology([leftOut("network:Subnet", "snet"), pool]).pools[0]?.subnet.to).toBe("unknown");
  });

  it("may be what a literal name means", () => {
    expect(
      rulesOf(leftOut("network:NetworkSecurityGroup", "nsg"), rule("a", { networkSecurityGroupName: "nsg" })),
    ).toEqual(["nsg: a?, … securityRules"]);
  });

  it("is still where dependencies lead", () => {
    const pool = make(
      "batch:Pool",
      "pool",
      { networkConfiguration: { subnetId: UNKNOWN } },
      { networkConfiguration: ["snet"] },
    );
    const link = buildTopology([leftOut("network:Subnet", "snet"), pool]).pools[0]?.subnet;
    expect(link?.to === "nodes" && link.nodes[0]?.virtualNetwork.to).toBe("unknown");
  });

  it("is no storage account because an account is left out", () => {
    const storage = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/files";
    const endpoint = make("network:PrivateEndpoint", "pe", {
      privateLinkServiceConnections: [{ privateLinkServiceId: storage, groupIds: ["blob"] }],
    });
    const [found] = buildTopology([leftOut("batch:BatchAccount", "batch"), endpoint]).privateEndpoints;
    const connections = found === undefined || isUnknown(found.connections) ? [] : found.connections;
    expect(connections.map(({ account }) => account.to)).toEqual(["external"]);
  });
});
