import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const NAT = networkId("natGateways/nat");
const IP = networkId("publicIPAddresses/ip");

/** Resources of azure-native, deployed. */
const vnet = (id = VNET, name = "vnet", location = "westeurope") =>
  planned("network:VirtualNetwork", name, { inputs: { location }, outputs: { id, location } });
const nat = (inputs: object = {}, outputs: object = {}) =>
  planned("network:NatGateway", "nat", {
    inputs: { sku: { name: "Standard" }, location: "westeurope", publicIpAddresses: [{ id: IP }], ...inputs },
    outputs: {
      id: NAT,
      sku: { name: "Standard" },
      location: "westeurope",
      publicIpAddresses: [{ id: IP }],
      ...inputs,
      ...outputs,
    },
  });
const subnet = (network: string, natGateway?: unknown, name = "snet") => {
  const fields = {
    subnetName: name,
    virtualNetworkName: network,
    resourceGroupName: "rg",
    ...(natGateway ? { natGateway } : {}),
  };
  return planned("network:Subnet", name, {
    inputs: fields,
    outputs: { ...fields, id: `${networkId(`virtualNetworks/${network}`)}/subnets/${name}` },
  });
};
const other = vnet(networkId("virtualNetworks/other"), "other");

/** The same in the classic provider, in which associations attach gateways. */
const classic = (association: object) => [
  planned("azure:network/virtualNetwork:VirtualNetwork", "vnet", {
    inputs: { location: "westeurope" },
    outputs: { id: VNET, location: "westeurope" },
  }),
  planned("azure:network/natGateway:NatGateway", "nat", {
    inputs: { location: "westeurope" },
    outputs: { id: NAT, location: "westeurope" },
  }),
  planned("azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation", "address", {
    inputs: { natGatewayId: NAT, publicIpAddressId: IP },
    outputs: { natGatewayId: NAT, publicIpAddressId: IP },
  }),
  planned("azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation", "attached", {
    inputs: association,
    outputs: association,
  }),
];

function attachable(resources: readonly PlannedResource[]): number | undefined {
  const networks = buildTopology(resources).virtualNetworks;
  return networks.find(({ entity }) => entity.id === VNET)?.attachableNatGateways.length;
}

describe("the NAT gateways that a network can use", () => {
  it.each<[title: string, count: number, resources: readonly PlannedResource[]]>([
    ["that serves nothing", 1, [vnet(), nat()]],
    ["without an address", 0, [vnet(), nat({ publicIpAddresses: [] })]],
    ["of another region", 0, [vnet(), nat({ location: "northeurope" })]],
    ["of another subscription", 0, [vnet(), nat({}, { id: NAT.replace("s-1", "s-2") })]],
    [
      "that serves a network as a whole",
      0,
      [vnet(), nat({ sku: { name: "StandardV2" }, sourceVirtualNetwork: { id: VNET } })],
    ],
    ["that serves nothing, and two networks", 0, [vnet(), nat(), other]],
    ["of another subnet of the network", 1, [vnet(), nat(), other, subnet("vnet", { id: NAT })]],
    ["of a subnet of another network", 0, [vnet(), nat(), other, subnet("other", { id: NAT })]],
    ["and a subnet whose gateway is unknown", 0, [vnet(), nat(), subnet("vnet", { id: UNKNOWN })]],
    [
      "of which Azure reports a subnet of another program",
      0,
      [vnet(), nat({}, { subnets: [{ id: `${VNET}2/subnets/a` }] })],
    ],
    ["attached to a subnet of another program", 0, classic({ subnetId: `${VNET}2/subnets/a`, natGatewayId: NAT })],
    [
      "and an association whose gateway is unknown",
      0,
      classic({ subnetId: `${VNET}2/subnets/a`, natGatewayId: UNKNOWN }),
    ],
    ["and an association of another gateway", 1, classic({ subnetId: `${VNET}2/subnets/a`, natGatewayId: `${NAT}2` })],
  ])("%s", (_, count, resources) => {
    expect(attachable(resources)).toBe(count);
  });
});
