import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { FirewallNode } from "../../policies/topology/firewall";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned, UNKNOWN, urnOf } from "../support/planned";

const SUBNET = networkId("virtualNetworks/hub/subnets/AzureFirewallSubnet");
const POLICY = networkId("firewallPolicies/policy");
const BASE = networkId("firewallPolicies/base");
const HUB = networkId("virtualHubs/vhub");
const ADDRESS = networkId("publicIPAddresses/ip");

const firewall = (inputs: object, outputs: object = {}) =>
  planned("network:AzureFirewall", "fw", { inputs, outputs: { id: UNKNOWN, ...outputs } });
const classic = (inputs: object) => planned("azure:network/firewall:Firewall", "fw", { inputs });
const policy = (inputs: object = {}) =>
  planned("network:FirewallPolicy", "policy", {
    inputs: { firewallPolicyName: "policy", ...inputs },
    outputs: { id: POLICY },
  });
const base = (inputs: object = {}) => planned("network:FirewallPolicy", "base", { inputs, outputs: { id: BASE } });
const subnet = planned("network:Subnet", "AzureFirewallSubnet", { inputs: {}, outputs: { id: SUBNET } });
const address = planned("network:PublicIPAddress", "ip", {
  inputs: {},
  outputs: { id: ADDRESS, ipAddress: "20.0.0.1" },
});
const group = (firewallPolicyName: unknown, name = "group") =>
  planned("network:FirewallPolicyRuleCollectionGroup", name, {
    inputs: { firewallPolicyName, priority: 100, ruleCollections: [] },
  });

/** The firewall that is the next hop of a route. */
function read(resources: readonly PlannedResource[]): FirewallNode {
  const route = planned("network:RouteTable", "table", {
    inputs: { routes: [{ name: "r", nextHopType: "VirtualAppliance", nextHopIpAddress: UNKNOWN }] },
    from: { routes: ["fw"] },
  });
  const topology = buildTopology([...resources, route]);
  const [first] = topology.routeTables[0]?.routes ?? [];
  const link = first && topology.firewallBehind(first);
  const [node] = link?.to === "nodes" ? link.nodes : [];
  if (!node) throw new Error("There is no firewall.");
  return node;
}

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);
const list = (value: unknown) => (Array.isArray(value) ? value.map(known) : known(value));
const withPolicy = firewall({ firewallPolicy: { id: POLICY } });
const inSubnet = { ipConfigurations: [{ subnet: { id: SUBNET }, publicIPAddress: { id: ADDRESS } }] };

describe("where a firewall stands", () => {
  it.each<[string, string, readonly PlannedResource[]]>([
    ["in a subnet", "nodes", [subnet, firewall(inSubnet)]],
    ["in a subnet outside", "external", [firewall(inSubnet)]],
    ["somewhere", "unknown", [firewall({ ipConfigurations: UNKNOWN })]],
    ["in a hub outside", "nothing", [firewall({ virtualHub: { id: HUB } })]],
    [
      "in a hub",
      "nothing",
      [
        planned("network:VirtualHub", "vhub", { inputs: {}, outputs: { id: HUB } }),
        firewall({ virtualHub: { id: HUB } }),
      ],
    ],
  ])("%s", (_, expected, resources) => {
    expect(read(resources).subnet.to).toBe(expected);
  });
});

describe("the addresses that packets leave from", () => {
  const management = { managementIpConfiguration: { publicIPAddress: { id: networkId("publicIPAddresses/other") } } };
  const publicIPs = { addresses: [{ address: "20.0.0.2" }, { address: "20.0.0.3" }] };

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["its own", ["20.0.0.1"], [address, firewall(inSubnet)]],
    ["not that of the management", ["20.0.0.1"], [address, firewall({ ...inSubnet, ...management })]],
    ["one outside this program", ["unknown"], [firewall(inSubnet)]],
    ["some", "unknown", [firewall({ ipConfigurations: UNKNOWN })]],
    ["those of a hub, before", "unknown", [firewall({ virtualHub: { id: HUB } })]],
    [
      "those of a hub",
      ["20.0.0.2", "20.0.0.3"],
      [firewall({ virtualHub: { id: HUB } }, { hubIPAddresses: { publicIPs } })],
    ],
    [
      "in the classic provider",
      ["20.0.0.1"],
      [address, classic({ ipConfigurations: [{ publicIpAddressId: ADDRESS }] })],
    ],
  ])("%s", (_, expected, resources) => {
    expect(list(read(resources).publicAddresses)).toEqual(expected);
  });
});

describe("where packets keep the address of their sender", () => {
  const everywhere = { snat: { privateRanges: ["0.0.0.0/0"] } };
  const asText = { additionalProperties: { "Network.SNAT.PrivateRanges": "IANAPrivateRanges, 0.0.0.0/0" } };
  const below = { basePolicy: { id: BASE } };

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["the private ranges", [], [policy(), withPolicy]],
    ["as the policy says", ["0.0.0.0/0"], [policy(everywhere), withPolicy]],
    ["and what Azure learns", ["unknown"], [policy({ snat: { autoLearnPrivateRanges: "Enabled" } }), withPolicy]],
    ["as a policy outside says", "unknown", [withPolicy]],
    ["a policy above says nothing either", [], [policy(below), base(), withPolicy]],
    ["a policy above says something", "unknown", [policy(below), base(everywhere), withPolicy]],
    ["below a policy outside", "unknown", [policy(below), withPolicy]],
    [
      "whatever a policy above says",
      ["10.0.0.0/8"],
      [policy({ ...below, snat: { privateRanges: ["10.0.0.0/8"] } }), withPolicy],
    ],
    ["without a policy", [], [firewall({ azureFirewallName: "fw" })]],
    ["without a policy, as text", ["IANAPrivateRanges", "0.0.0.0/0"], [firewall(asText)]],
    ["in the classic provider", ["0.0.0.0/0"], [classic({ privateIpRanges: ["0.0.0.0/0"] })]],
  ])("%s", (_, expected, resources) => {
    expect(list(read(resources).privateRanges)).toEqual(expected);
  });
});

describe("whether the program has rules of a firewall", () => {
  const rules = { networkRuleCollections: [{ name: "c", priority: 100, action: { type: "Allow" }, rules: [] }] };

  it.each<[string, boolean, readonly PlannedResource[]]>([
    ["none", false, [firewall({})]],
    ["of its own", true, [firewall(rules)]],
    ["none in its policy", false, [policy(), withPolicy]],
    ["in its policy", true, [policy(), group("policy"), withPolicy]],
    [
      "in the policy above",
      true,
      [policy({ basePolicy: { id: BASE } }), base({ firewallPolicyName: "base" }), group("base"), withPolicy],
    ],
    ["in some policy", true, [policy(), group(UNKNOWN), withPolicy]],
    ["in a policy outside", false, [withPolicy]],
  ])("%s", (_, expected, resources) => {
    expect(read(resources).hasRules).toBe(expected);
  });

  it("are not all known where a group may be of any policy", () => {
    const { policy: seen } = read([policy(), group("policy"), group(UNKNOWN, "stray"), withPolicy]).rules;
    const groups = isUnknown(seen) ? [] : (seen?.groups ?? []);
    expect(groups.map((each) => (isUnknown(each) ? each.owner : "known"))).toEqual(["known", urnOf("stray")]);
  });
});
