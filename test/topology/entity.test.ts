import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { absentOrUnseen, read, toEntities } from "../../policies/topology/entity";
import type { Kind } from "../../policies/topology/kinds";
import { KIND_TYPES } from "../support/kind-types";
import { entityOf, networkId, planned, UNKNOWN } from "../support/planned";

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

it.each(KIND_TYPES.map(({ type, kind }): [string, Kind] => [type, kind]))("%s is a %s", (type, kind) => {
  expect(entityOf(planned(type, "it")).kind).toBe(kind);
});

it.each([
  "azure-native:compute:VirtualMachine",
  "pulumi:pulumi:Stack",
  "render:site:Site",
  "azure-native:network:constructor",
])("%s is not read", (type) => {
  expect(toEntities(planned(type, "it"))).toEqual([]);
});

describe("the Azure name", () => {
  it.each<[string, unknown, object, object]>([
    ["is what Check filled in", "vnet-1a2b", { virtualNetworkName: "vnet-1a2b" }, { name: UNKNOWN }],
    ["is what ARM reports, without inputs", "vnet-1a2b", {}, { name: "vnet-1a2b" }],
    [
      "is what ARM reports, where the input is unknown",
      "vnet-1a2b",
      { virtualNetworkName: UNKNOWN },
      { name: "vnet-1a2b" },
    ],
    ["is unknown where nobody tells", "unknown", { virtualNetworkName: UNKNOWN }, { name: UNKNOWN }],
    ["is unknown where nothing came", "unknown", {}, {}],
  ])("%s", (_, name, inputs, outputs) => {
    expect(known(entityOf(planned("network:VirtualNetwork", "vnet", { inputs, outputs })).name)).toBe(name);
  });
});

describe("subnets inside a network", () => {
  const VNET = networkId("virtualNetworks/vnet");
  const subnets = (inputs: object | undefined, outputs: object) =>
    toEntities(planned("network:VirtualNetwork", "vnet", { ...(inputs ? { inputs } : {}), outputs }))
      .slice(1)
      .map(({ name, id, program }) => [known(name), known(id), program.path]);

  it("are what the program writes", () => {
    expect(subnets({ virtualNetworkName: "vnet", subnets: [{ name: "a" }, { name: UNKNOWN }] }, {})).toEqual([
      ["a", "unknown", "subnets[0]"],
      ["unknown", "unknown", "subnets[1]"],
    ]);
  });

  it("have the id that ARM reports for their name, whatever the order", () => {
    const reported = [
      { name: "z", id: `${VNET}/subnets/z` },
      { name: "a", id: `${VNET}/SUBNETS/a` },
    ];
    expect(subnets({ virtualNetworkName: "vnet", subnets: [{ name: "a" }] }, { id: VNET, subnets: reported })).toEqual([
      ["a", `${VNET}/SUBNETS/a`, "subnets[0]"],
    ]);
  });

  it("have an id as soon as their network has one", () => {
    expect(subnets({ virtualNetworkName: "vnet", subnets: [{ name: "a" }] }, { id: VNET })).toEqual([
      ["a", `${VNET}/subnets/a`, "subnets[0]"],
    ]);
  });

  it("are not those that only Azure lists", () => {
    expect(subnets({ virtualNetworkName: "vnet" }, { id: VNET, subnets: [{ name: "a" }] })).toEqual([]);
  });

  it("are those that Azure lists where the inputs did not come", () => {
    expect(subnets(undefined, { id: VNET, subnets: [{ name: "a" }] })).toEqual([
      ["a", `${VNET}/subnets/a`, "subnets[0]"],
    ]);
  });
});

describe("whether a field is left out", () => {
  const NSG = "networkSecurityGroup";
  it.each<[string, string | undefined, object]>([
    ["the inputs tell", undefined, { inputs: { subnetName: "s" } }],
    ["the outputs of a deployment tell", undefined, { outputs: { id: networkId("x/y") } }],
    ["the outputs of a preview do not", `${NSG}.id`, { outputs: { id: UNKNOWN } }],
    ["no inputs, as --target sends them, do not", `${NSG}.id`, { inputs: {}, outputs: {} }],
    ["an unknown one is not", `${NSG}.id`, { inputs: { [NSG]: { id: UNKNOWN } } }],
    ["neither is one in an unknown object", `${NSG}.id`, { inputs: { [NSG]: UNKNOWN } }],
    ["a known one is known", undefined, { inputs: { [NSG]: { id: "x" } } }],
  ])("%s", (_, path, told) => {
    const entity = entityOf(planned("network:Subnet", "s", told));
    expect(absentOrUnseen(entity, read(entity as never, "securityGroup" as never))?.path).toBe(path);
  });
});
