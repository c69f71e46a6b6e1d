import { parseUrn } from "../../policies/plan/urn";
import { counted } from "../counted";
import { type Paint, PLAIN } from "../paint";
import { visible, visibleLines } from "../visible";
import { changesInWords } from "./compare";
import type { FindingsDocument, JudgedFile, JudgedFinding, Pointer } from "./document";

/** A findings document as text, in the style of the Pulumi CLI. */
export function formatText({ files }: FindingsDocument, { quiet, paint }: TextOptions = {}): string {
  const shown = quiet
    ? files.filter(({ findings, fixed = [], pointers = [] }) => findings.length + fixed.length + pointers.length > 0)
    : files;
  if (quiet && shown.length === 0) return "";
  const mandatory = files.reduce((sum, { findings }) => sum + count(findings, "mandatory"), 0);
  const advisory = files.reduce((sum, { findings }) => sum + count(findings, "advisory"), 0);
  const exempted = files.reduce((sum, file) => sum + (file.exempted?.length ?? 0), 0);
  const accepted = exempted > 0 ? `; ${exempted} exempted` : "";
  const total = `${totals(mandatory, advisory)} in ${counted(files.length, "file")}${accepted}.`;
  const changes = changesInWords({ files });
  const news = changes === "" ? "" : `${changes}.\n`;
  return `${shown.map((file) => formatFile(file, paint)).join("\n")}\n${total}\n${news}`;
}

/** How a document is printed. */
export interface TextOptions {
  /** Whether to omit files without findings. */
  readonly quiet?: boolean;
  readonly paint?: Paint;
}

/** `2 mandatory and 1 advisory finding`. */
export function totals(mandatory: number, advisory: number): string {
  return `${mandatory} mandatory and ${counted(advisory, "advisory finding")}`;
}

function formatFile(
  { file, project, stack, findings, fixed = [], pointers = [] }: JudgedFile,
  paint: Paint = PLAIN,
): string {
  const mark = findings.length === 0 ? "✅" : count(findings, "mandatory") > 0 ? "❌" : "⚠️";
  const name = project === "" ? "an empty stack" : `${project}/${stack}`;
  const title = paint("title", `${visible(file)} (${visible(name)})`);
  const news = fixed.map((finding) => `    ${paint("good", "[fixed]")}  ${visible(titleOf(finding))}\n`);
  const elsewhere = pointers.map((pointer) => formatPointer(pointer, paint));
  return `${mark} ${title}\n${findings.map((finding) => formatFinding(finding, paint)).join("")}${elsewhere.join("")}${news.join("")}`;
}

/** One line: the details are in the stack that owns the resource to change. */
function formatPointer({ level, policy, urn, message }: Pointer, paint: Paint): string {
  const mark = paint("aside", `[${level}, elsewhere]`);
  return `    ${mark} ${visible(policy)}  (${visible(resourceOf(urn))}): ${visible(message)}\n`;
}

function titleOf({ policy, urn }: JudgedFinding): string {
  return `${policy}  (${resourceOf(urn)})`;
}

function formatFinding(
  { level, severity, policy, urn, message, location, since }: JudgedFinding,
  paint: Paint,
): string {
  const [found = "", ...rest] = visibleLines(message.trimEnd()).split("\n");
  const lines = [found, ...rest.map((line) => (line.startsWith("See ") ? paint("aside", line) : line))];
  const where = location ? `  ${visible(location.file)}:${location.line}:${location.column}` : "";
  const mark = paint(level === "mandatory" ? "bad" : "odd", `[${level}]`);
  const title = `    ${mark}${since === "new" ? paint("bad", " [new]") : ""} [severity: ${severity}]  ${paint("title", visible(policy))}  (${visible(resourceOf(urn))})${where}\n`;
  return `${title}${lines.map((line) => `      ${line}\n`).join("")}`;
}

/** `azure-native:batch:Pool: render`, as the Pulumi CLI calls a resource. */
export function resourceOf(urn: string): string {
  const parsed = parseUrn(urn);
  return parsed ? `${parsed.type}: ${parsed.name}` : urn || "the stack";
}

function count(findings: readonly JudgedFinding[], level: JudgedFinding["level"]): number {
  return findings.filter((finding) => finding.level === level).length;
}
