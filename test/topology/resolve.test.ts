// Over 200 lines: one table for each form in which a reference is written.

import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { type Entity, read } from "../../policies/topology/entity";
import { buildRegistry } from "../../policies/topology/registry";
import { resolveReference, SUBNET_KINDS } from "../../policies/topology/resolve";
import { inWords } from "../support/links";
import { type Given, networkId, planned, UNKNOWN, urnOf } from "../support/planned";

/** The link to the subnet of the pool `pool` among these resources. */
function subnetOf(...resources: readonly PlannedResource[]): string {
  const registry = buildRegistry(resources);
  const pool = registry.ofKind("pool")[0] as Entity<"pool">;
  return inWords(resolveReference(registry, pool, read(pool, "subnet"), SUBNET_KINDS));
}

const pool = (subnetId: unknown, from: Given["from"] = {}, more: object = {}) =>
  planned("batch:Pool", "pool", { inputs: { poolName: "p", networkConfiguration: { subnetId }, ...more }, from });

const ID = networkId("virtualNetworks/vnet/subnets/snet");
const inRg = { resourceGroupName: "rg" };
const vnet = (more: Given = {}) =>
  planned("network:VirtualNetwork", "vnet", { inputs: { ...inRg, virtualNetworkName: "vnet" }, ...more });
const snet = (more: Given = {}) =>
  planned("network:Subnet", "snet", {
    inputs: { ...inRg, virtualNetworkName: "vnet", subnetName: "snet" },
    ...more,
  });

describe("a reference that is unknown", () => {
  const from = { networkConfiguration: ["snet"] };

  it.each<[string, string, readonly PlannedResource[]]>([
    ["leads where it was made from", "dependency: snet", [pool(UNKNOWN, from), snet()]],
    [
      "leads there too if its whole object is unknown",
      "dependency: snet",
      [planned("batch:Pool", "pool", { inputs: { poolName: "p", networkConfiguration: UNKNOWN }, from }), snet()],
    ],
    [
      "leads to all that it may be made from",
      "dependency: a, b",
      [
        pool(UNKNOWN, { networkConfiguration: ["a", "b"] }),
        planned("network:Subnet", "a", { inputs: { subnetName: "a" } }),
        planned("network:Subnet", "b", { inputs: { subnetName: "b" } }),
      ],
    ],
    [
      "passes by resources of other kinds",
      "dependency: snet",
      [
        pool(UNKNOWN, { networkConfiguration: ["ip", "snet"] }),
        planned("network:PublicIPAddress", "ip", { inputs: { publicIpAddressName: "ip" } }),
        snet(),
      ],
    ],
    [
      "leads to every subnet inside the network that it was made from",
      "dependency: vnet/a, vnet/b",
      [
        pool(UNKNOWN, { networkConfiguration: ["vnet"] }),
        vnet({ inputs: { virtualNetworkName: "vnet", subnets: [{ name: "a" }, { name: "b" }] } }),
      ],
    ],
    [
      "leads to the subnet alone where it was made from the network as well",
      "dependency: snet",
      [
        pool(UNKNOWN, { networkConfiguration: ["vnet", "snet"] }),
        vnet({ inputs: { virtualNetworkName: "vnet", subnets: [{ name: "a" }] } }),
        snet(),
      ],
    ],
    [
      "leads to the subnets inside a component",
      "dependency: snet",
      [
        pool(UNKNOWN, { networkConfiguration: ["site"] }),
        planned("render:site:Site", "site"),
        planned("render:site:Inner", "inner", { parent: "site" }),
        snet({ inputs: { subnetName: "snet" }, parent: "inner" }),
      ],
    ],
    [
      "is not known where nothing of this program made it",
      "unknown: networkConfiguration.subnetId",
      [pool(UNKNOWN), snet()],
    ],
    [
      "is not known where what made it is not among the resources",
      "unknown: networkConfiguration.subnetId",
      [pool(UNKNOWN, { networkConfiguration: ["gone"] }), snet()],
    ],
    [
      "survives components inside each other",
      "unknown: networkConfiguration.subnetId",
      [
        pool(UNKNOWN, { networkConfiguration: ["a"] }),
        planned("render:site:A", "a", { parent: "b" }),
        planned("render:site:B", "b", { parent: "a" }),
      ],
    ],
  ])("%s", (_, expected, resources) => {
    expect(subnetOf(...resources)).toBe(expected);
    expect(subnetOf(...[...resources].reverse())).toBe(expected);
  });

  it("is not known where the program depends on a subnet, but no property does", () => {
    const apart = { ...pool(UNKNOWN), propertyDependencies: new Map(), dependencies: [urnOf("snet")] };
    expect(subnetOf(apart, snet())).toBe("unknown: networkConfiguration.subnetId");
  });

  it("is not known where the engine puts the same dependencies down to everything that the program writes", () => {
    const all = pool(UNKNOWN, { networkConfiguration: ["snet"], poolName: ["snet"] });
    expect(subnetOf(all, snet())).toBe("unknown: networkConfiguration.subnetId");
  });
});

