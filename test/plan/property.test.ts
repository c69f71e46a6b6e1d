import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { fieldAt, flag, isAbsent, items, numeric, type Property, text, texts } from "../../policies/plan/property";
import { toBranch } from "../../policies/plan/tree";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function at(path: string, tree: object): Property {
  return fieldAt({ value: toBranch(tree, "u"), path: "", owner: "u" }, path);
}

const of = (value: unknown) => at("p", { p: value });
const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);
const ODD = [[{ an: "object" }], [["a list"]]] as const;

describe("fieldAt", () => {
  it.each<[string, object, unknown]>([
    ["a.b", { a: { b: 1 } }, 1],
    ["a.b", { a: {} }, undefined],
    ["a.b", {}, undefined],
    ["a.b", { a: null }, undefined],
    ["a.b", { a: UNKNOWN }, "unknown"],
    ["a.b", { a: "no object" }, "unknown"],
    ["a.b", { a: [{ b: 1 }] }, "unknown"],
    ["toString", {}, undefined],
  ])("%s of %j is %s", (path, tree, value) => {
    expect(known(at(path, tree).value)).toBe(value);
  });

  it("names the place", () => {
    expect(at("a.b", { a: UNKNOWN })).toMatchObject({ path: "a.b", owner: "u", value: { path: "a.b", owner: "u" } });
  });
});

it.each([
  [null, true],
  ["", true],
  [undefined, true],
  [0, false],
  [false, false],
  [[], false],
  [UNKNOWN, false],
])("%j is absent: %s", (value, absent) => {
  expect(isAbsent(of(value))).toBe(absent);
});

it.each<[unknown, unknown]>([
  ["word", "word"],
  [7, "7"],
  [false, "false"],
  [null, undefined],
  ["", undefined],
  [UNKNOWN, "unknown"],
  ...ODD.map(([odd]): [unknown, unknown] => [odd, "unknown"]),
])("the text of %j is %s", (value, expected) => {
  expect(known(text(of(value)))).toBe(expected);
});

it.each<[unknown, unknown]>([
  [7, 7],
  ["7", 7],
  [" 7 ", 7],
  ["seven", "unknown"],
  [" ", "unknown"],
  [true, "unknown"],
  [null, undefined],
  ["", undefined],
  [UNKNOWN, "unknown"],
  ...ODD.map(([odd]): [unknown, unknown] => [odd, "unknown"]),
])("the number of %j is %s", (value, expected) => {
  expect(known(numeric(of(value)))).toBe(expected);
});

it.each<[unknown, unknown]>([
  [true, true],
  ["True", true],
  ["FALSE", false],
  ["yes", "unknown"],
  [1, "unknown"],
  [null, undefined],
  [UNKNOWN, "unknown"],
  ...ODD.map(([odd]): [unknown, unknown] => [odd, "unknown"]),
])("the flag of %j is %s", (value, expected) => {
  expect(known(flag(of(value)))).toBe(expected);
});

describe("lists", () => {
  it.each<[unknown, unknown]>([
    [
      ["a", "b"],
      ["p[0]", "p[1]"],
    ],
    ["a", ["p"]],
    [{ one: 1 }, ["p"]],
    [null, []],
    [[], []],
    [UNKNOWN, "unknown"],
  ])("the elements of %j are at %j", (value, paths) => {
    const elements = items(of(value));
    expect(isUnknown(elements) ? "unknown" : elements.map(({ path }) => path)).toEqual(paths);
  });

  it.each<[unknown, unknown]>([
    [
      ["a", UNKNOWN, null, 7],
      ["a", "unknown", "7"],
    ],
    ["a", ["a"]],
    [UNKNOWN, "unknown"],
  ])("the texts of %j are %j", (value, expected) => {
    const words = texts(of(value));
    expect(isUnknown(words) ? "unknown" : words.map(known)).toEqual(expected);
  });
});
