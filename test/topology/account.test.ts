import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { text } from "../../policies/plan/property";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Account } from "../../policies/topology/account";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, planned, UNKNOWN } from "../support/planned";

const NATIVE = "azure-native:batch:BatchAccount";
const CLASSIC = "azure:batch/account:Account";

function only(...resources: readonly PlannedResource[]): Account {
  return (buildTopology(resources).accounts as readonly [Account])[0];
}

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

describe("the region", () => {
  const group = planned("resources:ResourceGroup", "group", {
    inputs: { resourceGroupName: "rg", location: "North Europe" },
  });
  const account = (inputs: object, from: Given["from"] = {}) => planned(NATIVE, "batch", { inputs, from });
  const viaGroup = { resourceGroupName: ["group"] };

  it.each<[string, string, readonly PlannedResource[]]>([
    ["its own", "westeurope", [account({ location: "westeurope" })]],
    ["in any spelling", "westeurope", [account({ location: "West Europe" })]],
    ["its own, not its group's", "westeurope", [account({ location: "westeurope" }, viaGroup), group]],
    ["its group's where it has none", "northeurope", [account({ resourceGroupName: UNKNOWN }, viaGroup), group]],
    ["its group's by the name of the group", "northeurope", [account({ resourceGroupName: "rg" }), group]],
    [
      "its group's where it is made from that",
      "northeurope",
      [account({ location: UNKNOWN, resourceGroupName: UNKNOWN }, { ...viaGroup, location: ["group"] }), group],
    ],
    [
      "its group's where the provider fills it in",
      "northeurope",
      [account({ location: UNKNOWN, resourceGroupName: UNKNOWN }, viaGroup), group],
    ],
    [
      "unknown where it comes from another resource",
      "unknown",
      [account({ location: UNKNOWN, resourceGroupName: UNKNOWN }, { ...viaGroup, location: ["other"] }), group],
    ],
    ["unknown where the group is", "unknown", [account({ location: UNKNOWN, resourceGroupName: UNKNOWN })]],
    ["unknown where nobody tells", "unknown", [account({ accountName: "batch" })]],
  ])("%s", (_, region, resources) => {
    expect(known(only(...resources).region)).toBe(region);
  });
});

describe("whether the public may reach it", () => {
  it.each<[string, object, unknown]>([
    [NATIVE, { publicNetworkAccess: "Disabled" }, "Disabled"],
    [NATIVE, { publicNetworkAccess: "SecuredByPerimeter" }, "SecuredByPerimeter"],
    [NATIVE, { publicNetworkAccess: UNKNOWN }, "unknown"],
    [NATIVE, { accountName: "batch" }, undefined],
    [CLASSIC, { publicNetworkAccessEnabled: false }, "Disabled"],
    [CLASSIC, { publicNetworkAccessEnabled: "true" }, "Enabled"],
    [CLASSIC, { publicNetworkAccessEnabled: UNKNOWN }, "unknown"],
    [CLASSIC, { publicNetworkAccessEnabled: { not: "a flag" } }, "unknown"],
    [CLASSIC, { name: "batch" }, undefined],
  ])("%s with %j: %s", (type, inputs, expected) => {
    expect(known(text(only(planned(type, "batch", { inputs })).publicNetworkAccess))).toBe(expected);
  });
});
