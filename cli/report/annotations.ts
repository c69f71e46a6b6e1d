import type { FindingsDocument, JudgedFinding } from "../findings/document";
import { type Place, placeOf } from "../findings/location";
import { resourceOf } from "../findings/text";
import { visible, visibleLines } from "../visible";
import type { ReportOptions } from "./format";

const COMMANDS = { mandatory: "error", advisory: "warning" } as const;

/** The most annotations of each level that GitHub shows for a step: https://docs.github.com/en/actions/reference/limits */
const MOST = 10;

/** Findings as workflow commands, which GitHub shows beside the code: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
export function toAnnotations({ files }: FindingsDocument, { source }: Pick<ReportOptions, "source">): string {
  const findings = files.flatMap((file) => file.findings);
  const lines = (["mandatory", "advisory"] as const).flatMap((level) => {
    const ofLevel = findings.filter((finding) => finding.level === level);
    const shown = ofLevel.length > MOST ? ofLevel.slice(0, MOST - 1) : ofLevel;
    const left = ofLevel.length - shown.length;
    const more =
      left > 0
        ? [
            command(
              level,
              { file: source, line: 1 },
              "azure-batch-guard",
              `${left} more ${level} findings are in the report.`,
            ),
          ]
        : [];
    return [...shown.map((finding) => annotation(finding, source)), ...more];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function annotation(finding: JudgedFinding, source: string): string {
  const { level, policy, urn, message } = finding;
  return command(level, placeOf(finding, source), `${policy} (${visible(resourceOf(urn))})`, visibleLines(message));
}

function command(level: JudgedFinding["level"], place: Place, title: string, message: string): string {
  const column = place.column === undefined ? "" : `,col=${place.column}`;
  return `::${COMMANDS[level]} file=${property(place.file)},line=${place.line}${column},title=${property(title)}::${data(message)}`;
}

/** Escapes as GitHub's own toolkit does: actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
