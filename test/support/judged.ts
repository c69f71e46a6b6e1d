import { expect } from "vitest";
import { judgeResource, openEvaluation } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Rule, Undecided } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import { readSettings } from "../../policies/settings/settings";
import { TODAY } from "./exemptions";
import { batchTokens } from "./program/batch-tokens";
import { SHAPES, type Shape } from "./program/shapes";
import type { Valid } from "./rule-tables";

/** A normal run tests one in this many spellings and shapes of a program. */
export const SPARSE = 16;

/** The shape with the most known values. */
const [FULLEST] = SHAPES as readonly [Shape];

/** The program of a case in one shape. */
export function show(each: Valid, name = FULLEST.name): readonly PlannedResource[] {
  const shape = SHAPES.find((other) => other.name === name);
  if (!shape) throw new Error(`There is no shape "${name}".`);
  return shape.show(each.program, batchTokens(each.batchTokens));
}

/** The results of a rule on a program. */
export interface Judged {
  readonly reports: readonly Report[];
  readonly undecided: readonly Undecided[];
}

/** Judges a program by one rule, as configured in its case. */
export function judge(rule: Rule, resources: readonly PlannedResource[], { settings, today = TODAY }: Valid): Judged {
  const read = readSettings(settings, { today, policies: [rule.name] });
  expect(read.problems).toEqual([]);
  const context: Context = { settings: read, today };
  const single = resources.map((resource) => judgeResource(rule, resource, context));
  const all = [...single, openEvaluation(resources, context).judge(rule)];
  return { reports: all.flatMap(({ reports }) => reports), undecided: all.flatMap((each) => each.undecided) };
}

/** The name in the program. */
export function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

/** Each rule has a test file with its name. */
export function explainedBy({ name }: Rule, { title }: Valid, resources: readonly PlannedResource[], id?: string) {
  const file = `test/rules/${name}.test.ts`;
  return () => ({ file, title, resources, ...(id === undefined ? {} : { id }) });
}
