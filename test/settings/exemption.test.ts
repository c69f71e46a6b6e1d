import { describe, expect, test } from "vitest";
import type { Identity } from "../../policies/plan/identity";
import { type Exemption, isAbout, isExpired, isForThisStack } from "../../policies/settings/exemption";
import { anExemption, daysFromToday, TODAY } from "../support/exemptions";

const URN = "urn:pulumi:dev::render::my:comp:Net$azure-native:network:NetworkSecurityGroup::nsg::1$a";
const ARM_ID = "/subscriptions/0/resourceGroups/rg(1)/providers/Microsoft.Network/networkSecurityGroups/nsg-azure";

const resource: Identity = {
  urn: URN,
  name: "nsg::1$a",
  project: "render",
  stack: "dev",
  azureName: "nsg-azure",
  armId: ARM_ID,
};
const target = { policy: "nsg-no-classic-inbound", resource, securityRule: "Allow-Classic" };
const exemption = (change: Partial<Exemption>): Exemption => ({
  ...anExemption({ policy: "nsg-no-classic-inbound", resource: "*" }),
  at: "exemptions[0]",
  ...change,
});

describe("an exemption is about a finding", () => {
  test.each<[string, Partial<Exemption>, boolean]>([
    ["of its policy", {}, true],
    ["of any policy", { policy: "*" }, true],
    ["not of another policy", { policy: "undecided" }, false],
    ["by the name in the program, with :: and $", { resource: "nsg::1$a" }, true],
    ["by the whole URN", { resource: URN }, true],
    ["by a part of the URN with stars", { resource: "urn:pulumi:*::nsg::1$a" }, true],
    ["not by a part of the URN without them", { resource: "azure-native:network:NetworkSecurityGroup" }, false],
    ["not by another casing of the name", { resource: "NSG::1$a" }, false],
    ["by the Azure name in any casing", { resource: "NSG-Azure" }, true],
    ["by the ARM id in any casing", { resource: ARM_ID.toUpperCase() }, true],
    ["by the resource group", { resource: "/subscriptions/*/resourceGroups/rg(1)/*" }, true],
    ["not by the beginning of a name", { resource: "nsg" }, false],
    ["about its security rule, in any casing", { rule: "allow-*" }, true],
    ["not about another security rule", { rule: "deny-*" }, false],
    ["in its project", { project: "render" }, true],
    ["not in another project", { project: "rend" }, false],
    ["in stacks like its stack", { stack: "d?v" }, true],
    ["not in another stack", { stack: "prod" }, false],
  ])("%s", (_title, change, expected) => expect(isAbout(exemption(change), target)).toBe(expected));

  test("not where it names a security rule and the finding has none", () => {
    expect(isAbout(exemption({ rule: "*" }), { ...target, securityRule: undefined })).toBe(false);
  });

  test("not by an Azure name or id that is not known yet", () => {
    const unborn = { ...resource, azureName: undefined, armId: undefined };
    expect(isAbout(exemption({ resource: "nsg-azure" }), { ...target, resource: unborn })).toBe(false);
    expect(isAbout(exemption({ resource: ARM_ID }), { ...target, resource: unborn })).toBe(false);
  });

  test.each(["settings", "exemptions"])("never of %s, even by a star", (policy) => {
    expect(isAbout(exemption({ policy: "*" }), { ...target, policy })).toBe(false);
    expect(isAbout(exemption({ policy }), { ...target, policy })).toBe(false);
  });
});

test.each([
  ["the day before it ends", 1, false],
  ["its last day", 0, false],
  ["the day after", -1, true],
])("on %s", (_title, days, expired) => {
  expect(isExpired(exemption({ expires: daysFromToday(days) }), TODAY)).toBe(expired);
});

describe("an exemption is meant for this stack alone", () => {
  test.each<[string, Partial<Exemption>, boolean]>([
    ["with a full URN", { resource: URN }, true],
    ["with project and stack", { project: "render", stack: "dev" }, true],
    ["with the stack", { stack: "dev" }, true],
    ["not with the project: it has other stacks", { project: "render" }, false],
    ["not without any", {}, false],
    ["not with a pattern for stacks", { stack: "d*" }, false],
    ["not with a pattern for URNs", { resource: "urn:pulumi:dev::render::*" }, false],
    ["not with another stack", { stack: "prod" }, false],
    ["not with another project", { stack: "dev", project: "ship" }, false],
    ["not with the URN of another stack", { resource: URN.replace(":dev:", ":prod:") }, false],
    [
      "not with the URN of another stack, although it names this one",
      { resource: URN.replace(":dev:", ":prod:"), stack: "dev" },
      false,
    ],
  ])("%s", (_title, change, expected) => expect(isForThisStack(exemption(change), "render", "dev")).toBe(expected));
});
