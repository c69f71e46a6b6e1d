import type { PolicyPackArgs, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { expect, test } from "vitest";
import { policyPack } from "../../policies/pack";
import { exemptions } from "../../policies/rules/exemptions";
import { finding, type Rule } from "../../policies/rules/rule";
import { settings } from "../../policies/rules/settings";
import { TODAY } from "../support/exemptions";

type Both = ResourceValidationPolicy & StackValidationPolicy;

const { checkRunSummary: _, ...base } = settings;
const rule = (name: string, more: Partial<Rule>): Rule => ({ ...base, name, ...more });

const one = rule("one-resource", { checkEntity: () => [] });
const whole = rule("whole-stack", { checkTopology: () => [] });
const finds = rule("finds-something", {
  checkTopology: ({ pools }) =>
    pools.map(({ entity }) => finding({ urn: entity.resource.urn, path: "", found: "", why: "", remedies: [] })),
});
const RULES = [settings, one, whole, finds, exemptions];

const POOL = "azure-native:batch:Pool";
const BUCKET = "aws:s3:Bucket";

/** Runs a pack as the SDK does: calls each policy that has the function, with new arguments. Returns the names of those that ran. */
function engine({ policies }: PolicyPackArgs, disabled: readonly string[] = []) {
  const enabled = (policies as Both[]).filter(({ name }) => !disabled.includes(name));
  const args = (type: string) => ({ type, name: "x", urn: `urn:pulumi:dev::p::${type}::x`, props: { a: 1 }, opts: {} });
  const nothing = { getConfig: () => ({}), dependencies: [], propertyDependencies: {} };
  return {
    async analyze(type: string): Promise<string[]> {
      const ran: string[] = [];
      for (const policy of enabled) {
        const validate = policy.validateResource;
        if (typeof validate !== "function") continue;
        ran.push(policy.name);
        await validate({ ...args(type), ...nothing } as never, () => {});
      }
      return ran;
    },
    async analyzeStack(...types: string[]): Promise<string[]> {
      const ran: string[] = [];
      for (const policy of enabled) {
        if (!policy.validateStack) continue;
        ran.push(policy.name);
        const resources = types.map((type) => ({ ...args(type), ...nothing }));
        await policy.validateStack({ resources, getConfig: () => ({}) } as never, () => {});
      }
      return ran;
    },
  };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("Analyze: all policies see the first resource, then only those that judge single resources", async () => {
  const pack = engine(policyPack(() => TODAY, RULES));
  expect(await pack.analyze(BUCKET)).toEqual(RULES.map(({ name }) => name));
  await nextTurn();
  expect(await pack.analyze(POOL)).toEqual(["settings", "one-resource"]);
});

test("Analyze: a resource that nobody reads is seen once", async () => {
  const pack = engine(policyPack(() => TODAY, RULES));
  await pack.analyze(POOL);
  await nextTurn();
  expect(await pack.analyze(BUCKET)).toEqual(["settings"]);
});

test.each([
  ["settings", ["one-resource"], ["one-resource"]],
  ["settings, one-resource", ["whole-stack"], ["whole-stack"]],
])("Analyze: whichever is the first sees everything: without %s", async (disabled, ofPool, ofBucket) => {
  const pack = engine(
    policyPack(() => TODAY, RULES),
    disabled.split(", "),
  );
  await pack.analyze(BUCKET);
  await nextTurn();
  expect(await pack.analyze(POOL)).toEqual(ofPool);
  await nextTurn();
  expect(await pack.analyze(BUCKET)).toEqual(ofBucket);
});

test("Analyze: calls at the same moment do not hide each other's resources", async () => {
  const pack = engine(policyPack(() => TODAY, RULES));
  await pack.analyze(POOL);
  await nextTurn();
  const [bucket, pool] = await Promise.all([pack.analyze(BUCKET), pack.analyze(POOL)]);
  expect(bucket).toContain("settings");
  expect(pool).toEqual(["settings", "one-resource"]);
});

test("AnalyzeStack: after the first, only policies run that find something", async () => {
  const pack = engine(policyPack(() => TODAY, RULES));
  await pack.analyze(POOL);
  await nextTurn();
  expect(await pack.analyzeStack(POOL, BUCKET)).toEqual(["settings", "finds-something"]);
});

test("AnalyzeStack: without a resource seen before, each looks at its configuration once", async () => {
  const pack = engine(policyPack(() => TODAY, RULES));
  expect(await pack.analyzeStack(BUCKET)).toEqual(["settings", "whole-stack", "finds-something", "exemptions"]);
});
