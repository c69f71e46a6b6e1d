import { parseUrn } from "../../policies/plan/urn";
import { visible, visibleLines } from "../visible";
import type { FindingsDocument, JudgedFile, JudgedFinding } from "./document";

/** A findings document for people, in the manner of the Pulumi CLI. */
export function formatText({ files }: FindingsDocument): string {
  const mandatory = files.reduce((sum, { findings }) => sum + count(findings, "mandatory"), 0);
  const advisory = files.reduce((sum, { findings }) => sum + count(findings, "advisory"), 0);
  const exempted = files.reduce((sum, file) => sum + (file.exempted?.length ?? 0), 0);
  const accepted = exempted > 0 ? `; ${exempted} exempted` : "";
  const where = `in ${files.length} ${files.length === 1 ? "file" : "files"}`;
  return `${files.map(formatFile).join("\n")}\n${mandatory} mandatory and ${advisory} advisory findings ${where}${accepted}.\n`;
}

function formatFile({ file, project, stack, findings }: JudgedFile): string {
  const mark = findings.length === 0 ? "✅" : count(findings, "mandatory") > 0 ? "❌" : "⚠️";
  const name = project === "" ? "an empty stack" : `${project}/${stack}`;
  return `${mark} ${visible(file)} (${visible(name)})\n${findings.map(formatFinding).join("")}`;
}

function formatFinding({ level, severity, policy, urn, message }: JudgedFinding): string {
  const lines = visibleLines(message.trimEnd()).split("\n");
  return `    [${level}] [severity: ${severity}]  ${policy}  (${visible(resourceOf(urn))})\n${lines.map((line) => `      ${line}\n`).join("")}`;
}

/** `azure-native:batch:Pool: render`, as the Pulumi CLI calls a resource. */
export function resourceOf(urn: string): string {
  const parsed = parseUrn(urn);
  return parsed ? `${parsed.type}: ${parsed.name}` : urn || "the stack";
}

function count(findings: readonly JudgedFinding[], level: JudgedFinding["level"]): number {
  return findings.filter((finding) => finding.level === level).length;
}
