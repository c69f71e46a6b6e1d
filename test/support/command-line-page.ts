import { type Command, optionsOf } from "../../cli/command";
import { STATUSES } from "../../cli/help";
import { table } from "../../toolchain/docs/sections";

/** The page docs/cli.md, generated from the definitions of the commands. */
export function commandLinePage(commands: readonly Command[]): string {
  return `${[
    '<!-- Written by "npm run docs". -->',
    "# The command line",
    "After this page you can judge states, previews and recordings with the command `azure-batch-guard`, write reports, and know what an exit status means.",
    "The command comes with the policy pack. It needs no Pulumi CLI, no login and no network. `azure-batch-guard help COMMAND` shows the text of this page.",
    "## Commands",
    table(
      ["Command", "What it does", "Formats", "Status 1 means"],
      commands.map((command) => [
        `[\`${[command.name, command.takes].filter(Boolean).join(" ")}\`](#${command.name})`,
        command.about,
        command.forms.map(({ name }) => `\`${name}\``).join(" "),
        command.objects ?? "–",
      ]),
    ),
    "`azure-batch-guard help` lists the commands, and `azure-batch-guard version` prints the version.",
    "## The same for every command",
    table(
      ["Exit status", "Meaning"],
      Object.entries(STATUSES).map(([status, meaning]) => [status, meaning]),
    ),
    table(
      ["Stream", "Content"],
      [
        ["standard input", "the file, if its name is `-`"],
        ["standard output", "the format that has no `--output`; nothing if all have one"],
        ["standard error", "errors, notes, and the progress of `fleet`"],
      ],
    ),
    ...RULES,
    ...commands.map(sectionOf),
  ].join("\n\n")}\n`;
}

const RULES = [
  "**Formats.** Each `--format` belongs to the `--output` beside it. Several pairs are possible: `--format sarif --output a.sarif --format markdown --output a.md`. One format without `--output` is printed. Files are written only after all of them were made, and each is written completely or not at all.",
  "**Inputs are never overwritten.** The command refuses an `--output` that is also an input, or that is given twice, before it starts. It recognises other paths, links and spellings of the same file.",
  "**Output is safe to print.** Control characters, text direction marks and commands of CI systems (`::error::`, `##vso[`) are escaped in everything that is printed.",
  "**Colours** are used on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.",
];

function sectionOf(command: Command): string {
  const { name, takes, details, forms } = command;
  const options = Object.entries(optionsOf(command)).map(([option, { value, about, choices, many }]) => [
    `\`--${option}${value ? ` ${value}` : ""}\``,
    `${about}${choices && option !== "format" ? ` (${choices.map((each) => `\`${each}\``).join(", ")})` : ""}`,
    many ? "yes" : "no",
  ]);
  return [
    `## ${name}`,
    `\`azure-batch-guard ${[name, takes, "[options]"].filter(Boolean).join(" ")}\``,
    details.replaceAll("\n", " "),
    table(["Option", "What it does", "Several"], options),
    forms.length > 1
      ? table(
          ["Format", "What it is"],
          forms.map((form) => [`\`${form.name}\``, form.about]),
        )
      : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}
