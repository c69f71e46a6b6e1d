import { changes } from "./changes";
import { cli } from "./cli";
import { docs } from "./docs";
import { languages } from "./languages";
import { newPolicy } from "./new-policy";
import { record } from "./record";
import { runner } from "./runner";
import { start } from "./start";
import { test } from "./test";

/** A command of the toolchain: takes its options, returns the exit status. */
type Command = (options: readonly string[]) => Promise<number>;

const commands: { readonly [name: string]: Command } = {
  start,
  test,
  record,
  docs,
  changes,
  cli,
  languages,
  runner,
  "new-policy": newPolicy,
};

/** Runs a command and ends the process with its status; on an error, with one sentence and status 1. */
export async function run(name: string, options: readonly string[]): Promise<void> {
  // Processes and folders of a command are cleaned up on "exit", which a signal alone does not emit.
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => process.exit(status));
  }
  try {
    const command = commands[name];
    if (!command) throw new Error(`"${name}" is none of ${Object.keys(commands).join(", ")}.`);
    process.exit(await command(options));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
