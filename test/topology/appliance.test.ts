import { expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN, urnOf } from "../support/planned";

const FIREWALL_SUBNET = planned("network:Subnet", "fw-subnet", {
  inputs: { subnetName: "AzureFirewallSubnet", addressPrefix: "10.1.0.0/26" },
});
const firewall = (name: string, told: Given = {}) =>
  planned("network:AzureFirewall", name, {
    inputs: { azureFirewallName: name, ipConfigurations: [{ subnet: { id: UNKNOWN } }] },
    from: { ipConfigurations: ["fw-subnet"] },
    ...told,
  });
const deployed = (name: string, privateIPAddress: string) =>
  firewall(name, { outputs: { id: networkId(`azureFirewalls/${name}`), ipConfigurations: [{ privateIPAddress }] } });
const route = (nextHopIpAddress: unknown, from: readonly string[] = []) =>
  planned("network:RouteTable", "rt", {
    inputs: { routes: [{ name: "r", nextHopType: "VirtualAppliance", nextHopIpAddress }] },
    from: { routes: from },
  });

/** A resource whose URN differs from the others only in its type token, as in a real program. */
function other(type: string): PlannedResource {
  return { ...planned(type, "other"), urn: urnOf("other").replace("t:t:T", type) };
}

it.each<[string, string, readonly PlannedResource[]]>([
  ["no address", "nothing", [route(undefined), firewall("fw")]],
  ["the firewall that the address was made from", "fw", [route(UNKNOWN, ["fw"]), firewall("fw"), firewall("second")]],
  ["one of several", "fw, second", [route(UNKNOWN, ["fw", "second"]), firewall("fw"), firewall("second")]],
  ["nobody knows what", "unknown", [route(UNKNOWN), firewall("fw")]],
  [
    "the address of a deployed firewall",
    "fw",
    [route("10.1.0.4"), deployed("fw", "10.1.0.4"), deployed("b", "10.1.0.5")],
  ],
  ["the address of something else", "external", [route("10.9.0.4"), deployed("fw", "10.1.0.4")]],
  ["an address in the subnet of a firewall to come", "fw", [route("10.1.0.4"), firewall("fw"), FIREWALL_SUBNET]],
  [
    "another address in the subnet of a deployed firewall",
    "external",
    [route("10.1.0.5"), deployed("fw", "10.1.0.4"), FIREWALL_SUBNET],
  ],
  ["an address that a firewall to come may have", "unknown", [route("10.9.0.4"), firewall("fw"), FIREWALL_SUBNET]],
  ["no firewall in the program", "external", [route("10.9.0.4")]],
])("a route to an appliance leads to %s", (_, expected, resources) => {
  const topology = buildTopology(resources);
  const found = topology.routeTables.flatMap((table) => table.routes).map(topology.firewallBehind)[0];
  expect(found?.to === "nodes" ? found.nodes.map((node) => node.entity.name).join(", ") : found?.to).toBe(expected);
});

it.each([
  "azure-native:network:NetworkInterface",
  "azure-native:network:LoadBalancer",
  "azure:network/networkInterface:NetworkInterface",
  "azure-native_compute_v20240701:compute:VirtualMachineScaleSet",
])("a route made from a firewall and from a %s may lead to either", (type) => {
  const appliance = other(type);
  const table = route(UNKNOWN, ["fw"]);
  const routes = [...(table.propertyDependencies.get("routes") ?? []), appliance.urn];
  const both = { ...table, propertyDependencies: new Map([["routes", routes]]) };
  const topology = buildTopology([both, firewall("fw"), appliance]);
  const found = topology.routeTables.flatMap((each) => each.routes).map(topology.firewallBehind)[0];
  expect(found?.to).toBe("unknown");
});
