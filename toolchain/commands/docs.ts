import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { pages, renewed } from "../docs/pages";
import { presetFile, presetNames, presetText } from "../docs/presets";
import { readOptions } from "./options";

/** `npm run docs`: renews what is generated: the presets, and parts of the pages. */
export async function docs(given: readonly string[]): Promise<number> {
  readOptions("run docs", {}, given);
  for (const name of presetNames) renew(presetFile(name), presetText(name));
  for (const page of pages) renew(page, await renewed(page));
  return 0;
}

function renew(name: string, text: string): void {
  const file = path.join(root, name);
  const current = existsSync(file) && text === readFileSync(file, "utf8");
  mkdirSync(path.dirname(file), { recursive: true });
  if (!current) writeFileSync(file, text);
  process.stdout.write(`${name} ${current ? "is current" : "is renewed"}.\n`);
}
