import { nearest } from "../policies/settings/nearest";
import { type Answer, refuse } from "./answer";
import { type Command, helpOf, overview } from "./command";
import { baseline } from "./commands/baseline";
import { check } from "./commands/check";
import { checkConfig } from "./commands/check-config";
import { explain } from "./commands/explain";
import { fleet } from "./commands/fleet";
import { migrate } from "./commands/migrate";
import { report } from "./commands/report";
import { PACK } from "./pack";
import { parseCommandLine } from "./parse";
import type { World } from "./world";
import { outputFault } from "./write-output";

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [check, report, fleet, migrate, explain, baseline, checkConfig];

/** Runs the command in `args` (without the interpreter and the script). */
export async function run(args: readonly string[], world: World): Promise<Answer> {
  const [name = "", ...rest] = args;
  if (["", "help", "-h", "--help"].includes(name)) {
    const output = overview(COMMANDS);
    return name === "" ? refuse(output) : { status: 0, output };
  }
  if (["version", "-v", "--version"].includes(name)) return { status: 0, output: `${PACK.name} ${PACK.version}\n` };
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) {
    const names = COMMANDS.map((each) => each.name);
    const meant = nearest(name, names);
    return refuse(
      `There is no command "${name}"; ${meant ? `did you mean ${meant}?` : `there are ${names.join(", ")}.`}`,
    );
  }
  const given = parseCommandLine(command, rest);
  if (typeof given === "string") return refuse(given);
  if (given.options.has("help")) return { status: 0, output: helpOf(command) };
  const written = [...given.options].filter(([option]) => command.options[option]?.writes);
  const faults = await Promise.all(written.map(([, file]) => outputFault(file)));
  const fault = faults.find((each) => each !== undefined);
  return fault === undefined ? command.run(given, world) : refuse(fault);
}
