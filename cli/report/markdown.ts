import { RULES } from "../../policies/rules";
import { changesInWords } from "../findings/compare";
import type { FindingsDocument, JudgedFile, JudgedFinding, Pointer } from "../findings/document";
import { resourceOf, totals } from "../findings/text";
import { visible, visibleLines } from "../visible";

/** The first line of the comment, by which a workflow identifies its own comment. */
const MARK = "<!-- azure-batch-guard -->";

/** A comment on GitHub has at most 65,536 characters. A text of fewer bytes never has more characters. */
const MOST_BYTES = 65_000;

/** Bytes reserved for the notes at the end. */
const RESERVE = 500;

interface Row {
  readonly finding: JudgedFinding;
  readonly file: JudgedFile;
}

/**
 * A comment for a pull request: a short table, with each message collapsed below it. If it is too long, the messages are left out first;
 * what is left out is counted.
 */
export function toMarkdown({ files, refused, pack }: FindingsDocument): string {
  const rows = files.flatMap((file) => file.findings.map((finding): Row => ({ finding, file })));
  const changes = changesInWords({ files });
  const head = [
    MARK,
    `### ${pack.name}: ${summary(rows, refused.length)}`,
    "",
    ...(changes ? [`${changes}.`, ""] : []),
  ];
  const refusals = refused.map(({ reason }) => `- ${inText(reason)}`);
  const budget = MOST_BYTES - RESERVE - bytes(head);
  const [refusalsShown, afterRefusals] = fitting(refusals, budget);
  const table = rows.length > 0 ? ["| | Policy | Resource | Stack | Found |", "|---|---|---|---|---|"] : [];
  const [rowsShown, afterRows] = fitting(rows.map(toRow), afterRefusals - bytes(table));
  const fixed = files.flatMap((file) => (file.fixed ?? []).map((finding): Row => ({ finding, file })));
  const pointers = files.flatMap((file) => file.pointers ?? []);
  const [pointersShown, afterPointers] = fitting(pointers.map(toPointer), afterRows);
  const [fixedShown, afterFixed] = fitting(fixed.map(toFixed), afterPointers);
  const [messages] = fitting(rows.slice(0, rowsShown.length).map(toDetails), afterFixed);
  const exempted = files.reduce((sum, file) => sum + (file.exempted?.length ?? 0), 0);
  const notes = [
    left(
      refusals.length - refusalsShown.length,
      "file that could not be judged is",
      "files that could not be judged are",
    ),
    left(rows.length - rowsShown.length, "finding is", "findings are"),
    left(pointers.length - pointersShown.length, "finding in another stack is", "findings in other stacks are"),
    left(fixed.length - fixedShown.length, "fixed finding is", "fixed findings are"),
    left(rowsShown.length - messages.length, "message is", "messages are"),
    exempted > 0
      ? `${exempted} ${exempted === 1 ? "finding does" : "findings do"} not count, because of exemptions.`
      : "",
  ].filter(Boolean);
  return `${[...head, ...refusalsShown, "", ...table, ...rowsShown, "", ...pointersShown, "", ...fixedShown, "", ...messages, ...notes].join("\n").trimEnd()}\n`;
}

function summary(rows: readonly Row[], refused: number): string {
  const mandatory = rows.filter(({ finding }) => finding.level === "mandatory").length;
  const failed = refused > 0 ? `, ${refused} ${refused === 1 ? "file" : "files"} not judged` : "";
  return `${totals(mandatory, rows.length - mandatory)}${failed}`;
}

function toRow({ finding, file }: Row): string {
  const { level, severity, policy, urn, message, since } = finding;
  const link = RULES.find(({ name }) => name === policy)?.link;
  const found = message.split("\n")[0] ?? "";
  const cells = [
    `${level === "mandatory" ? "❌" : "⚠️"} ${since === "new" ? "**new**, " : ""}${level}, ${severity}`,
    link ? `[${inText(policy)}](${link})` : inText(policy),
    inText(resourceOf(urn)),
    inText(file.stack === "" ? file.file : `${file.project}/${file.stack}`),
    inText(found.length > 200 ? `${found.slice(0, 199)}…` : found),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** One line: the finding belongs to the stack that owns the resource to change, and counts there. */
function toPointer({ level, policy, urn, message }: Pointer): string {
  return `- ${level === "mandatory" ? "❌" : "⚠️"} ${level}, in another stack: ${inText(policy)} ${inText(resourceOf(urn))}: ${inText(message)}`;
}

function toFixed({ finding: { policy, urn } }: Row): string {
  return `- ✅ fixed: ${inText(policy)} ${inText(resourceOf(urn))}`;
}

function toDetails({ finding: { policy, urn, message, location } }: Row): string {
  const where = location ? `, ${location.file}:${location.line}` : "";
  const title = html(visible(`${policy} (${resourceOf(urn)}${where})`));
  return `<details><summary><code>${title}</code></summary>\n\n<pre>${html(visibleLines(message))}</pre>\n</details>\n`;
}

/**
 * Text as inline code, in which GitHub interprets no Markdown, HTML or mention. Only a vertical bar would end the cell of a table even
 * there.
 */
export function inText(text: string): string {
  const shown = visible(text).replaceAll("|", "\\u{7c}");
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${shown} ${fence}` : `${fence}${shown || " "}${fence}`;
}

function html(text: string): string {
  return text.replace(/[&<>"'@#]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** The first blocks that fit into `room`, and the remaining room. */
function fitting(blocks: readonly string[], room: number): readonly [readonly string[], number] {
  let rest = room;
  const shown = blocks.findIndex((block) => {
    rest -= bytes([block]);
    return rest < 0;
  });
  return shown < 0 ? [blocks, rest] : [blocks.slice(0, shown), rest + bytes([blocks[shown] as string])];
}

function bytes(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

function left(count: number, one: string, more: string): string {
  return count > 0 ? `${count} ${count === 1 ? one : more} left out: this comment would be too long.` : "";
}
