import { readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { readSettings } from "../../policies/settings/settings";
import { root } from "../../toolchain/checkout";
import { pages, renewed } from "../../toolchain/docs/pages";
import { withSections } from "../../toolchain/docs/sections";
import { brokenLinks, prose, unknownCommands } from "../support/written/links";

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const configFile = "examples/policy-config.json";

test.each(pages)("%s shows the current output of the pack", async (page) => {
  expect(await renewed(page), 'renew it with "npm run docs"').toBe(readFileSync(path.join(root, page), "utf8"));
});

test("the README names no folder of the machine on which it was written", () => {
  expect(readme).not.toMatch(/\/(?:work|tmp|root|home|Users)\//);
});

test("its pictures are small, and have a text alternative", () => {
  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
  expect(pictures).toHaveLength(1);
  for (const [, words = "", file = ""] of pictures) {
    expect(words.length).toBeGreaterThan(40);
    expect(statSync(path.join(root, file)).size).toBeLessThan(300_000);
  }
});

describe.each(["README.md", "CHANGELOG.md"])("what %s refers to exists", (page) => {
  test("files and sections", () => expect(brokenLinks(page)).toEqual([]));

  test("commands", () => expect(unknownCommands(readFileSync(path.join(root, page), "utf8"))).toEqual([]));
});

test("the README is read in four minutes, and has the two commands with which a newcomer begins", () => {
  expect(prose(readme).split(/\s+/).length).toBeLessThanOrEqual(900);
  expect(readme).toContain("`npm start`");
  expect(readme).toContain("`npm test`");
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

test.each([
  ["a file", "[x](docs/none.md)", ["docs/none.md"]],
  ["a section of the page itself", "# One\n[x](#two)", ["#two"]],
  ["a section of another page", "[x](docs/limits.md#none)", ["docs/limits.md#none"]],
  ["a picture", "![x](docs/none.png)", ["docs/none.png"]],
  ["what is there", "## Try it!\n[x](#try-it) [y](docs/limits.md#limits) [z](https://pulumi.com)", []],
])("%s: a link that leads nowhere is found", (_title, text, broken) => {
  expect(brokenLinks("README.md", text)).toEqual(broken);
});

test("reports a command that is not in package.json, but not npm's own commands or packages", () => {
  const text = "`npm run nothing`, `npm test`, `npm ci`, `npm install --save-dev x` and `npm run docs -- --all`";
  expect(unknownCommands(text)).toEqual(["nothing"]);
});

test("prose is what is neither code, table, picture nor comment", () => {
  expect(prose("a `b`\n\n```sh\nc\n```\n| d |\n![e](f)\n<!-- g -->\nh")).toBe("a `b` h");
});
