import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { NatGateway } from "../../policies/topology/egress";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const V6 = networkId("publicIPAddresses/v6");
const vnet = planned("network:VirtualNetwork", "vnet", { inputs: {}, outputs: { id: VNET } });
const other = planned("network:VirtualNetwork", "other", { inputs: {}, outputs: { id: `${VNET}2` } });
const gateway = (inputs: object, from: Given["from"] = {}) =>
  planned("network:NatGateway", "nat", { inputs: { sku: { name: "StandardV2" }, ...inputs }, from });
const source = (id: unknown) => ({ sourceVirtualNetwork: { id } });

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

function gatewaysOf(resources: readonly PlannedResource[]) {
  const [network] = buildTopology([vnet, other, ...resources]).virtualNetworks.filter(
    ({ entity }) => entity.id === VNET,
  );
  const { certain = [], possible = [], why } = network?.natGateways ?? {};
  return { certain, possible, why };
}

describe("the NAT gateways of a whole network", () => {
  it.each<[string, readonly [certain: number, possible: number], readonly PlannedResource[]]>([
    ["none", [0, 0], [gateway({})]],
    ["that names it", [1, 0], [gateway(source(VNET))]],
    ["that names another one", [0, 0], [gateway(source(`${VNET}2`))]],
    ["that names some network", [0, 1], [gateway(source(UNKNOWN))]],
    ["made from one of two", [0, 1], [gateway(source(UNKNOWN), { sourceVirtualNetwork: ["vnet", "other"] })]],
    [
      "of which the inputs did not come",
      [0, 1],
      [planned("network:NatGateway", "nat", { outputs: { id: UNKNOWN, sku: { name: "StandardV2" } } })],
    ],
    [
      "of the first version",
      [0, 0],
      [planned("network:NatGateway", "nat", { outputs: { id: UNKNOWN, sku: { name: "Standard" } } })],
    ],
    [
      "of the classic provider",
      [0, 0],
      [planned("azure:network/natGateway:NatGateway", "nat", { outputs: { id: UNKNOWN } })],
    ],
  ])("%s", (_, [certain, possible], resources) => {
    const found = gatewaysOf(resources);
    expect([found.certain.length, found.possible.length, found.why !== undefined]).toEqual([
      certain,
      possible,
      possible > 0,
    ]);
  });
});

// The policies judge IPv4 only.
describe("the IPv6 addresses of a NAT gateway, which are none for IPv4", () => {
  const ip = planned("network:PublicIPAddress", "v6", { inputs: {}, outputs: { id: V6, ipAddress: "2001:db8::1" } });
  const read = ({ hasAddress, addresses }: NatGateway) =>
    [hasAddress, addresses].map((value) => (Array.isArray(value) ? value.map(known) : known(value)));

  it.each<[string, readonly unknown[], object]>([
    ["none", [false, []], {}],
    ["an address", [false, []], { publicIpAddressesV6: [{ id: V6 }] }],
    ["a prefix outside this program", [false, []], { publicIpPrefixesV6: [{ id: "p" }] }],
    ["a list that is unknown", [false, []], { publicIpAddressesV6: UNKNOWN }],
    ["one of IPv4 alone", [true, ["unknown"]], { publicIpAddresses: [{ id: "a" }] }],
  ])("%s", (_, expected, inputs) => {
    const [node] = gatewaysOf([ip, gateway({ ...source(VNET), ...inputs })]).certain;
    expect(node && read(node)).toEqual(expected);
  });
});
