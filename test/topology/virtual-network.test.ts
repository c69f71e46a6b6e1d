// Over 200 lines: one table for each thing that a virtual network is linked to.

import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import type { VirtualNetwork } from "../../policies/topology/virtual-network";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const HUB = networkId("virtualNetworks/hub");
const SPOKE = networkId("virtualNetworks/spoke");
const network = (name: string, told: Given = {}) =>
  planned("network:VirtualNetwork", name, { inputs: { virtualNetworkName: name, resourceGroupName: "rg" }, ...told });

function named(name: string, resources: readonly PlannedResource[]): VirtualNetwork {
  const found = buildTopology(resources).virtualNetworks.find((each) => each.entity.resource.name === name);
  if (!found) throw new Error(`There is no network ${name}.`);
  return found;
}

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

describe("the address space", () => {
  it.each<[string, unknown, Given]>([
    ["written", ["10.0.0.0/16"], { inputs: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } }],
    [
      "allotted by IPAM, before",
      "unknown",
      {
        inputs: { addressSpace: { ipamPoolPrefixAllocations: [{ numberOfIpAddresses: "256" }] } },
        outputs: { addressSpace: UNKNOWN },
      },
    ],
    [
      "allotted by IPAM, after",
      ["10.9.0.0/24"],
      {
        inputs: { addressSpace: { ipamPoolPrefixAllocations: [{ numberOfIpAddresses: "256" }] } },
        outputs: { addressSpace: { addressPrefixes: ["10.9.0.0/24"] } },
      },
    ],
    ["not seen", "unknown", { inputs: {}, outputs: { id: UNKNOWN } }],
  ])("%s", (_, expected, told) => {
    expect(known(named("hub", [network("hub", told)]).addressSpace)).toEqual(expected);
  });
});

describe("peerings", () => {
  const peering = (told: Given = {}) =>
    planned("network:VirtualNetworkPeering", "to-hub", {
      inputs: {
        virtualNetworkName: "spoke",
        resourceGroupName: "rg",
        virtualNetworkPeeringName: "to-hub",
        remoteVirtualNetwork: { id: UNKNOWN },
        useRemoteGateways: true,
      },
      from: { remoteVirtualNetwork: ["hub"] },
      ...told,
    });
  const remotes = (resources: readonly PlannedResource[]) =>
    named("spoke", resources).peerings.map(({ remote, useRemoteGateways }) => [
      remote.to === "nodes" ? remote.nodes.map((node) => node.entity.resource.name).join() : remote.to,
      known(useRemoteGateways),
    ]);
  const listed = { name: "to-hub", remoteVirtualNetwork: { id: HUB }, useRemoteGateways: true };

  it.each<[string, readonly unknown[], readonly PlannedResource[]]>([
    ["none", [], [network("spoke")]],
    ["of their own", [["hub", true]], [network("spoke"), network("hub"), peering()]],
    [
      "inside the network",
      [["hub", true]],
      [network("spoke", { inputs: { virtualNetworkName: "spoke", virtualNetworkPeerings: [listed] } }), network("hub")],
    ],
    [
      "to a network outside",
      [["external", undefined]],
      [
        network("spoke", {
          inputs: { virtualNetworkName: "spoke", virtualNetworkPeerings: [{ remoteVirtualNetwork: { id: HUB } }] },
        }),
      ],
    ],
    [
      "a list that is unknown stands for one",
      [["unknown", "unknown"]],
      [network("spoke", { inputs: { virtualNetworkName: "spoke", virtualNetworkPeerings: UNKNOWN } })],
    ],
    [
      "after a refresh without inputs, once",
      [["hub", true]],
      [
        network("spoke", { outputs: { id: SPOKE, virtualNetworkPeerings: [listed] }, inputs: {} }),
        network("hub", { outputs: { id: HUB } }),
        peering({ inputs: {}, outputs: { id: `${SPOKE}/virtualNetworkPeerings/to-hub`, ...listed } }),
      ],
    ],
  ])("%s", (_, expected, resources) => {
    expect(remotes(resources)).toEqual(expected);
  });
});

