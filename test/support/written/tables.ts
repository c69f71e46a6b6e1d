import { vi } from "vitest";
import { RULES } from "../../../policies/rules";
import type { Rule } from "../../../policies/rules/rule";
import type { Tables, Valid } from "../rule-tables";
import { RUN_SUMMARIES } from "./run-summaries";

/** The cases of a policy. Those of policies about the run itself have no findings. */
export interface Cases {
  readonly valid: readonly Valid[];
  readonly invalid: readonly Valid[];
  readonly undecided: Tables["undecided"];
}

// The tables are in test files, which pass them to the tester. Here it only collects them.
const taken = vi.hoisted(() => new Map<string, Tables>());
vi.mock("../rule-tester", () => ({
  testRule: ({ name }: Rule, tables: Tables) => taken.set(name, tables),
}));

/** The cases of a policy's test. Rejects where it has none. */
export async function casesOf({ name, checkRunSummary }: Rule): Promise<Cases> {
  const summary = RUN_SUMMARIES[name];
  if (checkRunSummary && summary) return summary;
  await import(`../../rules/${name}.test.ts`);
  const tables = taken.get(name);
  if (!tables) throw new Error(`test/rules/${name}.test.ts gives no tables to testRule.`);
  return tables;
}

/** The cases of all policies except those about the run itself. */
export async function everyCase(): Promise<readonly Valid[]> {
  const cases: Valid[] = [];
  for (const rule of RULES) {
    if (rule.checkRunSummary) continue;
    const { valid, invalid, undecided } = await casesOf(rule);
    cases.push(...valid, ...invalid, ...(typeof undecided === "string" ? [] : undecided));
  }
  return cases;
}

/** The case that is the example on the policy's page: the marked one, or the first. */
export function example<C extends Valid>(cases: readonly C[]): C {
  const [first, ...others] = cases.filter(({ page }) => page);
  if (others.length > 0) throw new Error(`Two examples: "${first?.title}" and "${others[0]?.title}".`);
  return first ?? (cases[0] as C);
}
