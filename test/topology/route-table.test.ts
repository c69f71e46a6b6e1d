import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { RouteTable } from "../../policies/topology/route-table";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const TABLE = networkId("routeTables/rt");
const table = (told: Given) => planned("network:RouteTable", "rt", told);
const route = (name: string, told: Given = {}) =>
  planned("network:Route", name, {
    inputs: { routeTableName: "rt", routeName: name, addressPrefix: "10.0.0.0/8", nextHopType: "None" },
    ...told,
  });

function only(...resources: readonly PlannedResource[]): RouteTable {
  return (buildTopology(resources).routeTables as readonly [RouteTable])[0];
}

/** `name: prefix to type address`, with `?` if it may belong to another table, and `…` for unseen ones. */
function routesOf(...resources: readonly PlannedResource[]): readonly string[] {
  const { routes, unseen } = only(...resources);
  const word = (value: unknown) => (isUnknown(value) ? "unknown" : (value ?? "-"));
  const lines = routes.map(({ name, addressPrefix, nextHopType, nextHopAddress, certain }) => {
    return `${word(name)}: ${word(addressPrefix)} to ${word(nextHopType)} ${word(nextHopAddress)}${certain ? "" : "?"}`;
  });
  return unseen ? [...lines, "…"] : lines;
}

describe("routes", () => {
  const inline = {
    name: "a",
    addressPrefix: "0.0.0.0/0",
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: UNKNOWN,
  };

  it.each<[string, readonly string[], readonly PlannedResource[]]>([
    [
      "inline",
      ["a: 0.0.0.0/0 to VirtualAppliance unknown"],
      [table({ inputs: { routeTableName: "rt", routes: [inline] } })],
    ],
    ["of their own", ["b: 10.0.0.0/8 to None -"], [table({ inputs: { routeTableName: "rt" } }), route("b")]],
    [
      "a list that is unknown may hold more",
      ["b: 10.0.0.0/8 to None -", "…"],
      [table({ inputs: { routeTableName: "rt", routes: UNKNOWN } }), route("b")],
    ],
    [
      "in both forms: one, of which is known what both say",
      ["B: 10.0.0.0/8 to unknown -"],
      [
        table({
          inputs: {
            routeTableName: "rt",
            routes: [{ ...inline, name: "b", addressPrefix: "10.0.0.0/8", nextHopIpAddress: "" }],
          },
        }),
        route("B"),
      ],
    ],
    [
      "after a refresh each counts once",
      ["b: 10.0.0.0/8 to None -"],
      [
        table({ inputs: { routeTableName: "rt" }, outputs: { id: TABLE, routes: [{ name: "b" }] } }),
        route("b", {
          inputs: { routeTableName: "rt", routeName: "b", addressPrefix: "10.0.0.0/8", nextHopType: "None" },
          outputs: { id: `${TABLE}/routes/b` },
        }),
      ],
    ],
  ])("%s", (_, lines, resources) => {
    expect(routesOf(...resources)).toEqual(lines);
  });

  it("without inputs a route that is listed and of its own counts once", () => {
    const listed = table({ outputs: { id: TABLE, routes: [{ name: "B" }, { name: "c", nextHopType: "Internet" }] } });
    const apart = route("b", { inputs: {}, outputs: { id: `${TABLE}/routes/b`, name: "b", nextHopType: "None" } });
    expect(routesOf(listed, apart)).toEqual(["c: - to Internet -", "b: - to None -"]);
  });

  it("have another name for the address in the classic provider", () => {
    const classic = planned("azure:network/routeTable:RouteTable", "rt", {
      inputs: { name: "rt", routes: [{ name: "a", nextHopType: "VirtualAppliance", nextHopInIpAddress: "10.0.0.4" }] },
    });
    expect(routesOf(classic)).toEqual(["a: - to VirtualAppliance 10.0.0.4"]);
  });
});

describe("whether routes of a gateway are kept out", () => {
  it.each([
    ["azure-native:network:RouteTable", { disableBgpRoutePropagation: true }, true],
    ["azure-native:network:RouteTable", { routeTableName: "rt" }, undefined],
    ["azure:network/routeTable:RouteTable", { bgpRoutePropagationEnabled: true }, false],
    ["azure:network/routeTable:RouteTable", { bgpRoutePropagationEnabled: "false" }, true],
    ["azure:network/routeTable:RouteTable", { disableBgpRoutePropagation: true }, true],
    ["azure:network/routeTable:RouteTable", { name: "rt" }, undefined],
  ])("%s with %j: %s", (type, inputs, expected) => {
    expect(only(planned(type, "rt", { inputs })).disableBgp).toBe(expected);
  });
});
