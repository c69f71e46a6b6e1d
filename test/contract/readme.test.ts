import { existsSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { readSettings } from "../../policies/settings/settings";
import { root } from "../../toolchain/checkout";
import { pages, renewed } from "../../toolchain/docs/pages";
import { withSections } from "../../toolchain/docs/sections";

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const configFile = "examples/policy-config.json";

test.each(pages)("%s shows what the pack is and says today", async (page) => {
  expect(await renewed(page), 'renew it with "npm run docs"').toBe(readFileSync(path.join(root, page), "utf8"));
});

test("the README names no folder of the machine on which it was written", () => {
  expect(readme).not.toMatch(/\/(?:work|tmp|root|home|Users)\//);
});

test("its pictures are small, and are told in words", () => {
  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
  expect(pictures).toHaveLength(1);
  for (const [, words = "", file = ""] of pictures) {
    expect(words.length).toBeGreaterThan(40);
    expect(statSync(path.join(root, file)).size).toBeLessThan(300_000);
  }
});

describe("what the README refers to exists", () => {
  const files = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(([, file]) => file as string);
  test.each([...new Set(files)])("file %s", (file) => expect(existsSync(path.join(root, file))).toBe(true));

  const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title]) => anchor(title as string));
  const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link as string);
  test.each([...new Set(links)])("section #%s", (link) => expect(headings).toContain(link));

  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const commands = [...readme.matchAll(/\bnpm (?:run )?(start|test|cli|docs|record|build|lint)\b/g)];
  test.each([...new Set(commands.map(([, name]) => name as string))])("command %s", (name) => {
    expect(scripts).toHaveProperty(name);
  });
});

describe(`the configuration in ${configFile}`, () => {
  const config = JSON.parse(readFileSync(path.join(root, configFile), "utf8"));
  const names = RULES.map(({ name }) => name);

  test("names policies that exist", () => {
    expect(Object.keys(config).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("has settings that can be used", () => {
    const { exemptions, problems } = readSettings(config.settings, { today: "2026-07-01", policies: names });
    expect(problems).toEqual([]);
    expect(exemptions).toHaveLength(1);
  });
});

test.each([
  ["no place at all", "text"],
  ["a start without an end", '<!-- part: written by "npm run docs" -->\n'],
])("a page with %s is refused", (_title, page) => {
  expect(() => withSections(page, { part: "new" })).toThrow('The page has no place for "part"');
});

/** The anchor that GitHub gives a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");
}
