import { type Answer, refuse } from "../answer";
import { type Command, inWords, optionsOf } from "../command";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";

const SHELLS = ["bash", "zsh", "fish"];

/** Writes the completion script for a shell; the shell then calls "complete -- WORD…". */
export const complete: Command = {
  name: "complete",
  takes: SHELLS.join("|"),
  count: [1, 1],
  words: SHELLS,
  about: "write the script that completes commands and options in a shell",
  details: `For bash: source <(azure-batch-guard complete bash), with the package bash-completion; zsh and fish read it alike.`,
  forms: [{ name: "text", about: "the script" }],
  options: {},
  run: async ({ files: [shell = ""], outputs }) => {
    if (!SHELLS.includes(shell))
      return refuse(`There is a script for ${inWords(SHELLS, "and")}, not for ${visible(shell)}.`);
    const { script } = await import("@bomb.sh/tab");
    return writeOutputs(outputs, () => printedBy(() => script(shell, NAME, NAME)) + (ADDITIONS[shell] ?? ""), {
      status: 0,
    });
  },
};

const NAME = "azure-batch-guard";

/** Additions to the library's scripts: without this one, bash offers no files where the command offers no words. */
const ADDITIONS: Readonly<Record<string, string>> = {
  bash: `complete -o default -F __azure_batch_guard_complete ${NAME}\n`,
};

/** The answer to a shell's completion request: one line per candidate, and a last line that says whether files are allowed. */
export async function completions(commands: readonly Command[], words: readonly string[]): Promise<Answer> {
  // Loaded on demand: few runs complete words.
  const { RootCommand } = await import("@bomb.sh/tab");
  const root = new RootCommand();
  for (const command of commands) describe(root.command(command.name, command.about), command);
  const about = root.command("help", "show the options of a command");
  about.argument("command", offer(commands.map(({ name }) => name)));
  root.command("version", "print the version");
  const printed = printedBy(() => root.parse([...words]));
  // The library assumes that no word is a file; here, arguments and most option values are files.
  const isFile = printed.startsWith(":");
  return { status: 0, output: isFile ? ":0\n" : printed };
}

type Offer = (add: (word: string, about: string) => void) => void;

/** The part of the library's command type that is used here. */
interface Described {
  readonly option: (name: string, about: string, offer?: Offer) => unknown;
  readonly argument: (name: string, offer: Offer) => unknown;
}

function offer(words: readonly string[]): Offer {
  return (add) => {
    for (const word of words) add(word, "");
  };
}

function describe(described: Described, command: Command): void {
  for (const [name, { value, about, choices = [], offers = choices }] of Object.entries(optionsOf(command))) {
    if (value === undefined) described.option(name, about);
    else described.option(name, about, offer(offers));
  }
  if (command.words) described.argument("word", offer(command.words));
}

/** Returns what the library prints: commands here return their output. */
function printedBy(work: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(`${line}\n`);
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines.join("");
}
