import { parseArgs } from "node:util";
import { nearest } from "../policies/settings/nearest";
import { type Command, type Given, HELP } from "./command";

/** The arguments of a command, or one sentence on what is wrong with them. */
export function parseCommandLine(command: Command, args: readonly string[]): Given | string {
  const known = { ...command.options, help: HELP };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [
      name,
      { type: value ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  const parsed = parseArgs({
    args: [...args],
    options: { ...options, help: { type: "boolean", short: "h" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = new Map<string, string>();
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    const problem = problemWith(command, known, token);
    if (problem) return problem;
    found.set(token.name, token.value ?? "");
  }
  const { positionals: files } = parsed;
  const [least, most] = command.count;
  const fits = found.has("help") || (files.length >= least && files.length <= most);
  return fits ? { files, options: found } : `azure-batch-guard ${command.name} takes ${command.takes}.`;
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
    const hint = meant
      ? `did you mean --${meant}?`
      : `it knows ${Object.keys(known)
          .map((each) => `--${each}`)
          .join(", ")}.`;
    return `${command} does not know ${token.rawName}; ${hint}`;
  }
  const { value } = option;
  if (!value) return token.inlineValue ? `${command} takes ${token.rawName} without a value.` : undefined;
  // What begins with a dash is the next option, unless it is attached, or stands for standard input or output.
  const missing = !token.value || (!token.inlineValue && /^-./.test(token.value));
  return missing ? `${command} needs a value: ${token.rawName} ${value}.` : undefined;
}
