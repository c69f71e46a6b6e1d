import { type Command, inWords, optionsOf } from "./command";

/** The meaning of each exit status, for all commands. */
export const STATUSES = {
  0: "success, nothing found",
  1: "success, something found",
  2: "failed, or failed for some files",
} as const;

/** The help text of a command. */
export function helpOf(command: Command): string {
  const rows = Object.entries(optionsOf(command)).map(([name, { value, about, choices }]): [string, string] => [
    `--${name}${value ? ` ${value}` : ""}`,
    // The formats are in the words themselves.
    choices && name !== "format" ? `${about}: ${inWords(choices)}` : about,
  ]);
  const usage = `Usage: azure-batch-guard ${[command.name, command.takes, "[options]"].filter(Boolean).join(" ")}`;
  const about = paragraph(`${sentence(command.about)} ${command.details}`);
  return `${usage}\n\n${about}\n${table(rows)}${formsOf(command)}\n${exitStatus({ ...STATUSES, 1: command.objects })}`;
}

/** The overview of all commands. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, takes, about }): [string, string] => [`${name} ${takes}`.trimEnd(), about]);
  return `Usage: azure-batch-guard COMMAND …

${table([...rows, ["help COMMAND", "show the options of a command"], ["version", "print the version"]])}
${paragraph(A_FILE)}
${exitStatus(STATUSES)}`;
}

const A_FILE = `A FILE is what "pulumi stack export" or "pulumi preview --json" writes, what a self-managed backend keeps
(.pulumi/stacks/…, also compressed), or a recording of a preview; - stands for standard input.`;

function exitStatus(statuses: Readonly<Record<number, string | undefined>>): string {
  const rows = Object.entries(statuses).flatMap(([status, is]) => (is === undefined ? [] : [[status, is] as const]));
  return `Exit status:\n\n${table(rows)}`;
}

function formsOf({ forms }: Command): string {
  if (forms.length === 1) return "";
  const rows = forms.map(({ name, about }): [string, string] => [name, about]);
  return `\nFormats; give several with an --output each, and at most one without:\n\n${table(rows)}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows
    .flatMap(([left, right]) => {
      const lines = inLines(right, COLUMNS - width - 5);
      return lines.map((line, at) => `  ${(at === 0 ? left : "").padEnd(width)}   ${line}\n`);
    })
    .join("");
}

/** The width of a terminal, unless its user makes it wider. */
const COLUMNS = 80;

function paragraph(text: string): string {
  return `${inLines(text, COLUMNS).join("\n")}\n`;
}

/** Breaks a text into lines of at most `width` characters, between words. */
function inLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function sentence(half: string): string {
  return `${half.charAt(0).toUpperCase()}${half.slice(1)}.`;
}
