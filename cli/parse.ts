import { parseArgs } from "node:util";
import { nearest } from "../policies/settings/nearest";
import { type Command, type Given, inWords, type Option, optionsOf } from "./command";
import { type OutputOption, outputsOf } from "./outputs";
import { visible } from "./visible";

/** A command line that can be run, or asks for help. */
export interface Parsed extends Given {
  readonly help: boolean;
}

/** The arguments of a command, or one sentence on what is wrong with them. */
export function parseCommandLine(command: Command, args: readonly string[]): Parsed | string {
  const known = optionsOf(command);
  const types = Object.entries(known).map(
    ([name, { value }]) => [name, { type: value ? "string" : "boolean" }] as const,
  );
  const parsed = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(types), help: { type: "boolean", short: "h" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = new Map<string, string>();
  const outputs: OutputOption[] = [];
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    const { name, value = "" } = token;
    const problem =
      problemWith(command, known, token) ?? repeated(command, known[name], token.rawName, options.has(name));
    if (problem) return problem;
    if (name === "format" || name === "output") outputs.push({ name, value });
    else options.set(name, [options.get(name), value].filter((each) => each !== undefined).join(","));
  }
  const { positionals: files } = parsed;
  if (options.has("help")) return { files, options, outputs: [], help: true };
  const [least, most] = command.count;
  if (files.length < least || files.length > most)
    return `azure-batch-guard ${command.name} takes ${command.takes}: see "azure-batch-guard help ${command.name}".`;
  const paired = outputsOf(outputs, command.forms);
  return typeof paired === "string" ? paired : { files, options, outputs: paired, help: false };
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function problemWith({ name }: Command, known: Command["options"], token: Token): string | undefined {
  const command = `azure-batch-guard ${name}`;
  const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
  if (!option) {
    const meant = nearest(token.name, Object.keys(known));
    const all = Object.keys(known).map((each) => `--${each}`);
    const hint = meant ? `did you mean --${meant}?` : `it knows ${all.join(", ")}.`;
    return `${command} does not know ${visible(token.rawName)}; ${hint}`;
  }
  const { value, choices } = option;
  if (!value) return token.inlineValue ? `${command} takes ${token.rawName} without a value.` : undefined;
  // A value that begins with a dash is the next option, unless it is attached with "=", or is "-" for standard input or output.
  const missing = !token.value || (!token.inlineValue && /^-./.test(token.value));
  if (missing) return `${command} needs a value: ${token.rawName} ${value}.`;
  const wrong = token.name === "format" ? undefined : strange(token.value ?? "", option);
  if (wrong === undefined || !choices) return undefined;
  const meant = nearest(wrong, choices);
  const hint = meant ? `; did you mean ${meant}?` : ".";
  return `${token.rawName} takes ${inWords(choices)}, not ${visible(wrong)}${hint}`;
}

function strange(value: string, { choices, many }: Option): string | undefined {
  if (!choices) return undefined;
  return (many ? value.split(",") : [value]).find((each) => !choices.includes(each));
}

function repeated({ name }: Command, option: Option | undefined, rawName: string, again: boolean): string | undefined {
  return again && option?.value && !option.many ? `azure-batch-guard ${name} takes ${rawName} once.` : undefined;
}
