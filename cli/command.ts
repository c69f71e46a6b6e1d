import type { Answer } from "./answer";
import type { Output } from "./outputs";
import type { World } from "./world";

/** An option of a command. */
export interface Option {
  /** The placeholder for its value in the help; `undefined` for an option without a value. */
  readonly value?: string;
  /** What it does, as half a sentence. */
  readonly about: string;
  /** Set if its value names a file or folder that is read: an output must not overwrite it. */
  readonly reads?: true;
  /** Set if it may occur several times, or once with comma-separated values. */
  readonly many?: true;
  /** The allowed values, if there are few. */
  readonly choices?: readonly string[];
  /** The values that shell completion offers, if there are many, or if the command validates values with its own message. */
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
  /** Option → its value, `""` for an option without a value; several values are comma-separated. */
  readonly options: ReadonlyMap<string, string>;
  /** The outputs to print or write; never empty. */
  readonly outputs: readonly Output[];
}

/** A command of `azure-batch-guard`. */
export interface Command {
  readonly name: string;
  /** Its arguments, e.g. `FILE|FOLDER…`. */
  readonly takes: string;
  /** The minimum and maximum number of arguments. */
  readonly count: readonly [least: number, most: number];
  /** Set if its arguments are words instead of files. */
  readonly words?: readonly string[];
  /** What it does, as half a sentence. */
  readonly about: string;
  /** Further information, in whole lines. */
  readonly details: string;
  /** What exit status 1 means, if the command can end with it. */
  readonly objects?: string;
  /** The formats of its output; the first one is the default. */
  readonly forms: readonly Form[];
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (given: Given, world: World) => Promise<Answer>;
}

/** The option `--config`, which several commands share. */
export const CONFIG: Option = {
  value: "FILE",
  about: "use the configuration in FILE, as with --policy-pack-config",
  reads: true,
};

/** The option `--estate`: known resources outside the programs, for every command that judges. */
export const ESTATE: Option = {
  value: "FILE",
  about: "include the networks, accounts and pools of other programs from the snapshot FILE",
  reads: true,
};

/** All options of a command: its own and the common ones. */
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
