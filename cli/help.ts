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
  const statuses = `Exit status: ${inStatuses({ ...STATUSES, 1: command.objects })}`;
  return `${usage}\n\n${sentence(command.about)}\n${command.details}\n\n${table(rows)}${formsOf(command)}\n${statuses}\n`;
}

/** The overview of all commands. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, takes, about }): [string, string] => [`${name} ${takes}`.trimEnd(), about]);
  return `Usage: azure-batch-guard COMMAND …

${table([...rows, ["version", "print the version"]])}
A FILE is what "pulumi stack export" or "pulumi preview --json" writes, what a self-managed backend keeps
(.pulumi/stacks/…, also compressed), or a recording of a preview; - stands for standard input.
"azure-batch-guard help COMMAND" shows the options of a command.

Exit status: ${inStatuses(STATUSES)}
`;
}

function inStatuses(statuses: Readonly<Record<number, string | undefined>>): string {
  return `${Object.entries(statuses)
    .flatMap(([status, meaning]) => (meaning === undefined ? [] : `${status}: ${meaning}`))
    .join("; ")}.`;
}

function formsOf({ forms }: Command): string {
  if (forms.length === 1) return "";
  const rows = forms.map(({ name, about }): [string, string] => [name, about]);
  return `\nFormats; give several with an --output each, and at most one without:\n\n${table(rows)}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join("");
}

function sentence(half: string): string {
  return `${half.charAt(0).toUpperCase()}${half.slice(1)}.`;
}
