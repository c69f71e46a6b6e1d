import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, planned, UNKNOWN } from "../support/planned";

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

/** Whether the NAT gateway of the only subnet has a public address. */
function hasAddress(...resources: readonly PlannedResource[]): unknown {
  const link = buildTopology(resources).subnets[0]?.natGateway;
  if (link?.to !== "nodes" || !link.nodes[0]) throw new Error("The subnet has no NAT gateway.");
  return known(link.nodes[0].hasAddress);
}

describe("whether a NAT gateway has a public address", () => {
  const snet = planned("network:Subnet", "snet", {
    inputs: { natGateway: { id: UNKNOWN } },
    from: { natGateway: ["nat"] },
  });
  const nat = (told: Given) => planned("network:NatGateway", "nat", told);

  it.each<[string, unknown, Given]>([
    ["an address", true, { inputs: { publicIpAddresses: [{ id: UNKNOWN }] } }],
    ["a prefix", true, { inputs: { publicIpPrefixes: [{ id: UNKNOWN }] } }],
    ["none", false, { inputs: { natGatewayName: "nat" } }],
    ["an empty list", false, { inputs: { publicIpAddresses: [], publicIpPrefixes: null } }],
    ["a list that is unknown", "unknown", { inputs: { publicIpAddresses: UNKNOWN } }],
    ["one known list of the two", true, { inputs: { publicIpAddresses: UNKNOWN, publicIpPrefixes: [{ id: "x" }] } }],
    ["no inputs", "unknown", { outputs: { id: UNKNOWN } }],
  ])("%s", (_, expected, told) => {
    expect(hasAddress(snet, nat(told))).toBe(expected);
  });
});

describe("the addresses that a NAT gateway sends from", () => {
  const snet = planned("network:Subnet", "snet", {
    inputs: { natGateway: { id: UNKNOWN } },
    from: { natGateway: ["nat"] },
  });
  const ip = (address: unknown) => planned("network:PublicIPAddress", "ip", { inputs: { ipAddress: address } });
  /** As in real programs: Azure assigns the address. */
  const given = (address: unknown) =>
    planned("network:PublicIPAddress", "ip", {
      inputs: { publicIPAllocationMethod: "Static" },
      outputs: { ipAddress: address },
    });
  const prefix = planned("network:PublicIPPrefix", "prefix", {
    inputs: { prefixLength: 31 },
    outputs: { id: "x", ipPrefix: "192.0.2.0/31" },
  });
  const withBoth = planned("network:NatGateway", "nat", {
    inputs: { publicIpAddresses: [{ id: UNKNOWN }], publicIpPrefixes: [{ id: UNKNOWN }] },
    from: { publicIpAddresses: ["ip"], publicIpPrefixes: ["prefix"] },
  });

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["an address and a prefix", ["203.0.113.7", "192.0.2.0/31"], [ip("203.0.113.7"), prefix, withBoth]],
    ["an address that Azure has chosen", ["198.51.100.9", "192.0.2.0/31"], [given("198.51.100.9"), prefix, withBoth]],
    ["an address that Azure has yet to choose", ["unknown", "192.0.2.0/31"], [given(UNKNOWN), prefix, withBoth]],
    ["an address that is known later", ["unknown", "192.0.2.0/31"], [ip(UNKNOWN), prefix, withBoth]],
    ["addresses outside the program", ["unknown", "unknown"], [withBoth]],
    ["none", [], [planned("network:NatGateway", "nat", { inputs: { natGatewayName: "nat" } })]],
    [
      "a list that is unknown",
      "unknown",
      [planned("network:NatGateway", "nat", { inputs: { publicIpAddresses: UNKNOWN } })],
    ],
  ])("%s", (_, expected, resources) => {
    const link = buildTopology([snet, ...resources]).subnets[0]?.natGateway;
    if (link?.to !== "nodes" || !link.nodes[0]) throw new Error("The subnet has no NAT gateway.");
    const { addresses } = link.nodes[0];
    expect(isUnknown(addresses) ? "unknown" : addresses.map(known)).toEqual(expected);
  });
});

