import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { SecurityGroup } from "../../policies/topology/security-group";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const NSG = networkId("networkSecurityGroups/nsg");
const reported = (name: string) => ({ name, id: `${NSG}/securityRules/${name}`, provisioningState: "Succeeded" });

const group = (told: Given) => planned("network:NetworkSecurityGroup", "nsg", told);
const rule = (name: string, told: Given = {}) =>
  planned("network:SecurityRule", name, {
    inputs: { networkSecurityGroupName: "nsg", securityRuleName: name },
    from: { networkSecurityGroupName: ["nsg"] },
    ...told,
  });

/** The rules of the only group: `name origin`, with `?` if it may belong to another group, and `…` for unseen ones. */
function rulesOf(...resources: readonly PlannedResource[]): readonly string[] {
  const [only] = buildTopology(resources).securityGroups as readonly [SecurityGroup];
  const rules = only.rules.map(({ name, origin, certain, inList }) => {
    const also = inList ? `, also ${inList.path}` : "";
    return `${isUnknown(name) ? "unknown" : name} ${origin}${certain ? "" : "?"}${also}`;
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
      "one name is one rule",
      ["b inline", "A standalone, also securityRules[0]"],
      [
        group({ inputs: { networkSecurityGroupName: "nsg", securityRules: [{ name: "a" }, { name: "b" }] } }),
        rule("A"),
      ],
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

describe("a rule in its group's list and as a resource of its own: what both say of it is known", () => {
  const both = (listed: object, own: object) => {
    const [only] = buildTopology([
      group({ inputs: { networkSecurityGroupName: "nsg", securityRules: [{ name: "a", ...listed }] } }),
      rule("a", { inputs: { networkSecurityGroupName: "nsg", securityRuleName: "a", ...own } }),
    ]).securityGroups as readonly [SecurityGroup];
    const [merged] = only.rules;
    const value = (merged?.property.value ?? {}) as Record<string, unknown>;
    return { rules: only.rules.length, value: (name: string) => value[name] };
  };

  it.each<[string, object, object, string, unknown]>([
    ["the same", { access: "Deny" }, { access: "Deny" }, "access", "Deny"],
    ["in another spelling", { access: "deny" }, { access: "Deny" }, "access", "Deny"],
    ["as a number", { priority: "100" }, { priority: 100 }, "priority", 100],
    [
      "the same list",
      { sourcePortRanges: ["1", "2"] },
      { sourcePortRanges: ["1", "2"] },
      "sourcePortRanges",
      ["1", "2"],
    ],
    ["absent in both", { access: "" }, {}, "access", undefined],
  ])("%s", (_, listed, own, name, expected) => {
    const { rules, value } = both(listed, own);
    expect(rules).toBe(1);
    expect(value(name)).toEqual(expected);
  });

  it.each<[string, object, object, string]>([
    ["another value", { access: "Deny" }, { access: "Allow" }, "access"],
    ["left out of one", {}, { destinationPortRange: "443" }, "destinationPortRange"],
    ["left out of the other", { destinationPortRange: "443" }, {}, "destinationPortRange"],
    ["unknown in the list", { access: UNKNOWN }, { access: "Allow" }, "access"],
    ["unknown in the resource", { access: "Allow" }, { access: UNKNOWN }, "access"],
  ])("and what they say differently is not: %s", (_, listed, own, name) => {
    const { rules, value } = both(listed, own);
    expect(rules).toBe(1);
    expect(isUnknown(value(name))).toBe(true);
  });

  it("a list that repeats nothing but names differs in no word that matters", () => {
    const { value } = both({ id: "x", description: "one", access: "Deny" }, { description: "two", access: "Deny" });
    expect(value("description")).toBe("two");
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
