import { parseArgs } from "node:util";
import { type Answer, refuse } from "./answer";
import { explainFile } from "./explain";

/** The commands that take one file, by name. */
const COMMANDS: Readonly<Record<string, (file: string) => Answer>> = { explain: explainFile };

const USAGE = `Usage: azure-batch-guard explain FILE

  explain FILE   for each Batch pool in FILE: what it is linked to, how that was found, and what is unknown

FILE is a recording of a preview, or what "pulumi stack export" writes.
`;

/** Runs the command in `args` (without the interpreter and the script). Reads files; writes and prints nothing. */
export function run(args: readonly string[]): Answer {
  const parsed = parse(args);
  if (typeof parsed === "string") return refuse(`${parsed}\n\n${USAGE}`);
  const [name = "", file, ...others] = parsed.positionals;
  if (parsed.values.help) return { status: 0, output: USAGE };
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command && file !== undefined && others.length === 0 ? command(file) : refuse(USAGE);
}

/** The parsed arguments, or what is wrong with them. */
function parse(args: readonly string[]) {
  const options = { help: { type: "boolean", short: "h" } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}
