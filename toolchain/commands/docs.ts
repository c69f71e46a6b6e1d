import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { pages, renewed } from "../docs/pages";
import { readOptions } from "./options";

/** `npm run docs`: renews what is generated in the pages. */
export async function docs(given: readonly string[]): Promise<number> {
  readOptions("run docs", {}, given);
  for (const page of pages) {
    const file = path.join(root, page);
    const text = await renewed(page);
    const current = text === readFileSync(file, "utf8");
    if (!current) writeFileSync(file, text);
    process.stdout.write(`${page} ${current ? "is current" : "is renewed"}.\n`);
  }
  return 0;
}
