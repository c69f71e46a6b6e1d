import * as path from "node:path";
import { cacheRoot } from "../engine/find-cli";
import { isExecutable } from "../executable";

/** The version of act, which runs GitHub's workflows on this machine: https://nektosact.com. `go.mod` next to this file pins it. */
export const actVersion = "0.2.89";

/** The executable, or a sentence that says what is missing. */
export type ActSearch = { readonly file: string } | { readonly file: undefined; readonly why: string };

/** Looks for act in the folder of `npm run runner`. Never throws. */
export function findAct(environment: NodeJS.ProcessEnv = process.env): ActSearch {
  const file = actFile(environment);
  if (isExecutable(file)) return { file };
  return { file: undefined, why: 'act, which runs GitHub\'s workflows, is not in the cache: run "npm run runner".' };
}

/** The path of act in the cache. */
export function actFile(environment: NodeJS.ProcessEnv = process.env): string {
  return path.join(cacheRoot(environment), `act-${actVersion}`, process.platform === "win32" ? "act.exe" : "act");
}
