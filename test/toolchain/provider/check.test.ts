import { describe, expect, test } from "vitest";
import { type CheckRequest, check, checkFailures } from "../../../toolchain/provider/check";
import { type ResourceType, resourceType } from "../../../toolchain/provider/resource-types";
import { unknownMark } from "../../../toolchain/wire/properties";

function typeOf(name: string): ResourceType {
  const type = resourceType(`azure-native:${name}`);
  if (!type) throw new Error(`${name} is not known`);
  return type;
}

function checked(name: string, logicalName: string, inputs: object, more: Partial<CheckRequest> = {}) {
  return check({
    urn: `urn:pulumi:dev::farm::azure-native:${name}::${logicalName}`,
    type: typeOf(name),
    inputs: inputs as never,
    previousInputs: {},
    defaultLocation: "westeurope",
    groupLocation: () => undefined,
    ...more,
  });
}

describe("names", () => {
  // The number of parameters after the last provider of the ARM path decides: AutoName in pulumi/pulumi-azure-native.
  test.each([
    ["network:VirtualNetwork", "virtualNetworkName", true],
    ["network:NetworkSecurityGroup", "networkSecurityGroupName", true],
    ["batch:BatchAccount", "accountName", true],
    ["resources:ResourceGroup", "resourceGroupName", true],
    ["network:Subnet", "subnetName", false],
    ["network:SecurityRule", "securityRuleName", false],
    ["batch:Pool", "poolName", false],
  ])("%s gets its %s with random digits: %s", (type, property, random) => {
    const inputs = checked(type, "main", {});
    expect(inputs[property]).toMatch(random ? /^main[0-9a-f]{8}$/ : /^main$/);
    expect(inputs.__createBeforeDelete).toBe(random ? true : undefined);
  });

  test("are the same at each run", () => {
    const names = [1, 2].map(() => checked("network:VirtualNetwork", "main", {}).virtualNetworkName);
    expect(names[0]).toBe(names[1]);
    expect(checked("network:VirtualNetwork", "other", {}).virtualNetworkName).not.toBe(names[0]);
  });

  test("that the program chose stay", () => {
    const inputs = checked("network:VirtualNetwork", "main", { virtualNetworkName: "vnet" });
    expect(inputs).toMatchObject({ virtualNetworkName: "vnet" });
    expect(inputs).not.toHaveProperty("__createBeforeDelete");
  });

  test("that were made at an earlier deployment stay", () => {
    const previousInputs = { virtualNetworkName: "main01234567", __createBeforeDelete: true };
    expect(checked("network:VirtualNetwork", "main", {}, { previousInputs })).toMatchObject(previousInputs);
  });
});

describe("locations", () => {
  const group = { resourceGroupName: "rg" };
  test.each<[what: string, inputs: object, more: Partial<CheckRequest>, location: unknown]>([
    ["the program's own", { location: "eastus" }, {}, "eastus"],
    ["that of the last deployment", {}, { previousInputs: { location: "eastus" } }, "eastus"],
    ["that of the provider's configuration", {}, {}, "westeurope"],
    [
      "that of a resource group that exists",
      group,
      { defaultLocation: undefined, groupLocation: () => "uksouth" },
      "uksouth",
    ],
    [
      "unknown in a new resource group",
      { resourceGroupName: unknownMark },
      { defaultLocation: undefined },
      unknownMark,
    ],
    ["none", group, { defaultLocation: undefined }, undefined],
  ])("%s", (_what, inputs, more, location) => {
    expect(checked("network:VirtualNetwork", "main", inputs, more).location).toEqual(location);
  });

  test("only go to resources that have one", () => {
    expect(checked("network:Subnet", "main", {})).not.toHaveProperty("location");
  });
});

test("nulls are left out, secrets laid open and unknowns kept", () => {
  const inputs = checked("batch:Pool", "pool", { a: null, b: { c: null, d: { $secret: 1 } }, e: [unknownMark] });
  expect(inputs).toEqual({ b: { d: 1 }, e: [unknownMark], poolName: "pool", azureApiVersion: "2024-07-01" });
});

test("what ARM would miss is named", () => {
  expect(checkFailures(typeOf("network:Subnet"), { subnetName: "a" })).toEqual([
    { property: "virtualNetworkName", reason: "missing required property 'virtualNetworkName'" },
  ]);
  expect(checkFailures(typeOf("resources:ResourceGroup"), { resourceGroupName: "a" })).toMatchObject([
    { property: "location", reason: expect.stringContaining("pulumi config set azure-native:location") },
  ]);
});
