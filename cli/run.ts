import { nearest } from "../policies/settings/nearest";
import { type Answer, refuse } from "./answer";
import { type Command, optionsOf } from "./command";
import { COMMANDS } from "./commands/all";
import { complete, completions } from "./commands/complete";
import { helpOf, overview } from "./help";
import { overwritten } from "./overwritten";
import { PACK } from "./pack";
import { parseCommandLine } from "./parse";
import { visible } from "./visible";
import type { World } from "./world";
import { outputFault } from "./write-output";

const HELP = ["help", "-h", "--help"];
const VERSION = ["version", "-v", "--version"];

/** Runs the command in `args` (without the interpreter and the script). */
export async function run(args: readonly string[], world: World): Promise<Answer> {
  const [name = "", ...rest] = args;
  if (name === "") return refuse(overview(COMMANDS));
  if (VERSION.includes(name)) return { status: 0, output: `${PACK.name} ${PACK.version}\n` };
  const [about] = rest;
  if (name === complete.name && about === "--") return completions(COMMANDS, rest.slice(1));
  if (HELP.includes(name) && about === undefined) return { status: 0, output: overview(COMMANDS) };
  const wanted = HELP.includes(name) ? (about ?? "") : name;
  const command = COMMANDS.find((each) => each.name === wanted);
  if (!command) return refuse(noSuchCommand(wanted));
  if (HELP.includes(name)) return { status: 0, output: helpOf(command) };
  const given = parseCommandLine(command, rest);
  if (typeof given === "string") return refuse(given);
  if (given.help) return { status: 0, output: helpOf(command) };
  const written = given.outputs.map(({ file }) => file).filter((file) => file !== "-");
  const fault = (await overwritten(inputsOf(command, given), written, world)) ?? (await firstFault(written));
  return fault === undefined ? command.run(given, world) : refuse(fault);
}

/** The files and folders that a command line reads. */
function inputsOf(command: Command, { files, options }: Parameters<Command["run"]>[0]): readonly string[] {
  const known = optionsOf(command);
  const named = [...options].filter(([option]) => known[option]?.reads).map(([, file]) => file);
  return command.words ? named : [...files, ...named];
}

async function firstFault(files: readonly string[]): Promise<string | undefined> {
  const faults = await Promise.all(files.map(outputFault));
  return faults.find((each) => each !== undefined);
}

function noSuchCommand(name: string): string {
  const names = [...COMMANDS.map((each) => each.name), "help", "version"];
  const meant = nearest(name, names);
  const hint = meant ? `did you mean ${meant}?` : `there are ${names.join(", ")}.`;
  return `There is no command "${visible(name)}"; ${hint}`;
}
