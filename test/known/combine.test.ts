import { describe, expect, test } from "vitest";
import { anyPart, everyPart, unknownsAmong, whichever } from "../../policies/known/combine";
import { type Unknown, unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";

const a = unknown("a", "urn");
const b = unknown("b", "urn");
const holds = (because: string): Verdict<string> => ({ is: "holds", because });
const violated = (because: string): Verdict<string> => ({ is: "violated", because });
const undecided = (because: string, ...unknowns: Unknown[]): Verdict<string> => ({
  is: "undecided",
  because,
  unknowns,
});

describe("several verdicts as one", () => {
  test.each<[string, readonly Verdict<string>[], Verdict<readonly string[]>]>([
    ["all hold", [holds("x"), holds("y")], { is: "holds", because: ["x", "y"] }],
    ["one is violated", [holds("x"), violated("y"), undecided("z", a)], { is: "violated", because: ["y"] }],
    ["one is open", [holds("x"), undecided("y", a)], { is: "undecided", because: ["y"], unknowns: [a] }],
    ["none", [], { is: "holds", because: [] }],
  ])("every part is required: %s", (_title, parts, expected) => {
    expect(everyPart(parts)).toEqual(expected);
  });

  test.each<[string, readonly Verdict<string>[], Verdict<readonly string[]>]>([
    ["one holds", [violated("x"), holds("y"), undecided("z", a)], { is: "holds", because: ["y"] }],
    ["all are violated", [violated("x"), violated("y")], { is: "violated", because: ["x", "y"] }],
    ["one is open", [violated("x"), undecided("y", a)], { is: "undecided", because: ["y"], unknowns: [a] }],
    ["none", [], { is: "violated", because: [] }],
  ])("one part is enough: %s", (_title, parts, expected) => {
    expect(anyPart(parts)).toEqual(expected);
  });

  test.each<[string, readonly Verdict<string>[], Verdict<readonly string[]>]>([
    ["both hold", [holds("x"), holds("y")], { is: "holds", because: ["x", "y"] }],
    ["both are violated", [violated("x"), violated("y")], { is: "violated", because: ["x", "y"] }],
    ["they differ", [holds("x"), violated("y")], { is: "undecided", because: ["x", "y"], unknowns: [b] }],
    ["one is open", [holds("x"), undecided("y", a)], { is: "undecided", because: ["x", "y"], unknowns: [b, a] }],
    ["none is possible", [], { is: "undecided", because: [], unknowns: [b] }],
  ])("one of them is the truth: %s", (_title, possible, expected) => {
    expect(whichever(possible, [b])).toEqual(expected);
  });

  test("unknown values are named once, and known ones not at all", () => {
    expect(unknownsAmong(["x", a, undefined, unknown("a", "urn"), b, unknown("a", "other")])).toEqual([
      a,
      b,
      unknown("a", "other"),
    ]);
  });
});
