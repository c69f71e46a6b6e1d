import { describe, expect, test } from "vitest";
import { diffInputs } from "../../../toolchain/provider/diff";
import { resourceType } from "../../../toolchain/provider/resource-types";
import { unknownMark } from "../../../toolchain/wire/properties";

const subnet = resourceType("azure-native:network:Subnet");

describe("a changed subnet", () => {
  const before = { subnetName: "a", virtualNetworkName: "v", resourceGroupName: "rg", addressPrefix: "10.0.0.0/24" };
  test.each<[what: string, after: object, diff: object]>([
    ["nothing", {}, { changed: [], replacing: [], deleteFirst: false }],
    [
      "another range",
      { addressPrefix: "10.0.1.0/24" },
      { changed: ["addressPrefix"], replacing: [], deleteFirst: false },
    ],
    ["one more property", { routeTable: {} }, { changed: ["routeTable"], replacing: [], deleteFirst: false }],
    ["another name", { subnetName: "b" }, { changed: ["subnetName"], replacing: ["subnetName"], deleteFirst: true }],
    ["a parent to come", { virtualNetworkName: unknownMark }, { replacing: ["virtualNetworkName"], deleteFirst: true }],
    ["the provider's own mark", { __createBeforeDelete: true }, { changed: [] }],
  ])("%s", (_what, after, diff) => {
    if (!subnet) throw new Error("Subnet is not known");
    expect(diffInputs(subnet, before, { ...before, ...after })).toMatchObject(diff);
  });

  test("one with random digits in its name can be made before the old one goes", () => {
    if (!subnet) throw new Error("Subnet is not known");
    const random = { ...before, __createBeforeDelete: true };
    expect(diffInputs(subnet, random, { ...random, subnetName: "b" })).toMatchObject({ deleteFirst: false });
  });
});
