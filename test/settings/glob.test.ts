import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globProblem, matchesGlob, matchesGlobIgnoringCase } from "../../policies/settings/glob";
import { holdsAlways } from "../support/runs";

const URN = "urn:pulumi:dev::render::my:component:Net$azure-native:network:NetworkSecurityGroup::nsg::render";
const ARM_ID = "/subscriptions/0000/resourceGroups/rg(prod)/providers/Microsoft.Network/networkSecurityGroups/nsg.1";

describe("a pattern", () => {
  test.each([
    ["stands for itself", "nsg-render", "nsg-render", true],
    ["covers the whole text, not its beginning", "web", "webserver-prod", false],
    ["nor its end", "prod", "web-prod", false],
    ["compares case", "NSG", "nsg", false],
    ["* is any run, the empty one too", "nsg*", "nsg", true],
    ["* spans slashes", "/subscriptions/*/nsg.1", ARM_ID, true],
    ["* spans colons and $", "urn:*::nsg::render", URN, true],
    ["* spans a leading dot", "*", ".hidden", true],
    ["* spans line ends", "a*b", "a\nb", true],
    ["** is the same", "urn:**render", URN, true],
    ["? is one character", "nsg-?", "nsg-1", true],
    ["? is not none", "nsg-?", "nsg-", false],
    ["? is not two", "nsg-?", "nsg-12", false],
    ["a URN stands for itself", URN, URN, true],
    ["an ARM id stands for itself", ARM_ID, ARM_ID, true],
    ["a dot is a dot", "nsg.1", "nsg-1", false],
    ["brackets are literal", "subnet[0]", "subnet[0]", true],
    ["the empty text is matched by stars alone", "**", "", true],
    ["the empty pattern matches nothing else", "", "a", false],
    ["a star goes back where it took too little", "*ab", "aab", true],
    ["two stars both go back", "a*b*c", "abxbxbcxc", true],
  ])("%s: %s", (_why, pattern, text, expected) => expect(matchesGlob(pattern, text)).toBe(expected));

  test("may be compared without case, as Azure does", () => {
    expect(matchesGlobIgnoringCase("/SUBSCRIPTIONS/*/NSG.?", ARM_ID)).toBe(true);
  });

  test("agrees with a regular expression on every pattern and text", () => {
    const letters = fc.constantFrom("a", "b", "$", ":", "/", ".", "(");
    const pattern = fc.array(fc.oneof(letters, fc.constantFrom("*", "?")), { maxLength: 8 });
    const property = fc.property(pattern, fc.array(letters, { maxLength: 10 }), (parts, text) => {
      const sources = parts.map((part) => (part === "*" ? ".*" : part === "?" ? "." : `\\x${hex(part)}`));
      const oracle = new RegExp(`^(?:${sources.join("")})$`, "s");
      expect(matchesGlob(parts.join(""), text.join(""))).toBe(oracle.test(text.join("")));
    });
    holdsAlways(property);
  });

  test("cannot be made slow: 500 stars against 20,000 characters", () => {
    const started = performance.now();
    expect(matchesGlob(`${"*a".repeat(500)}b`, "a".repeat(20_000))).toBe(false);
    // A backtracking matcher would not finish within the age of the universe.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe("what is no pattern is named", () => {
  test.each([
    ["", "is empty"],
    ["   ", "is empty"],
    [" nsg", "begins or ends with a space"],
    ["x".repeat(1025), "is longer than 1024 characters"],
    ["nsg-{dev,prod}", 'has "{dev,prod}"'],
    ["nsg-[a-z]", 'has "[a-z]"'],
    ["!(nsg)", 'has "!(nsg)"'],
    ["nsg-@(a|b)", 'has "@(a|b)"'],
    ["!nsg", 'has "!"'],
  ])("%j %s", (pattern, problem) => expect(globProblem(pattern)).toContain(problem));

  test.each([["*"], [URN], [ARM_ID], ["subnet[0]"], ["rg (prod)"], ["a$b::c"], ["{literal}"]])("%s is one", (pattern) =>
    expect(globProblem(pattern)).toBeUndefined(),
  );
});

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, "0");
}
