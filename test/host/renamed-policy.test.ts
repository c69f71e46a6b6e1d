import type { StackValidationPolicy } from "@pulumi/policy";
import { expect, test } from "vitest";
import { policyPack } from "../../policies/pack";
import { finding, type Rule } from "../../policies/rules/rule";
import { settings } from "../../policies/rules/settings";
import { anExemption, TODAY } from "../support/exemptions";

const type = "azure-native:batch:Pool";
const urn = `urn:pulumi:dev::p::${type}::render`;
const { checkRunSummary: _, ...base } = settings;
const renamed: Rule = {
  ...base,
  name: "present-name",
  aliases: ["former-name"],
  checkTopology: () => [finding({ urn, path: "", found: "", why: "", remedies: [] })],
};

/** The names of the policies that report a finding, with an exemption for this policy. */
async function found(policy: string): Promise<string[]> {
  const { policies } = policyPack(() => TODAY, [settings, renamed]);
  const config = { exemptions: [anExemption({ policy })] };
  const names: string[] = [];
  for (const { name, validateStack } of policies as StackValidationPolicy[]) {
    const resources = [{ type, name: "render", urn, props: {}, opts: {}, dependencies: [], propertyDependencies: {} }];
    const getConfig = () => (name === "settings" ? config : {});
    await validateStack?.({ resources, getConfig } as never, () => names.push(name));
  }
  return names;
}

test.each([
  ["present-name", []],
  ["former-name", []],
  ["another-name", ["settings", "present-name"]],
])("an exemption for %s", async (policy, names) => expect(await found(policy)).toEqual(names));
