import * as path from "node:path";
import { root } from "../checkout";
import { triedVersions } from "../engine/find-cli";
import { getCli } from "../engine/get-cli";
import { readOptions } from "./options";

/** `npm run cli`: installs a Pulumi CLI into the cache; with `--all`, also the oldest and the newest ones for the tests. */
export async function cli(given: readonly string[]): Promise<number> {
  const { all } = readOptions("run cli --", { all: false }, given);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const modules = (folder: string) => path.join(root, "toolchain", "cli", folder);
  await getCli(modules("pinned"), say);
  if (all) {
    for (const folder of ["oldest", "newest"] as const) await getCli(modules(folder), say, triedVersions[folder]);
  }
  return 0;
}
