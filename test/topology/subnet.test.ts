import { describe, expect, it } from "vitest";
import { isUnknown, type Value } from "../../policies/known/value";
import { type Given, planned, UNKNOWN } from "../support/planned";
import { NSG, nsg, only, shown, subnet, VNET } from "./subnets";

function words(values: Value<readonly Value<string>[]>): unknown {
  return isUnknown(values) ? "unknown" : values.map((value) => (isUnknown(value) ? "unknown" : value));
}

describe("the prefixes", () => {
  it.each<[string, unknown, object]>([
    ["singular", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24" }],
    ["plural", ["10.0.0.0/24", "fd00::/64"], { addressPrefixes: ["10.0.0.0/24", "fd00::/64"] }],
    ["singular beside an empty plural", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24", addressPrefixes: [] }],
    ["both, saying the same", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24", addressPrefixes: ["10.0.0.0/24"] }],
    ["one of them unknown", ["10.0.0.0/24", "unknown"], { addressPrefixes: ["10.0.0.0/24", UNKNOWN] }],
    ["unknown", ["unknown"], { addressPrefix: UNKNOWN }],
    ["none, as IPAM allots them", "unknown", { subnetName: "snet" }],
    ["an empty list, as IPAM allots them", "unknown", { addressPrefixes: [] }],
  ])("%s", (_, prefixes, inputs) => {
    expect(words(only(subnet({ inputs })).prefixes)).toEqual(prefixes);
  });

  it("are known once IPAM has allotted them", () => {
    const allotted = subnet({ inputs: { subnetName: "snet" }, outputs: { addressPrefixes: ["10.0.0.0/24"] } });
    expect(words(only(allotted).prefixes)).toEqual(["10.0.0.0/24"]);
  });

  it("have one name in older versions of the classic provider", () => {
    const inputs = { name: "vnet", subnets: [{ name: "snet", addressPrefix: "10.0.0.0/24" }] };
    const vnet = planned("azure:network/virtualNetwork:VirtualNetwork", "vnet", { inputs });
    expect(words(only(vnet).prefixes)).toEqual(["10.0.0.0/24"]);
  });

  it("are unknown where the inputs did not come", () => {
    expect(words(only(subnet({ outputs: { id: UNKNOWN } })).prefixes)).toBe("unknown");
  });
});

describe("what applies to private endpoints, in the versions of the classic provider", () => {
  const name = "privateEndpointNetworkPolicies";
  const FORMER = "enforcePrivateLinkEndpointNetworkPolicies";

  it.each<[string, unknown, object]>([
    ["not written, as only before 6", "unknown", {}],
    ["from 6 on", "RouteTableEnabled", { [name]: "RouteTableEnabled" }],
    ["before 6, on", "Enabled", { [`${name}Enabled`]: true }],
    ["before 6, off", "Disabled", { [`${name}Enabled`]: false }],
    ["both", "NetworkSecurityGroupEnabled", { [name]: "NetworkSecurityGroupEnabled", [`${name}Enabled`]: true }],
    ["before 6, unknown", "unknown", { [`${name}Enabled`]: UNKNOWN }],
    ["by the older flag, off", "Disabled", { [FORMER]: true }],
    ["by the older flag, on", "Enabled", { [FORMER]: false }],
    ["by the older flag, unknown", "unknown", { [FORMER]: UNKNOWN }],
    ["by both flags", "Enabled", { [FORMER]: false, [`${name}Enabled`]: true }],
  ])("%s", (_, expected, inputs) => {
    const snet = planned("azure:network/subnet:Subnet", "snet", { inputs: { name: "snet", ...inputs } });
    const { endpointPolicies } = only(snet);
    expect(isUnknown(endpointPolicies) ? "unknown" : endpointPolicies).toBe(expected);
  });
});

describe("a subnet that is a resource of its own and listed by its network", () => {
  const outputs = { id: `${VNET}/subnets/snet`, name: "snet" };
  const apart = subnet({
    inputs: { subnetName: "snet", virtualNetworkName: "vnet", networkSecurityGroup: { id: NSG } },
    outputs,
  });

  it.each<[string, Given]>([
    ["after a refresh", { inputs: { virtualNetworkName: "vnet" }, outputs: { id: VNET, subnets: [outputs] } }],
    [
      "after a refresh, without inputs",
      { outputs: { id: VNET, name: "vnet", subnets: [{ ...outputs, name: "SNET" }] } },
    ],
    [
      "because somebody wrote it twice",
      { inputs: { virtualNetworkName: "vnet", subnets: [{ name: "snet" }] }, outputs: { id: VNET } },
    ],
  ])("is one subnet: %s", (_, told) => {
    const found = only(apart, planned("network:VirtualNetwork", "vnet", told), nsg({ outputs: { id: NSG } }));
    expect(found.entity.kind).toBe("subnet");
    expect(shown(found.securityGroup)).toBe("nsg");
    expect(shown(found.virtualNetwork)).toBe("vnet");
  });
});
