import * as path from "node:path";
import { root } from "../../toolchain/checkout";
import { COMMAND } from "./built-command";
import type { useFakes } from "./fakes";
import { classicState } from "./stacks";

export const state = classicState() as { version: number; deployment: object };
export const checkpoint = (stack: string) => {
  const { deployment: latest } = classicState(stack) as typeof state;
  return { version: 3, checkpoint: { stack, latest } };
};

/** A self-managed backend, with the other files next to the states. */
export const BACKEND = {
  ".pulumi/meta.yaml": "version: 1\n",
  ".pulumi/stacks/render/dev.json": checkpoint("dev"),
  ".pulumi/stacks/render/dev.json.bak": "old",
  ".pulumi/stacks/render/dev.pulumi-tags": "{}",
  ".pulumi/stacks/render/dev.json.attrs": "{}",
  ".pulumi/stacks/it's; $(touch x)/a b.json": checkpoint("a"),
  ".pulumi/stacks/legacy.json": checkpoint("legacy"),
  ".pulumi/stacks/broken.json": '{"version": 3,',
  ".pulumi/history/render/dev/dev-1.checkpoint.json": checkpoint("old"),
  ".pulumi/backups/render/dev/dev.1.json": checkpoint("older"),
};
export const STATES = ["broken.json", "it's; $(touch x)/a b.json", "legacy.json", "render/dev.json"];

/** The scripts that collect states for "fleet". */
export const scripts = path.join(root, "examples", "fleet");

/** Runs "fleet" over the states that a script has written into a folder, in a shell of {@link useFakes}. */
export function fleetOver({ bash }: ReturnType<typeof useFakes>, folder: string, states: string) {
  return bash(["-c", `cd "$1" && "$2" "$3" fleet "$4"`, "-", folder, process.execPath, COMMAND, states]);
}