describe("what a peering lets through", () => {
  const classic = (inputs: object) =>
    planned("azure:network/virtualNetworkPeering:VirtualNetworkPeering", "to-hub", {
      inputs: { virtualNetworkName: "spoke", resourceGroupName: "rg", remoteVirtualNetworkId: HUB, ...inputs },
    });
  const native = (inputs: object) =>
    planned("network:VirtualNetworkPeering", "to-hub", {
      inputs: {
        ...{ virtualNetworkName: "spoke", resourceGroupName: "rg", remoteVirtualNetwork: { id: HUB } },
        ...inputs,
      },
    });
  const inside = (virtualNetworkPeerings: unknown) =>
    network("spoke", { inputs: { virtualNetworkName: "spoke", virtualNetworkPeerings } });
  const partly = { localSubnetNames: ["a"], remoteSubnetNames: ["b", UNKNOWN] };
  const list = (value: unknown) => (Array.isArray(value) ? value.map(known) : known(value));

  it.each<[string, readonly unknown[], readonly PlannedResource[]]>([
    ["everything", [undefined, undefined, [], [], true], [network("spoke"), native({})]],
    ["nothing", [false, undefined, [], [], true], [network("spoke"), native({ allowVirtualNetworkAccess: false })]],
    [
      "something",
      ["unknown", undefined, [], [], true],
      [network("spoke"), native({ allowVirtualNetworkAccess: UNKNOWN })],
    ],
    [
      "some subnets",
      [undefined, false, ["a"], ["b", "unknown"], true],
      [network("spoke"), native({ peerCompleteVnets: false, ...partly })],
    ],
    [
      "some subnets in the classic provider",
      [true, false, ["a"], ["b", "unknown"], true],
      [
        network("spoke"),
        classic({ allowVirtualNetworkAccess: true, peerCompleteVirtualNetworksEnabled: false, ...partly }),
      ],
    ],
    [
      "nothing, inside the network",
      [false, undefined, [], [], true],
      [inside([{ remoteVirtualNetwork: { id: HUB }, allowVirtualNetworkAccess: false }])],
    ],
    ["whatever, where the list is not known", ["unknown", "unknown", "unknown", "unknown", false], [inside(UNKNOWN)]],
    [
      "perhaps of this network",
      [undefined, undefined, [], [], false],
      [network("spoke"), native({ virtualNetworkName: UNKNOWN })],
    ],
  ])("%s", (_, expected, resources) => {
    const read = named("spoke", resources).peerings.map((each) => [
      known(each.allowAccess),
      known(each.completeNetworks),
      list(each.localSubnets),
      list(each.remoteSubnets),
      each.certain,
    ]);
    expect(read).toEqual([expected]);
  });

  it("is no peering of a network with itself", () => {
    const all = [network("spoke"), network("hub", { outputs: { id: HUB } }), native({ virtualNetworkName: UNKNOWN })];
    expect(named("hub", all).peerings).toEqual([]);
  });
});

describe("peerings that Azure reports as disconnected", () => {
  const apart = (peeringState: unknown) =>
    planned("network:VirtualNetworkPeering", "to-hub", {
      inputs: { virtualNetworkName: "spoke", resourceGroupName: "rg", remoteVirtualNetwork: { id: HUB } },
      outputs: { peeringState },
    });
  const inside = (reported: readonly object[]) =>
    network("spoke", {
      inputs: {
        virtualNetworkName: "spoke",
        virtualNetworkPeerings: [
          { name: "to-hub", remoteVirtualNetwork: { id: HUB } },
          { name: "to-other", remoteVirtualNetwork: { id: networkId("virtualNetworks/other") } },
        ],
      },
      outputs: { virtualNetworkPeerings: reported },
    });

  it.each<[string, readonly [number, number], readonly PlannedResource[]]>([
    ["a resource", [0, 1], [network("spoke"), apart("Disconnected")]],
    ["one that waits for the other direction", [1, 0], [network("spoke"), apart("Initiated")]],
    ["one that works", [1, 0], [network("spoke"), apart("Connected")]],
    ["one whose state only the deployment shows", [1, 0], [network("spoke"), apart(UNKNOWN)]],
    [
      "inside the network, in Azure's order",
      [1, 1],
      [
        inside([
          { name: "to-other", peeringState: "Connected" },
          { name: "To-Hub", peeringState: "disconnected" },
        ]),
      ],
    ],
  ])("%s", (_, expected, resources) => {
    const { peerings, disconnectedPeerings } = named("spoke", resources);
    expect([peerings.length, disconnectedPeerings.length]).toEqual(expected);
  });
});

