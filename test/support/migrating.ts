import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "vitest";
import { root } from "../../toolchain/checkout";
import { applySnippet } from "./apply-snippet";
import { applyYamlSnippet } from "./apply-yaml";
import { commandToday } from "./command";
import type { SourceLanguage } from "./program/sources";

/** The output of `migrate` for a state; the test fails on an error. */
export async function migrate(state: string, ...options: readonly string[]): Promise<string> {
  const { status, output, complaint } = await commandToday("migrate", state, ...options);
  expect([status, complaint]).toEqual([0, undefined]);
  return output ?? "";
}

/** Applies a snippet of a plan to the text of a program. */
type Apply = (program: string, snippet: string, imports: readonly string[]) => string;

/** How a user applies the snippets of a plan to a program, without other changes. */
export const APPLY: Readonly<Record<SourceLanguage, Apply>> = {
  typescript: applySnippet,
  python: (program, snippet, imports) =>
    execFileSync("python3", [path.join(root, "test", "support", "apply_snippet.py")], {
      encoding: "utf8",
      input: JSON.stringify({ program, snippet, imports }),
    }),
  yaml: applyYamlSnippet,
};
