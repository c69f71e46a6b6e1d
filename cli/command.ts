import type { Answer } from "./answer";
import type { World } from "./world";

/** An option of a command. */
export interface Option {
  /** What its value is called in the help; `undefined` for one that takes none. */
  readonly value?: string;
  /** What it does, as half a sentence. */
  readonly about: string;
  /** Set where its value names a file to write: that it can be written is seen to before the work begins. */
  readonly writes?: true;
}

/** A command line after parsing. */
export interface Given {
  readonly files: readonly string[];
  /** Option → its value, `""` for one that takes none. */
  readonly options: ReadonlyMap<string, string>;
}

/** A command of `azure-batch-guard`. */
export interface Command {
  readonly name: string;
  /** Its arguments, e.g. `FILE|FOLDER…`. */
  readonly takes: string;
  /** How many of them, at least and at most. */
  readonly count: readonly [least: number, most: number];
  /** What it does, as half a sentence. */
  readonly about: string;
  /** What is to be known besides, in whole lines. */
  readonly details: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (given: Given, world: World) => Promise<Answer>;
}

/** The option that several commands have. */
export const CONFIG: Option = { value: "FILE", about: "judge as configured in FILE, as with --policy-pack-config" };

/** The option that every command has. */
export const HELP: Option = { about: "show this" };

/** What a command takes and does, for people. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, help: HELP });
  const rows = options.map(([name, { value, about }]): [string, string] => [
    `--${name}${value ? ` ${value}` : ""}`,
    about,
  ]);
  const usage = `Usage: azure-batch-guard ${command.name} ${command.takes} [options]`;
  return `${usage}\n\n${sentence(command.about)}\n${command.details}\n\n${table(rows)}`;
}

/** All commands, for people. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, takes, about }): [string, string] => [`${name} ${takes}`, about]);
  return `Usage: azure-batch-guard COMMAND …

${table(rows)}
A FILE is what "pulumi stack export" writes, what a self-managed backend keeps (.pulumi/stacks/…, also compressed), or a
recording of a preview; - stands for standard input.
"azure-batch-guard COMMAND --help" tells more. Exit status: 0 clean, 1 mandatory findings (check, report, fleet) or a faulty
configuration (check-config), 2 could not run.
`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join("");
}

function sentence(half: string): string {
  return `${half.charAt(0).toUpperCase()}${half.slice(1)}.`;
}
