import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Entity } from "../../policies/topology/entity";
import { buildRegistry } from "../../policies/topology/registry";
import { resolveParent } from "../../policies/topology/resolve";
import { inWords } from "../support/links";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const inRg = { resourceGroupName: "rg" };

describe("the parent of a child", () => {
  /** The link to the group of rule `rule` among these resources. */
  function groupOf(...resources: readonly PlannedResource[]): string {
    const registry = buildRegistry(resources);
    const rule = registry.ofKind("securityRule")[0] as Entity;
    return inWords(resolveParent(registry, rule, "securityGroup"));
  }

  const group = (name: string, told: Given = {}) =>
    planned("network:NetworkSecurityGroup", name, { inputs: { networkSecurityGroupName: name, ...inRg }, ...told });
  const rule = (told: Given) => planned("network:SecurityRule", "rule", told);
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
