import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { SecurityGroup } from "../../policies/topology/security-group";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned, type Told, UNKNOWN } from "../support/planned";

const NSG = networkId("networkSecurityGroups/nsg");
const reported = (name: string) => ({ name, id: `${NSG}/securityRules/${name}`, provisioningState: "Succeeded" });

const group = (told: Told) => planned("network:NetworkSecurityGroup", "nsg", told);
const rule = (name: string, told: Told = {}) =>
  planned("network:SecurityRule", name, {
    inputs: { networkSecurityGroupName: "nsg", securityRuleName: name },
    from: { networkSecurityGroupName: ["nsg"] },
    ...told,
  });

/** The rules of the only group: `name origin`, with `?` where it may belong to another one, and `…` for unseen ones. */
function rulesOf(...resources: readonly PlannedResource[]): readonly string[] {
  const [only] = buildTopology(resources).securityGroups as readonly [SecurityGroup];
  const rules = only.rules.map(({ name, origin, certain }) => {
    return `${isUnknown(name) ? "unknown" : name} ${origin}${certain ? "" : "?"}`;
  });
  return only.unseen ? [...rules, "…"] : rules;
}

describe("before the deployment", () => {
  it.each<[string, readonly string[], readonly PlannedResource[]]>([
    [
      "inline rules are the program's",
      ["a inline", "b inline"],
      [group({ inputs: { networkSecurityGroupName: "nsg", securityRules: [{ name: "a" }, { name: "b" }] } })],
    ],
    [
      "so are rules of their own",
      ["a standalone"],
      [group({ inputs: { networkSecurityGroupName: "nsg" }, outputs: { securityRules: UNKNOWN } }), rule("a")],
    ],
    [
      "and both together",
      ["a inline", "b standalone"],
      [group({ inputs: { networkSecurityGroupName: "nsg", securityRules: [{ name: "a" }] } }), rule("b")],
    ],
    [
      "a list that is unknown may hold more",
      ["b standalone", "…"],
      [group({ inputs: { networkSecurityGroupName: "nsg", securityRules: UNKNOWN } }), rule("b")],
    ],
    [
      "an element that is unknown is one all the same",
      ["a inline", "unknown inline"],
      [group({ inputs: { networkSecurityGroupName: "nsg", securityRules: [{ name: "a" }, UNKNOWN] } })],
    ],
    ["without inputs there may be more", ["…"], [group({ outputs: { securityRules: UNKNOWN } })]],
    [
      "a rule whose group is open may belong here",
      ["a standalone?"],
      [
        group({ inputs: { networkSecurityGroupName: "nsg" } }),
        rule("a", {
          inputs: { networkSecurityGroupName: UNKNOWN, securityRuleName: "a" },
          from: { networkSecurityGroupName: ["nsg", "twin"] },
        }),
        planned("network:NetworkSecurityGroup", "twin", { inputs: { networkSecurityGroupName: "twin" } }),
      ],
    ],
  ])("%s", (_, rules, resources) => {
    expect(rulesOf(...resources)).toEqual(rules);
  });
});

describe("after a refresh, when the group lists all its rules", () => {
  const listing = { id: NSG, name: "nsg", securityRules: [reported("A"), reported("b"), reported("gone")] };
  const inputs = { networkSecurityGroupName: "nsg" };
  const apart = ["a", "b"].map((name) =>
    rule(name, {
      inputs: { networkSecurityGroupName: "nsg", securityRuleName: name },
      outputs: { id: `${NSG}/securityRules/${name}`, name },
    }),
  );

  it("standalone rules count once, and the others are on record in Azure", () => {
    expect(rulesOf(group({ inputs, outputs: listing }), ...apart)).toEqual([
      "a standalone",
      "b standalone",
      "gone reported?",
    ]);
  });

  it("inline rules are what the program says: the next update removes the others", () => {
    const written = { ...inputs, securityRules: [{ name: "a" }] };
    expect(rulesOf(group({ inputs: written, outputs: listing }))).toEqual(["a inline"]);
  });

  it("without inputs the list is all there is", () => {
    expect(rulesOf(group({ outputs: listing }), ...apart)).toEqual(["gone inline", "a standalone", "b standalone"]);
  });
});
