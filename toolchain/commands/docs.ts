import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { pages, renewed } from "../docs/pages";
import { presetFile, presetNames, presetText } from "../docs/presets";
import { readOptions } from "./options";
import { vitest } from "./vitest";

/** `npm run docs`: renews what is generated: the presets, parts of the pages, and what the tests of the policies write. */
export async function docs(given: readonly string[]): Promise<number> {
  readOptions("run docs", {}, given);
  for (const name of presetNames) renew(presetFile(name), presetText(name));
  for (const page of pages) renew(page, await renewed(page));
  return vitest([...writers, "--testNamePattern", "written down", "--update"]);
}

/** The tests that know the page and the messages of each policy: from the tables that it is tested with. */
const writers = ["test/contract/pages.test.ts", "test/contract/messages.test.ts"];

function renew(name: string, text: string): void {
  const file = path.join(root, name);
  const current = existsSync(file) && text === readFileSync(file, "utf8");
  mkdirSync(path.dirname(file), { recursive: true });
  if (!current) writeFileSync(file, text);
  process.stdout.write(`${name} ${current ? "is current" : "is renewed"}.\n`);
}