describe("a NAT gateway of an older version of the classic provider", () => {
  const snet = planned("network:Subnet", "snet", {
    inputs: { natGateway: { id: UNKNOWN } },
    from: { natGateway: ["nat"] },
  });
  const nat = planned("azure:network/natGateway:NatGateway", "nat", {
    inputs: { name: "nat", publicIpAddressIds: [UNKNOWN], publicIpPrefixIds: [] },
    from: { publicIpAddressIds: ["ip"] },
  });
  const ip = planned("azure:network/publicIp:PublicIp", "ip", { outputs: { id: "ip", ipAddress: "203.0.113.7" } });

  it("lists its addresses", () => {
    const link = buildTopology([snet, nat, ip]).subnets[0]?.natGateway;
    if (link?.to !== "nodes" || !link.nodes[0]) throw new Error("The subnet has no NAT gateway.");
    expect(link.nodes[0].hasAddress).toBe(true);
    expect(link.nodes[0].addresses).toEqual(["203.0.113.7"]);
  });
});

describe("in the classic provider", () => {
  const snet = planned("azure:network/subnet:Subnet", "snet", { inputs: { name: "snet" } });
  const attached = planned("azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation", "attached", {
    inputs: { subnetId: UNKNOWN, natGatewayId: UNKNOWN },
    from: { subnetId: ["snet"], natGatewayId: ["nat"] },
  });
  const nat = (name: string) => planned("azure:network/natGateway:NatGateway", name, { inputs: { name } });
  const address = (from: readonly string[]) =>
    planned("azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation", "address", {
      inputs: { natGatewayId: UNKNOWN, publicIpAddressId: UNKNOWN },
      from: { natGatewayId: from },
    });

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["an association", true, [address(["nat"])]],
    ["none", false, []],
    ["an association of another gateway", false, [address(["other"])]],
    ["an association of one of two", "unknown", [address(["nat", "other"])]],
    ["an association of who knows what", "unknown", [address([])]],
  ])("%s", (_, expected, resources) => {
    expect(hasAddress(snet, attached, nat("nat"), nat("other"), ...resources)).toBe(expected);
  });

  const ip = planned("azure:network/publicIp:PublicIp", "ip", {
    inputs: { name: "ip" },
    outputs: { ipAddress: "203.0.113.7" },
  });
  const of = (gateway: readonly string[], target: readonly string[]) =>
    planned("azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation", "address", {
      inputs: { natGatewayId: UNKNOWN, publicIpAddressId: UNKNOWN },
      from: { natGatewayId: gateway, publicIpAddressId: target },
    });
  const prefixOf = (gateway: readonly string[]) =>
    planned("azure:network/natGatewayPublicIpPrefixAssociation:NatGatewayPublicIpPrefixAssociation", "range", {
      inputs: { natGatewayId: UNKNOWN, publicIpPrefixId: UNKNOWN },
      from: { natGatewayId: gateway, publicIpPrefixId: ["prefix"] },
    });
  const prefix = planned("azure:network/publicIpPrefix:PublicIpPrefix", "prefix", {
    inputs: { name: "prefix" },
    outputs: { ipPrefix: "192.0.2.0/31" },
  });

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["the address of an association", ["203.0.113.7"], [of(["nat"], ["ip"])]],
    ["an address and a prefix", ["203.0.113.7", "192.0.2.0/31"], [of(["nat"], ["ip"]), prefixOf(["nat"]), prefix]],
    ["an address outside the program", ["unknown"], [of(["nat"], [])]],
    ["an association of another gateway", [], [of(["other"], ["ip"])]],
    ["an association of one of two", "unknown", [of(["nat", "other"], ["ip"])]],
    ["an association of who knows what", "unknown", [of([], ["ip"])]],
  ])("leaves from %s", (_, expected, resources) => {
    const link = buildTopology([snet, attached, nat("nat"), nat("other"), ip, ...resources]).subnets[0]?.natGateway;
    if (link?.to !== "nodes" || !link.nodes[0]) throw new Error("The subnet has no NAT gateway.");
    const { addresses } = link.nodes[0];
    expect(isUnknown(addresses) ? "unknown" : addresses.map(known)).toEqual(expected);
  });
});
