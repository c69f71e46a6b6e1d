import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { cacheRoot } from "../engine/find-cli";
import { isExecutable } from "../executable";
import { java } from "./java";
import type { Language } from "./language";
import { python } from "./python";
import { yaml } from "./yaml";

/** All languages besides TypeScript whose programs can run here. Go and .NET have no SDK or tools in these registries. */
export const languages: readonly Language[] = [python, yaml, java];

/** The folder of a language's SDK, or one sentence that says what is missing. */
export type LanguageSearch =
  | { readonly folder: string }
  | { readonly folder: undefined; readonly why: string; readonly canGet: boolean };

/** Written into a language's folder when its content is complete. */
export const completeMark = ".complete";

/** Looks for the tools of a language and for its SDK in the cache; without the SDK, for the tools that install it. */
export function findLanguage(language: Language, environment: NodeJS.ProcessEnv = process.env): LanguageSearch {
  const folder = languageDirectory(language, environment);
  const isThere = existsSync(path.join(folder, completeMark));
  const needed = Object.entries({ ...language.runsWith, ...(isThere ? {} : language.madeWith) });
  const missing = needed.find(([command]) => !isOnPath(command, environment));
  if (missing) {
    const why = `Programs in ${language.title} need ${missing[1]}: there is no "${missing[0]}" on PATH.`;
    return { folder: undefined, why, canGet: false };
  }
  if (isThere) return { folder };
  const why = `What programs in ${language.title} need is not in the cache: run "npm run languages".`;
  return { folder: undefined, why, canGet: true };
}

/** The folder of a language in the cache: a different one whenever a pinned version changes. */
export function languageDirectory(language: Language, environment: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash("sha256");
  for (const file of language.pins) hash.update(readFileSync(path.join(root, "toolchain", "languages", file)));
  return path.join(cacheRoot(environment), `${language.name}-${hash.digest("hex").slice(0, 12)}`);
}

/** The language of a runtime in Pulumi.yaml. */
export function languageOf(runtime: string): Language | undefined {
  return languages.find(({ name }) => name === runtime);
}

function isOnPath(command: string, environment: NodeJS.ProcessEnv): boolean {
  const names = process.platform === "win32" ? [`${command}.exe`, `${command}.cmd`] : [command];
  const folders = (environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.some((folder) => names.some((name) => isExecutable(path.join(folder, name))));
}
