import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Link } from "../../policies/topology/link";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const FIREWALL = networkId("azureFirewalls/fw");
const vnet = planned("network:VirtualNetwork", "vnet", { inputs: {}, outputs: { id: VNET } });
const hub = planned("network:VirtualHub", "hub", { inputs: { virtualHubName: "hub" } });
const firewall = planned("network:AzureFirewall", "fw", { inputs: {}, outputs: { id: FIREWALL } });
const connection = (inputs: object = {}, from: Given["from"] = {}) =>
  planned("network:HubVirtualNetworkConnection", "connection", {
    inputs: { virtualHubName: "hub", remoteVirtualNetwork: { id: VNET }, ...inputs },
    from,
  });
const intent = (routingPolicies: unknown, virtualHubName: unknown = "hub") =>
  planned("network:RoutingIntent", "intent", { inputs: { virtualHubName, routingPolicies } });

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);
const end = <T>(link: Link<T>) => (link.to === "nodes" ? link.nodes.length : link.to);
const connectionsOf = (resources: readonly PlannedResource[]) =>
  buildTopology([vnet, firewall, ...resources]).virtualNetworks[0]?.hubConnections ?? [];

describe("the hub connections of a network", () => {
  const other = planned("network:VirtualNetwork", "other", { inputs: {}, outputs: { id: `${VNET}2` } });
  const classic = (inputs: object) =>
    planned("azure:network/virtualHubConnection:VirtualHubConnection", "connection", {
      inputs: { virtualHubId: networkId("virtualHubs/away"), remoteVirtualNetworkId: VNET, ...inputs },
    });

  it.each<[string, readonly unknown[], readonly PlannedResource[]]>([
    ["none", [], [hub]],
    ["lets the default route in unless it is told not to", [[true, 1, true]], [hub, connection()]],
    ["told not to", [[true, 1, false]], [hub, connection({ enableInternetSecurity: false })]],
    ["perhaps told not to", [[true, 1, "unknown"]], [hub, connection({ enableInternetSecurity: UNKNOWN })]],
    ["is told not to by the classic provider", [[true, "external", false]], [classic({})]],
    ["unless the program says so", [[true, "external", true]], [classic({ internetSecurityEnabled: true })]],
    ["to a hub outside", [[true, "external", true]], [connection()]],
    ["to some hub", [[true, "unknown", true]], [connection({ virtualHubName: UNKNOWN })]],
    ["of another network", [], [hub, connection({ remoteVirtualNetwork: { id: `${VNET}2` } })]],
    ["of some network", [[false, 1, true]], [hub, connection({ remoteVirtualNetwork: { id: UNKNOWN } })]],
    [
      "of one of two",
      [[false, 1, true]],
      [hub, other, connection({ remoteVirtualNetwork: { id: UNKNOWN } }, { remoteVirtualNetwork: ["vnet", "other"] })],
    ],
  ])("%s", (_, expected, resources) => {
    const read = connectionsOf(resources).map((each) => [each.certain, end(each.hub), known(each.internetSecurity)]);
    expect(read).toEqual(expected);
  });
});

describe("the routing intent of a hub", () => {
  const through = (nextHop: unknown, ...destinations: readonly unknown[]) => ({ name: "p", destinations, nextHop });

  it.each<[string, readonly unknown[], readonly PlannedResource[]]>([
    ["none", [], []],
    ["to the internet", [[true, true, 1]], [intent([through(FIREWALL, "Internet")])]],
    ["of private traffic alone", [[true, false, "nothing"]], [intent([through(FIREWALL, "PrivateTraffic")])]],
    [
      "of both, through another appliance",
      [[true, true, "external"]],
      [intent([through(FIREWALL, "PrivateTraffic"), through(networkId("networkVirtualAppliances/a"), "internet")])],
    ],
    ["to somewhere", [[true, "unknown", 1]], [intent([through(FIREWALL, UNKNOWN)])]],
    ["that is not known", [[true, "unknown", "unknown"]], [intent(UNKNOWN)]],
    ["of some hub", [[false, true, 1]], [intent([through(FIREWALL, "Internet")], UNKNOWN)]],
    ["of another hub", [], [intent([through(FIREWALL, "Internet")], "away")]],
  ])("%s", (_, expected, resources) => {
    const [only] = connectionsOf([hub, connection(), ...resources]);
    const [node] = only?.hub.to === "nodes" ? only.hub.nodes : [];
    const read = node?.routingIntent.map((each) => [each.certain, known(each.internet), end(each.firewall)]);
    expect(read).toEqual(expected);
  });
});
