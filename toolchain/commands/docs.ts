import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { findChromium, howToGetChromium } from "../browser/find-chromium";
import { root } from "../checkout";
import { pages, renewed } from "../docs/pages";
import { presetFile, presetNames, presetText } from "../docs/presets";
import { screenshot, screenshotFile } from "../docs/screenshot";
import { readOptions } from "./options";
import { vitest } from "./vitest";

/**
 * `npm run docs`: renews all generated files: the presets, parts of the pages, the picture of the report, and the files that the tests
 * of the policies write.
 */
export async function docs(given: readonly string[]): Promise<number> {
  readOptions("run docs", {}, given);
  for (const name of presetNames) renew(presetFile(name), presetText(name));
  for (const page of pages) renew(page, await renewed(page));
  const search = findChromium();
  if (search.file !== undefined) renew(screenshotFile, await screenshot(search.file));
  else process.stdout.write(`${screenshotFile} stays as it is: ${search.why} ${howToGetChromium}\n`);
  return vitest([...writers, "--testNamePattern", "written down", "--update"]);
}

/**
 * The tests that write files: the page and the messages of each policy, from the tables of its test; the output for first previews in
 * languages that send the engine less; migration plans; the page on the command line; the catalogue; and the diagram of the layers.
 */
const writers = [
  "test/contract/catalogue.test.ts",
  "test/contract/pages.test.ts",
  "test/contract/messages.test.ts",
  "test/contract/languages.test.ts",
  "test/cli/migrate/written-plans.test.ts",
  "test/cli/command-line-page.test.ts",
  "test/architecture.test.ts",
];

function renew(name: string, content: string | Buffer): void {
  const file = path.join(root, name);
  const current = existsSync(file) && Buffer.from(content).equals(readFileSync(file));
  mkdirSync(path.dirname(file), { recursive: true });
  if (!current) writeFileSync(file, content);
  process.stdout.write(`${name} ${current ? "is current" : "is renewed"}.\n`);
}
