import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { LANGUAGE_NAMES, literal, yamlKey } from "../../../../cli/migrate/snippets/literals";
import { HOSTILE } from "../../../support/hostile-names";
import { isInstalled, pythonValues } from "../../../support/parsers";

const DOLLAR = "$";

/** Texts with a special meaning in one of the languages. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ...HOSTILE,
  ["an interpolation of Pulumi YAML", `${DOLLAR}{pool.name} ${DOLLAR}${DOLLAR}{x} $$ { }`],
  ["an interpolation of C# and of templates", `{0} ${DOLLAR}"{a}" \`${DOLLAR}{b}\``],
  ["the end of a comment", "a */ b # c // d -- e"],
  ["line separators", "a\u2028b\u2029c\u0085d\r\ne"],
  ["a tab, a form feed, a backspace", "a\tb\fc\bd\u000be"],
  ["escapes as they are", "\\n \\u0041 \\x41 \\N{DIGIT ONE} \\0"],
  ["words of YAML", "yes"],
  ["a number", "443"],
  ["characters beyond the first plane", "🚀 𝒳"],
  ["nothing", ""],
  ["only blanks", "   "],
];

/** Valid Unicode text has no lone surrogates. */
const whole = (text: string) => text.replace(/\p{Cs}/gu, "\ufffd");

describe.each(TEXTS)("%s", (_what, text) => {
  test.each(LANGUAGE_NAMES)("is one line that shows everything in %s", (language) => {
    const written = literal(language, text);
    expect(written).toMatch(/^".*"$/);
    expect(written).not.toMatch(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
    expect(written.slice(1, -1).replace(/\\./g, "")).not.toContain('"');
  });

  test("means the same in TypeScript", () => {
    const source = ts.createSourceFile("a.ts", `(${literal("typescript", text)});`, ts.ScriptTarget.Latest, true);
    const values: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node)) values.push(node.text);
      else node.forEachChild(visit);
    };
    visit(source);
    expect(values).toEqual([text]);
  });

  test("means the same in YAML, and nothing to Pulumi in it", () => {
    const value = parse(`a: ${literal("yaml", text)}`).a as string;
    const [inert, obeyed] = [`${DOLLAR}${DOLLAR}{`, `${DOLLAR}{`];
    expect(value.replaceAll(inert, () => obeyed)).toBe(whole(text));
    expect(value.replaceAll(inert, "")).not.toContain(obeyed);
    expect(Object.keys(parse(`${yamlKey(text)}: 1`))).toEqual([whole(text)]);
  });

  test("has escapes only that Go, C# and Java have", () => {
    for (const language of ["go", "csharp", "java"] as const) {
      const escapes = literal(language, text).match(/\\(u[0-9a-f]{4}|.)/g) ?? [];
      expect(escapes.filter((each) => !/^\\(u[0-9a-f]{4}|["\\bfnrt])$/.test(each))).toEqual([]);
    }
    // Go rejects a lone surrogate, C# accepts it.
    expect(literal("go", text)).not.toMatch(/\\ud[89a-f]/i);
  });
});

test.skipIf(!isInstalled("python3"))("they mean the same in Python", () => {
  const written = TEXTS.map(([, text]) => literal("python", text));
  expect(pythonValues(written)).toEqual(TEXTS.map(([, text]) => whole(text)));
});
