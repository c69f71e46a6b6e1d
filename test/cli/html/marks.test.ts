import { describe, expect, test } from "vitest";
import { classesFor, filtersOf, findingClasses, marksOf } from "../../../cli/html/marks";
import { aFinding } from "../../support/findings";

const marks = marksOf({
  level: ["advisory", "mandatory", "advisory"],
  path: ["open"],
  policy: ["} * { color: red", "a", "a"],
});

describe("marks", () => {
  test("say nothing of the values that they stand for", () => {
    expect([...marks.policy]).toEqual([
      ["a", "policy-0"],
      ["} * { color: red", "policy-1"],
    ]);
  });

  test("go by weight where the values have one", () =>
    expect([...marks.level.keys()]).toEqual(["mandatory", "advisory"]));
});

test("only what has something to choose is a filter", () => {
  expect(filtersOf(marks).map(({ name, as, choices }) => [name, as, choices.map(({ label }) => label)])).toEqual([
    ["level", "buttons", ["mandatory", "advisory"]],
    ["policy", "list", ["a", "} * { color: red"]],
  ]);
});

test("classes tell the filters that ask, and each mark once", () => {
  expect(classesFor(marks, { level: ["advisory", "advisory"], path: [] })).toBe("by-level by-path level-1");
  expect(classesFor(marks, { policy: ["of another page"] })).toBe("by-policy");
});

test("findings that stand together have what comes together in one of them", () => {
  const findings = [aFinding({ policy: "a" }), aFinding({ policy: "} * { color: red", level: "advisory" })];
  expect(findingClasses(marks, findings)).toBe(
    "by-level by-policy level-0 level-1 policy-0 policy-1 by-pair level-0_policy-0 level-1_policy-1",
  );
});
