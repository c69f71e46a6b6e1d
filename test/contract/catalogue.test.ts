import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { judgesStack, type Level, type Rule } from "../../policies/rules/rule";
import { root } from "../../toolchain/checkout";

/** What a policy judges: resources one by one (before each is created), the whole stack, or both. */
type Sort = "resource" | "stack" | "both";

function sortOf(rule: Rule): Sort | undefined {
  const looksAtStack = judgesStack(rule);
  if (rule.checkEntity) return looksAtStack ? "both" : "resource";
  return looksAtStack ? "stack" : undefined;
}

/**
 * All policies in their order, with their levels in the presets `recommended` and `strict`. The SDK decodes every resource again
 * for each policy that judges the stack, so another such policy is a deliberate decision, which the file records.
 */
test("the catalogue is what is written down", async () => {
  const rows = RULES.map((rule) => [rule.name, rule.levels.recommended, rule.levels.strict, sortOf(rule)].join(" "));
  const file = path.join(__dirname, "catalogue.txt");
  await expect(`${rows.join("\n")}\n`, 'renew it with "npm run docs"').toMatchFileSnapshot(file);
});

const folder = path.join(root, "policies", "rules");
/** Files next to the policies that are not policies. */
const NO_POLICIES = ["index.ts", "policy-names.ts", "rule.ts"];

test("every file of a policy is listed, once, under its own name", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !NO_POLICIES.includes(file));
  expect(RULES.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  test("is called in the code as it is called in Pulumi", () => {
    const constant = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(readFileSync(path.join(folder, `${name}.ts`), "utf8")).toMatch(
      new RegExp(`^export const ${constant}: Rule = \\{\\n {2}name: "${name}",`, "m"),
    );
  });

  test("has its own test", () => {
    const file = path.join(root, "test", "rules", `${name}.test.ts`);
    expect(existsSync(file), `test/rules/${name}.test.ts`).toBe(true);
    expect(readFileSync(file, "utf8")).toContain(`policies/rules/${name}"`);
  });

  test("states its requirement in a sentence", () => {
    expect(rule.title).toMatch(/^[A-Z].{20,120}\.$/);
    expect(RULES.filter(({ title }) => title === rule.title)).toHaveLength(1);
  });

  test("has a severity, and a page to read on", () => {
    expect(["low", "medium", "high", "critical"]).toContain(rule.severity);
    expect(rule.link).toMatch(/^https:\/\/(learn\.microsoft\.com|github\.com|www\.pulumi\.com)\/\S+$/);
  });

  test("is at least as strict in the strict preset as in the recommended one", () => {
    const order: readonly Level[] = ["disabled", "advisory", "mandatory"];
    expect(order.indexOf(rule.levels.strict)).toBeGreaterThanOrEqual(order.indexOf(rule.levels.recommended));
  });
});
