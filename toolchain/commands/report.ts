import { compare } from "../../policies/known/order";
import { nameInUrn } from "../engine/events";
import type { Diagnostic } from "../wire/analyzer-answers";

/** A pack's name and version. */
export interface PackName {
  readonly name: string;
  readonly version: string;
}

/** The part of the CLI's output under `Policies:`, or `""`. */
export function policiesSection(output: string): string {
  return /^Policies:\n(?: .*\n?)*/m.exec(output)?.[0].trimEnd() ?? "";
}

/** Findings as the CLI prints them (`printPolicies` in pulumi/pulumi, pkg/backend/display/progress.go). */
export function formatPolicies(pack: PackName, findings: readonly Diagnostic[]): string {
  const [first] = inOrder(findings);
  const mark = first === undefined ? "✅" : first.level === "mandatory" ? "❌" : "⚠️";
  const lines = formatFindings(findings).map((line) => `        ${line}`);
  return ["Policies:", `    ${mark} ${pack.name}@v${pack.version}`, ...lines].join("\n");
}

/** The lines that the CLI prints for findings, below the name of their pack and without its indentation. */
export function formatFindings(findings: readonly Diagnostic[]): readonly string[] {
  return inOrder(findings).flatMap((finding) => {
    const { type, resource } = nameInUrn(finding.urn);
    const severity = finding.severity === "unspecified" ? "" : ` [severity: ${finding.severity}]`;
    return [
      `- [${finding.level}]${severity}  ${finding.policyName}  (${shownType(type)}: ${resource})`,
      ...finding.message
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`),
    ];
  });
}

/** `azure:batch:Pool` for `azure:batch/pool:Pool` (`simplifyTypeName` in pulumi/pulumi). */
function shownType(type: string): string {
  const [, before, file, name = ""] = /^([^:]*:[^:]*)\/([^:/]*):([^:]+)$/.exec(type) ?? [];
  return file !== undefined && file === name.charAt(0).toLowerCase() + name.slice(1) ? `${before}:${name}` : type;
}

function inOrder(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...findings].sort(
    (a, b) =>
      rank(["mandatory", "advisory"], a.level) - rank(["mandatory", "advisory"], b.level) ||
      rank(["critical", "high", "medium", "low"], a.severity) -
        rank(["critical", "high", "medium", "low"], b.severity) ||
      compare(a.policyName, b.policyName) ||
      compare(a.urn, b.urn),
  );
}

/** The position of a value in an order; a value that is not in it comes last. */
function rank(order: readonly string[], value: string): number {
  const at = order.indexOf(value);
  return at < 0 ? order.length : at;
}
