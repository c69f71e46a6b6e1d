import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { type Backlinks, type LinksInto, linksInto } from "../../policies/topology/backlinks";
import type { Entity } from "../../policies/topology/entity";
import { buildTopology, type Topology } from "../../policies/topology/topology";
import { type Given, planned, UNKNOWN } from "../support/planned";

const make = (type: string, name: string, inputs: object, from: Given["from"] = {}) =>
  planned(type, name, { inputs: { resourceGroupName: "rg", ...inputs }, from });
const group = (name: string) => make("network:NetworkSecurityGroup", name, { networkSecurityGroupName: name });
const account = (name: string) => make("batch:BatchAccount", name, { accountName: name });
/** A subnet with one of these groups, or with an unknown one if none is given. */
const subnet = (name: string, ...groups: readonly string[]) =>
  make(
    "network:Subnet",
    name,
    { subnetName: name, virtualNetworkName: "vnet", networkSecurityGroup: { id: UNKNOWN } },
    { networkSecurityGroup: groups },
  );
/** A pool in one of these subnets, or in an unknown one if none is given. */
const pool = (name: string, ...subnets: readonly string[]) =>
  make(
    "batch:Pool",
    name,
    { accountName: "batch", networkConfiguration: { subnetId: UNKNOWN } },
    { networkConfiguration: subnets },
  );

type Named = { readonly entity: Entity };

/** `a, b? …`: `b` may link to it, and so may others. */
function inWords({ certain, possible, open }: Backlinks<Named>): string {
  const names = possible.map((each) => `${each.entity.resource.name}${certain.includes(each) ? "" : "?"}`);
  return names.join(", ") + (open ? " …" : "");
}

function into(
  resources: readonly PlannedResource[],
  ask: (links: LinksInto, topology: Topology) => Backlinks<Named>[],
) {
  const topology = buildTopology(resources);
  return ask(linksInto(topology), topology).map(inWords);
}

describe("the pools behind a group", () => {
  it.each<[string, readonly string[], readonly PlannedResource[]]>([
    ["are those of its subnets", ["p1, p2"], [group("g"), subnet("a", "g"), pool("p1", "a"), pool("p2", "a")]],
    [
      "are certain where every possible subnet has it",
      ["p"],
      [group("g"), subnet("a", "g"), subnet("b", "g"), pool("p", "a", "b")],
    ],
    [
      "are possible where one of several subnets has it",
      ["p?", "p?"],
      [group("g"), group("h"), subnet("a", "g"), subnet("b", "h"), pool("p", "a", "b")],
    ],
    [
      "are possible where the subnet may have another one",
      ["p?", "p?"],
      [group("g"), group("h"), subnet("a", "g", "h"), pool("p", "a")],
    ],
    [
      "may be any where a pool's subnet is unknown",
      ["p1 …"],
      [group("g"), subnet("a", "g"), pool("p1", "a"), pool("p2")],
    ],
    ["may be any where a subnet's group is unknown", [" …"], [group("g"), subnet("a"), pool("p", "a")]],
    ["are none of a group that no subnet has", ["p", ""], [group("g"), group("h"), subnet("a", "g"), pool("p", "a")]],
  ])("%s", (_, expected, resources) => {
    expect(into(resources, ({ poolsBehind }, { securityGroups }) => securityGroups.map(poolsBehind))).toEqual(expected);
  });
});

describe("other links backwards", () => {
  const program = [account("batch"), account("spare"), group("g"), subnet("a", "g"), subnet("b", "g"), pool("p", "a")];

  it("tell the pools of an account, and of a subnet", () => {
    expect(into(program, ({ poolsOf }, { accounts }) => accounts.map(poolsOf))).toEqual(["p", ""]);
    expect(into(program, ({ poolsIn }, { subnets }) => subnets.map(poolsIn))).toEqual(["p", ""]);
  });

  it("leave open whose a pool is of which the account is not known", () => {
    const lost = make("batch:Pool", "lost", { accountName: UNKNOWN });
    expect(into([...program, lost], ({ poolsOf }, { accounts }) => accounts.map(poolsOf))).toEqual(["p …", " …"]);
  });

  it("tell the subnets of a group", () => {
    expect(into(program, ({ subnetsBehind }, { securityGroups }) => securityGroups.map(subnetsBehind))).toEqual([
      "a, b",
    ]);
  });

  it("tell the endpoints of an account, each once", () => {
    const to = (name: string, ...accounts: readonly string[]) =>
      make(
        "network:PrivateEndpoint",
        name,
        {
          privateLinkServiceConnections: [
            { privateLinkServiceId: UNKNOWN, groupIds: ["nodeManagement"] },
            { privateLinkServiceId: UNKNOWN, groupIds: ["batchAccount"] },
          ],
        },
        { privateLinkServiceConnections: accounts },
      );
    const endpoints = (...more: readonly PlannedResource[]) =>
      into([...program, ...more], ({ endpointsOf }, { accounts }) => accounts.map(endpointsOf));
    expect(endpoints(to("pe", "batch"))).toEqual(["pe", ""]);
    expect(endpoints(to("pe", "batch", "spare"))).toEqual(["pe?", "pe?"]);
    expect(endpoints(to("pe"))).toEqual([" …", " …"]);
  });
});
