import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { quoted, shortened, shown, shownWord } from "../../policies/wording/shown";

describe("a value is shown where it looks like what its field holds", () => {
  test.each([
    ["name", "allow-batch_443.in(2)"],
    ["name", "förderband"],
    ["tag", "BatchNodeManagement.WestEurope"],
    ["address", "10.0.0.0/8"],
    ["address", "10.0.0.1-10.0.0.9"],
    ["address", "2001:db8::/32"],
    ["subscription", "11111111-2222-3333-4444-5555AAAA5555"],
    ["date", "2024-07-01T10:00:00Z"],
    ["service", "Microsoft.Web/serverFarms"],
  ] as const)("%s %s", (looks, value) => expect(shown(looks, ` ${value} `)).toBe(value));

  test.each([
    ["name", "p@ssword"],
    ["name", "two words"],
    ["name", "x".repeat(91)],
    ["name", "a/b"],
    ["name", "Key=="],
    ["name", "two\nlines"],
    ["tag", "BatchNodeManagement.p@ss"],
    ["tag", "a.b.c"],
    ["address", "hunter2"],
    ["address", "10.0.0.0/8,10.0.0.0/8"],
    ["subscription", "11111111"],
    ["date", "hunter2"],
    ["service", "hunter2"],
    ["name", ""],
    ["name", undefined],
    ["name", unknown("name")],
  ] as const)("not as %s: %s", (looks, value) => expect(shown(looks, value)).toBeUndefined());
});

test.each([
  ["usermanaged", "UserManaged"],
  [" UserManaged ", "UserManaged"],
  ["hunter2", undefined],
  [undefined, undefined],
  [unknown("provision"), undefined],
])("one of some words: %s", (value, expected) => expect(shownWord(["UserManaged"], value)).toBe(expected));

test("names in the program are no secrets, but may be long or have lines", () => {
  expect(shortened("my pool\n2")).toBe("my pool 2");
  expect(shortened("x".repeat(91))).toBe(`${"x".repeat(89)}…`);
  expect(shortened("abcdef", 4)).toBe("abc…");
});

test("what is not shown leaves no quotes behind", () => {
  expect(quoted(undefined)).toBe("");
  expect(quoted("a")).toBe(' "a"');
});
