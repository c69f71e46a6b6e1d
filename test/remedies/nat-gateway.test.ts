import { expect, test } from "vitest";
import { natGatewayFor } from "../../policies/remedies/nat-gateway";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const NAT = networkId("natGateways/nat");
const fields = (name: string, more: object = {}) => ({
  subnetName: name,
  virtualNetworkName: "vnet",
  resourceGroupName: "rg",
  ...more,
});
const subnet = (name: string, more: object = {}) =>
  planned("network:Subnet", name, {
    inputs: fields(name, more),
    outputs: { ...fields(name, more), id: `${VNET}/subnets/${name}` },
  });
const network = planned("network:VirtualNetwork", "vnet", {
  inputs: { location: "westeurope" },
  outputs: { id: VNET },
});
const gateway = planned("network:NatGateway", "nat", {
  inputs: {
    location: "westeurope",
    sku: { name: "Standard" },
    publicIpAddresses: [{ id: networkId("publicIPAddresses/ip") }],
  },
  outputs: { id: NAT },
});
const elsewhere = { ...gateway, urn: gateway.urn.replace(":dev::", ":other::") };

test.each([
  ["of the program of the subnet is attached", gateway, "nat"],
  ["of another program is not", elsewhere, undefined],
])("a NAT gateway in the network, %s", (_, nat, name) => {
  const { subnets } = buildTopology([network, nat, subnet("apps", { natGateway: { id: NAT } }), subnet("nodes")]);
  const nodes = subnets.find((each) => each.name === "nodes");
  const change = nodes && natGatewayFor(nodes);
  expect(change?.do === "add NAT gateway" && change.gateway?.entity.resource.name).toBe(name);
});
