import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { UNKNOWN_SENTINELS } from "../../policies/plan/tree";

const proxy = createRequire(__filename)("@pulumi/policy/proxy") as Record<string, unknown>;

test("the marks of unknown values are those of the policy SDK, all of them", () => {
  const marks = Object.entries(proxy).filter(([name]) => /^unknown\w+Value$/.test(name));
  expect(marks).toHaveLength(7);
  expect(new Set(marks.map(([, mark]) => mark))).toEqual(UNKNOWN_SENTINELS);
});
