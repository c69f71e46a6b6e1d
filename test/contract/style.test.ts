import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { sourcesIn } from "../support/sources";
import { REFUSED, refusedIn } from "../support/written/words";

const STYLE = "docs/style.md";

/** The texts for users: pages, all messages, and the documented output of examples. docs/cli.md contains the help of every command. */
const files = [
  "README.md",
  ...inFolder("docs", /\.md$/),
  ...inFolder("policies/rules", /\.md$/),
  ...inFolder("test/contract/messages", /\.txt$/),
  ...inFolder("test/cli/migrate/plans", /\.md$/),
].filter((file) => file !== STYLE);

/** The parts of the command that contain texts for users. */
const SPOKEN = /^cli\/(html\/(?!style)|report|picture|findings|fleet|commands|help|command)/;

test.each(files)("%s uses no word that docs/style.md excludes", (file) => {
  expect(refusedIn(file.endsWith(".txt") ? withoutTitles(read(file)) : read(file))).toEqual([]);
});

test("nor does what the command prints", () => {
  const texts = sourcesIn("cli").filter(({ file }) => SPOKEN.test(file));
  expect(texts.length).toBeGreaterThan(20);
  expect(
    texts.flatMap(({ file, code }) =>
      sentencesIn(code).flatMap((text) => refusedIn(text).map((line) => `${file} ${line}`)),
    ),
  ).toEqual([]);
});

test("the page has the words that are refused, in their order, and fits on one screen", () => {
  const page = read(STYLE);
  const rows = [...(page.split("| Not | Use |")[1] ?? "").matchAll(/^\| (?!---)(.+?) \| .+ \|$/gm)].map(
    ([, word]) => word,
  );
  expect(rows).toEqual(REFUSED.map(([shown]) => shown));
  expect(page.split("\n").length).toBeLessThanOrEqual(50);
});

test.each([
  ["those that cannot reach it turn unusable", ["turn unusable"]],
  ['rule "Deny" keeps pools "a" and "b" from TCP 443', ["keeps … from"]],
  ["a rule that lets the Batch service in", ["lets … in, lets … through"]],
  ["lets the endpoint write in the zone", []],
  ["Change: Set it.", ["Change:"]],
  ["    // Change:", []],
  ["the intelligent storyteller recommends amendments", []],
])("%s: what is out in it is found", (text, words) => {
  expect(refusedIn(text)).toEqual(words.map((word) => `1: ${word}: ${text.trim()}`));
});

/** Texts of several words in quotes. */
function sentencesIn(code: string): readonly string[] {
  return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, quoted, template]) => quoted ?? (template ?? "").replaceAll(/\$\{[^}]*\}/g, "…"))
    .filter((text) => text.trim().split(/\s+/).length > 2);
}

/** The list of messages without the titles of the cases, which are written for contributors. */
function withoutTitles(text: string): string {
  return text.replaceAll(/^# .*$/gm, "");
}

function inFolder(folder: string, ends: RegExp): readonly string[] {
  const names = readdirSync(path.join(root, folder)).filter((name) => ends.test(name));
  return names.map((name) => `${folder}/${name}`);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}
