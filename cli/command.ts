import type { Answer } from "./answer";
import type { Output } from "./outputs";
import type { World } from "./world";

/** An option of a command. */
export interface Option {
  /** What its value is called in the help; `undefined` for one that takes none. */
  readonly value?: string;
  /** What it does, as half a sentence. */
  readonly about: string;
  /** Set where its value names a file or folder that is read, and so must not be written. */
  readonly reads?: true;
  /** Set where it may be given several times, or once with several values between commas. */
  readonly many?: true;
  /** The values that it takes, where they are few. */
  readonly choices?: readonly string[];
  /** The values that a shell offers, where there are more, or the command has more to say on others. */
  readonly offers?: readonly string[];
}

/** A format that a command can answer in. */
export interface Form {
  readonly name: string;
  /** What it is, as half a sentence. */
  readonly about: string;
}

/** A command line after parsing. */
export interface Given {
  readonly files: readonly string[];
  /** Option → its value, `""` for one that takes none; several values have commas between them. */
  readonly options: ReadonlyMap<string, string>;
  /** What is to be printed or written; never empty. */
  readonly outputs: readonly Output[];
}

/** A command of `azure-batch-guard`. */
export interface Command {
  readonly name: string;
  /** Its arguments, e.g. `FILE|FOLDER…`. */
  readonly takes: string;
  /** How many of them, at least and at most. */
  readonly count: readonly [least: number, most: number];
  /** Set where its arguments are words instead of files. */
  readonly words?: readonly string[];
  /** What it does, as half a sentence. */
  readonly about: string;
  /** What is to be known besides, in whole lines. */
  readonly details: string;
  /** What the exit status 1 means, where the command can end with it. */
  readonly objects?: string;
  /** The formats of its answer; the first one is that without `--format`. */
  readonly forms: readonly Form[];
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (given: Given, world: World) => Promise<Answer>;
}

/** The option that several commands have. */
export const CONFIG: Option = {
  value: "FILE",
  about: "use the configuration in FILE, as with --policy-pack-config",
  reads: true,
};

/** What is known outside of the programs, for every command that judges. */
export const ESTATE: Option = {
  value: "FILE",
  about: "include the networks, accounts and pools of other programs from the snapshot FILE",
  reads: true,
};

/** All options of a command: its own, and those that every command has. */
export function optionsOf({ options, forms }: Command): Readonly<Record<string, Option>> {
  return {
    ...options,
    format: {
      value: "FORMAT",
      about: `write ${inWords(forms.map(({ name }) => name))} (default: ${forms[0]?.name})`,
      choices: forms.map(({ name }) => name),
      many: true,
    },
    output: { value: "FILE", about: "write the --format beside it to FILE instead of printing it", many: true },
    help: { about: "show this help" },
  };
}

/** `a`, `a or b`, `a, b or c`. */
export function inWords(words: readonly string[], last = "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
