import { expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { namesOf } from "../../policies/rules/policy-names";
import type { Rule } from "../../policies/rules/rule";

test("former names lead to the present one", () => {
  const [first, second] = RULES as readonly [Rule, Rule];
  const { policies, aliases } = namesOf([{ ...first, aliases: ["a", "b"] }, second]);
  expect(policies).toEqual([first.name, second.name]);
  expect([...(aliases ?? [])]).toEqual([
    ["a", first.name],
    ["b", first.name],
  ]);
});

test("no name is given twice, neither a present nor a former one", () => {
  const names = RULES.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
