import { execFileSync } from "node:child_process";
import { RULES } from "../../policies/rules";
import { namesOf } from "../../policies/rules/policy-names";
import { root } from "../checkout";
import { type Preset, presetChanges, renamedPolicies } from "../docs/preset-changes";
import { presetFile, presetNames, presetText } from "../docs/presets";
import { readOptions } from "./options";

/** `npm run changes -- --since TAG`: prints the changes of the presets since a version, for the change log. */
export async function changes(given: readonly string[]): Promise<number> {
  const { since } = readOptions("run changes", { since: "TAG" }, given);
  if (since === undefined) throw new Error('"npm run changes" needs the version before: --since TAG.');
  const { aliases } = namesOf(RULES);
  const before = presetNames.map((name) => ({ name, preset: presetAt(since, name) }));
  const lines = [
    ...renamedPolicies(Object.assign({}, ...before.map(({ preset }) => preset)), aliases),
    ...before.flatMap(({ name, preset }) => presetChanges(name, preset, JSON.parse(presetText(name)), aliases)),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  return 0;
}

/** A preset in an earlier version; empty if it did not exist. Throws for an unknown version. */
function presetAt(version: string, name: string): Preset {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    git("rev-parse", "--verify", "--quiet", "--end-of-options", `${version}^{commit}`);
  } catch {
    throw new Error(`There is no version ${version} in this repository.`);
  }
  const listed = git("ls-tree", "--name-only", version, "--", presetFile(name)).trim() !== "";
  return listed ? JSON.parse(git("show", `${version}:${presetFile(name)}`)) : {};
}