describe("a literal ARM id", () => {
  it.each<[string, string, readonly PlannedResource[]]>([
    ["finds what is deployed by its id", "id: snet", [pool(ID), vnet(), snet({ outputs: { id: ID } })]],
    ["does not mind casing", "id: snet", [pool(ID.toUpperCase()), snet({ outputs: { id: ID } })]],
    ["finds what is not deployed yet by its names", "id: snet", [pool(ID), vnet(), snet()]],
    [
      "does not mind the casing of names",
      "id: snet",
      [pool(networkId("virtualNetworks/VNET/subnets/SNET", "RG")), vnet(), snet()],
    ],
    [
      "finds a subnet inside a network",
      "id: vnet/a",
      [
        pool(networkId("virtualNetworks/vnet/subnets/a")),
        vnet({ inputs: { ...inRg, virtualNetworkName: "vnet", subnets: [{ name: "a" }, { name: "b" }] } }),
      ],
    ],
    [
      "goes by the name of the network too",
      `external: ${networkId("virtualNetworks/other/subnets/snet")}`,
      [pool(networkId("virtualNetworks/other/subnets/snet")), vnet(), snet()],
    ],
    [
      "goes by the resource group too",
      `external: ${networkId("virtualNetworks/vnet/subnets/snet", "other")}`,
      [pool(networkId("virtualNetworks/vnet/subnets/snet", "other")), vnet(), snet()],
    ],
    [
      "is open while the resource group is",
      "unknown: networkConfiguration.subnetId",
      [
        pool(ID),
        vnet({ inputs: { resourceGroupName: UNKNOWN, virtualNetworkName: "vnet" } }),
        snet({ inputs: { resourceGroupName: UNKNOWN, virtualNetworkName: "vnet", subnetName: "snet" } }),
      ],
    ],
    [
      "takes the name of the resource group that was depended on",
      "id: snet",
      [
        pool(ID),
        planned("resources:ResourceGroup", "group", { inputs: { resourceGroupName: "rg" } }),
        snet({
          inputs: { resourceGroupName: UNKNOWN, virtualNetworkName: "vnet", subnetName: "snet" },
          from: { resourceGroupName: ["group"] },
        }),
      ],
    ],
    [
      "is not what is deployed elsewhere under the same names",
      `external: ${ID}`,
      [pool(ID), snet({ outputs: { id: networkId("virtualNetworks/vnet/subnets/snet", "rg", "s-2") } })],
    ],
    [
      "is open in a subscription that nothing deployed is in",
      "unknown: networkConfiguration.subnetId",
      [pool(ID), snet(), vnet({ outputs: { id: networkId("virtualNetworks/vnet", "rg", "s-2") } })],
    ],
    ["leads out of a program that does not have it", `external: ${ID}`, [pool(ID)]],
    ["is no id", "external: snet", [pool("snet"), snet()]],
  ])("%s", (_, expected, resources) => {
    expect(subnetOf(...resources)).toBe(expected);
    expect(subnetOf(...[...resources].reverse())).toBe(expected);
  });

  it("finds a subnet as a resource of its own rather than in the list of its network", () => {
    const listed = vnet({
      outputs: { id: networkId("virtualNetworks/vnet"), subnets: [{ name: "snet", id: ID }] },
      inputs: undefined as never,
    });
    expect(subnetOf(pool(ID), listed, snet({ outputs: { id: ID } }))).toBe("id: snet");
    expect(subnetOf(pool(ID), snet({ outputs: { id: ID } }), listed)).toBe("id: snet");
  });
});

describe("a reference that is absent", () => {
  it.each<[string, string, PlannedResource]>([
    ["is none where the inputs lack it", "nothing", planned("batch:Pool", "pool", { inputs: { poolName: "p" } })],
    ["is none where it is empty", "nothing", pool("")],
    ["is none where it is null", "nothing", pool(null)],
    [
      "is not known where the inputs did not come",
      "unknown: networkConfiguration.subnetId",
      planned("batch:Pool", "pool", { outputs: { name: "p" } }),
    ],
    [
      "is none where the outputs of a deployment lack it",
      "nothing",
      planned("batch:Pool", "pool", { outputs: { id: networkId("x/p") } }),
    ],
  ])("%s", (_, expected, resource) => {
    expect(subnetOf(resource, snet())).toBe(expected);
  });
});

describe("resources that come twice", () => {
  it("count once, the later state", () => {
    const registry = buildRegistry([
      planned("network:Subnet", "snet", { inputs: { subnetName: "old" } }),
      planned("network:Subnet", "snet", { inputs: { subnetName: "new" } }),
    ]);
    expect(registry.ofKind("subnet").map((entity) => entity.name)).toEqual(["new"]);
  });
});
