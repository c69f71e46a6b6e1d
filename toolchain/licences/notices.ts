import { readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import type { BundledPackage } from "./bundled";

/** The paths of the notices, relative to the project's folder: next to the files that they are about. */
export const noticesFile = "dist/cli/THIRD-PARTY-NOTICES.txt";

/** The licences of the packages that are bundled into the command, each with its text. */
export function noticesOf(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, license, author, text }) =>
    [`${name} ${version} (${license})`, "", text || standardText(license, author || `the authors of ${name}`)].join(
      "\n",
    ),
  );
  return [
    "The command azure-batch-guard is bundled from its own sources and the packages below.",
    ...parts.map((part) => `${"-".repeat(80)}\n${part}`),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

/** The text of a licence that a package names without including it. */
function standardText(license: string, author: string): string {
  const text = STANDARD[license];
  if (!text) throw new Error(`There is no text for the licence ${license}.`);
  return text().replace("<copyright holders>", author);
}

const STANDARD: Readonly<Record<string, () => string>> = {
  "Apache-2.0": () => readFileSync(path.join(root, "LICENSE"), "utf8").trim(),
  // https://spdx.org/licenses/MIT.html
  MIT: () => `MIT License

Copyright (c) <copyright holders>

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
};
