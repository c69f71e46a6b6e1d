import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { type Entity, read } from "../../policies/topology/entity";
import type { Link } from "../../policies/topology/link";
import { buildRegistry } from "../../policies/topology/registry";
import { resolveParent, resolveReference, SUBNET_KINDS } from "../../policies/topology/resolve";
import { networkId, planned, type Told, UNKNOWN, urnOf } from "../support/planned";

/** A link in a word: `dependency: a, b`, `nothing`, `external: …`, `unknown: <path>`. */
function shown(link: Link<Entity>): string {
  switch (link.to) {
    case "nodes":
      return `${link.by}: ${link.nodes.map(nameOf).sort().join(", ")}`;
    case "external":
      return `external: ${link.id}`;
    case "unknown":
      return `unknown: ${link.why.path}`;
    default:
      return link.to;
  }
}

function nameOf({ kind, name, resource }: Entity): string {
  return kind === "inlineSubnet" ? `${resource.name}/${String(name)}` : resource.name;
}

/** Where the subnet of the pool `pool` among these resources leads. */
function subnetOf(...resources: readonly PlannedResource[]): string {
  const registry = buildRegistry(resources);
  const pool = registry.ofKind("pool")[0] as Entity<"pool">;
  return shown(resolveReference(registry, pool, read(pool, "subnet"), SUBNET_KINDS));
}

const pool = (subnetId: unknown, from: Told["from"] = {}, more: object = {}) =>
  planned("batch:Pool", "pool", { inputs: { poolName: "p", networkConfiguration: { subnetId }, ...more }, from });

const ID = networkId("virtualNetworks/vnet/subnets/snet");
const inRg = { resourceGroupName: "rg" };
const vnet = (more: Told = {}) =>
  planned("network:VirtualNetwork", "vnet", { inputs: { ...inRg, virtualNetworkName: "vnet" }, ...more });
const snet = (more: Told = {}) =>
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

  it("may be made from anything that the resource depends on where the engine tells no closer", () => {
    const unspecific = { ...pool(UNKNOWN), propertyDependencies: new Map(), dependencies: [urnOf("snet")] };
    expect(subnetOf(unspecific, snet())).toBe("dependency: snet");
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

describe("the parent of a child", () => {
  /** Where the rule `rule` among these resources belongs. */
  function groupOf(...resources: readonly PlannedResource[]): string {
    const registry = buildRegistry(resources);
    const rule = registry.ofKind("securityRule")[0] as Entity;
    return shown(resolveParent(registry, rule, "securityGroup"));
  }

  const group = (name: string, told: Told = {}) =>
    planned("network:NetworkSecurityGroup", name, { inputs: { networkSecurityGroupName: name, ...inRg }, ...told });
  const rule = (told: Told) => planned("network:SecurityRule", "rule", told);
  const RULE_ID = networkId("networkSecurityGroups/nsg/securityRules/rule");

  it.each<[string, string, readonly PlannedResource[]]>([
    [
      "is in its id",
      "id: nsg",
      [rule({ outputs: { id: RULE_ID } }), group("nsg", { outputs: { id: networkId("networkSecurityGroups/nsg") } })],
    ],
    [
      "is outside where its id says so",
      `external: ${networkId("networkSecurityGroups/nsg")}`,
      [rule({ outputs: { id: RULE_ID } }), group("other")],
    ],
    [
      "is where the name comes from",
      "dependency: nsg",
      [
        rule({ inputs: { networkSecurityGroupName: UNKNOWN }, from: { networkSecurityGroupName: ["nsg"] } }),
        group("nsg"),
        group("other"),
      ],
    ],
    [
      "is where the name comes from, in the outputs alone",
      "dependency: nsg",
      [rule({ outputs: { id: UNKNOWN }, from: { networkSecurityGroupName: ["nsg"] } }), group("nsg")],
    ],
    [
      "is found by its name",
      "name: nsg",
      [rule({ inputs: { networkSecurityGroupName: "NSG", ...inRg } }), group("nsg"), group("other")],
    ],
    [
      "is outside where nothing has the name",
      "external: gone",
      [rule({ inputs: { networkSecurityGroupName: "gone", ...inRg } }), group("nsg")],
    ],
    [
      "is in the same resource group",
      "name: nsg",
      [
        rule({ inputs: { networkSecurityGroupName: "nsg", ...inRg } }),
        group("nsg"),
        planned("network:NetworkSecurityGroup", "twin", {
          inputs: { networkSecurityGroupName: "nsg", resourceGroupName: "rg-2" },
        }),
      ],
    ],
    [
      "can be several while the resource group is unknown",
      "name: nsg, twin",
      [
        rule({ inputs: { networkSecurityGroupName: "nsg", resourceGroupName: UNKNOWN } }),
        group("nsg"),
        planned("network:NetworkSecurityGroup", "twin", {
          inputs: { networkSecurityGroupName: "nsg", resourceGroupName: "rg-2" },
        }),
      ],
    ],
    [
      "is that of several which it depends on",
      "name: twin",
      [
        rule({
          inputs: { networkSecurityGroupName: "nsg", resourceGroupName: UNKNOWN },
          from: { networkSecurityGroupName: ["twin"] },
        }),
        group("nsg"),
        planned("network:NetworkSecurityGroup", "twin", {
          inputs: { networkSecurityGroupName: "nsg", resourceGroupName: "rg-2" },
        }),
      ],
    ],
    [
      "is not known where nothing tells",
      "unknown: networkSecurityGroupName",
      [rule({ inputs: { networkSecurityGroupName: UNKNOWN } }), group("nsg")],
    ],
  ])("%s", (_, expected, resources) => {
    expect(groupOf(...resources)).toBe(expected);
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
