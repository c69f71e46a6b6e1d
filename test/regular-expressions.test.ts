import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { sourcesIn } from "./support/sources";

/** Far longer than a linear pattern takes, far shorter than a pattern that backtracks over every division of the text. */
const SLOWEST_MS = 250;
const LENGTH = 50_000;

interface Found {
  readonly file: string;
  readonly pattern: string;
}

/** All regular expression literals in the code. Patterns that are composed from texts are tested where they are used. */
const found: readonly Found[] = ["policies", "cli"].flatMap(sourcesIn).flatMap(({ file, parsed }) => {
  const patterns: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push({ file, pattern: node.text });
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return patterns;
});

/** Texts that nearly match: each character and word of the pattern, repeated, with and without a different character at the end. */
function attacks(pattern: string): readonly string[] {
  const words = [...pattern.matchAll(/[A-Za-z0-9_]+|\\?[^\w\s]|\s/g)].map(([word]) => word.replace(/^\\(?=.)/, ""));
  const units = new Set([
    ...words,
    "a",
    "A",
    "0",
    " ",
    "\n",
    "/",
    ".",
    ":",
    "-",
    "a0",
    "a.",
    "a/",
    "::",
    "ab",
    "0.",
    "1-",
  ]);
  const texts = [...units].flatMap((unit) => {
    const run = unit.repeat(Math.ceil(LENGTH / unit.length));
    return [run, `${run}\u0000`];
  });
  // The text that must precede the repeated part.
  const beginning = words.filter((word) => word.length > 1).join("/");
  return [...texts, ...texts.map((text) => beginning + text)];
}

/** The shortest time of `run`: a busy machine may delay one run, but hardly three. */
function milliseconds(run: () => unknown): number {
  const times: number[] = [];
  do {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  } while (times.length < 3 && Math.min(...times) >= SLOWEST_MS);
  return Math.min(...times);
}

describe.each(found.map(({ file, pattern }) => [`${file}: ${pattern}`, pattern] as const))("%s", (_title, pattern) => {
  test("takes no longer for a text that nearly matches", () => {
    const end = pattern.lastIndexOf("/");
    const flags = pattern.slice(end + 1);
    for (const text of attacks(pattern)) {
      const expression = new RegExp(pattern.slice(1, end), flags);
      const read = () => (flags.includes("g") ? text.replaceAll(expression, "") : expression.test(text));
      expect(milliseconds(read), JSON.stringify(text.slice(0, 60))).toBeLessThan(SLOWEST_MS);
    }
  });
});

test("there are patterns to look at, and a slow one is found out", () => {
  expect(found.length).toBeGreaterThan(20);
  expect(attacks("/^x*x*y/").map((text) => text.slice(0, 3))).toContain("xxx");
  expect(milliseconds(() => /^x*x*x*y/.test("x".repeat(1_500)))).toBeGreaterThan(SLOWEST_MS);
});