describe("whether a gateway stands in a network", () => {
  const gateway = (subnet: object, from: Given["from"] = {}) =>
    planned("network:VirtualNetworkGateway", "gateway", { inputs: { ipConfigurations: [{ subnet }] }, from });
  const inHub = planned("network:Subnet", "in-hub", {
    inputs: { virtualNetworkName: UNKNOWN, subnetName: "GatewaySubnet" },
    from: { virtualNetworkName: ["hub"] },
  });
  const elsewhere = networkId("virtualNetworks/other/subnets/GatewaySubnet");
  const routeServer = (networks: readonly string[]) =>
    planned("network:Subnet", "routing", {
      inputs: { virtualNetworkName: UNKNOWN, subnetName: "RouteServerSubnet" },
      from: { virtualNetworkName: networks },
    });

  it.each<[string, readonly [hub: unknown, spoke: unknown], readonly PlannedResource[]]>([
    ["none", [false, false], []],
    ["in one of them", [true, false], [inHub, gateway({ id: UNKNOWN }, { ipConfigurations: ["in-hub"] })]],
    ["in a network outside the program", [false, false], [gateway({ id: elsewhere })]],
    ["somewhere", ["unknown", "unknown"], [gateway({ id: UNKNOWN })]],
    [
      "in one of two",
      ["unknown", "unknown"],
      [
        inHub,
        planned("network:Subnet", "in-spoke", {
          inputs: { virtualNetworkName: UNKNOWN, subnetName: "GatewaySubnet" },
          from: { virtualNetworkName: ["spoke"] },
        }),
        gateway({ id: UNKNOWN }, { ipConfigurations: ["in-hub", "in-spoke"] }),
      ],
    ],
    [
      "unknown as a whole",
      ["unknown", "unknown"],
      [planned("network:VirtualNetworkGateway", "gateway", { inputs: { ipConfigurations: UNKNOWN } })],
    ],
    ["a route server, by its subnet", [true, false], [routeServer(["hub"])]],
    ["a route server in one of two", ["unknown", "unknown"], [routeServer(["hub", "spoke"])]],
  ])("%s", (_, [hub, spoke], resources) => {
    const all = [network("hub"), network("spoke"), ...resources];
    expect([known(named("hub", all).hasGateway), known(named("spoke", all).hasGateway)]).toEqual([hub, spoke]);
  });
});

describe("whether a network is connected to a virtual hub", () => {
  const connection = (told: Given) => planned("network:HubVirtualNetworkConnection", "connection", told);

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["not", false, []],
    ["by id", true, [connection({ inputs: { remoteVirtualNetwork: { id: SPOKE } } })]],
    [
      "by dependency",
      true,
      [
        connection({
          inputs: { remoteVirtualNetwork: { id: UNKNOWN } },
          from: { remoteVirtualNetwork: ["spoke"] },
        }),
      ],
    ],
    ["another one", false, [connection({ inputs: { remoteVirtualNetwork: { id: HUB } } })]],
    ["perhaps", "unknown", [connection({ inputs: { remoteVirtualNetwork: { id: UNKNOWN } } })]],
  ])("%s", (_, expected, resources) => {
    expect(known(named("spoke", [network("spoke"), ...resources]).hasHubConnection)).toBe(expected);
  });
});
