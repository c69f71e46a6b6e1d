import { createHash } from "node:crypto";
import type { Fix, Log, Notification, Result, Run } from "sarif";
import { parseUrn } from "../../policies/plan/urn";
import type { ExemptedFinding, FindingsDocument, JudgedFinding, RemedyDocument } from "../findings/document";
import { identities } from "../findings/identity";
import { placeOf } from "../findings/location";
import { toJson } from "../json";
import { visible, visibleLines } from "../visible";
import type { ReportOptions } from "./format";
import { sarifRules } from "./sarif-rules";

/**
 * GitHub rejects a run with more results.
 * https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
const MOST_RESULTS = 25_000;

/** A findings document as SARIF 2.1.0, in the form that GitHub code scanning reads. */
export function toSarif(document: FindingsDocument, { source }: Pick<ReportOptions, "source">): string {
  const findings = document.files.flatMap((file) => [...file.findings, ...(file.exempted ?? [])]);
  const rules = sarifRules(findings.map(({ policy }) => policy));
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const identify = fingerprints();
  const results = findings.map((finding) => toResult(finding, indices, identify(finding), source));
  const left = results.length - MOST_RESULTS;
  const notifications = [
    ...document.refused.map(({ reason }) => notification(reason)),
    ...(left > 0 ? [notification(`${left} more findings are left out: GitHub takes ${MOST_RESULTS}.`)] : []),
  ];
  const run: Run = {
    tool: { driver: { name: document.pack.name, semanticVersion: document.pack.version, rules: [...rules] } },
    automationDetails: { id: categoryOf(document) },
    invocations: [{ executionSuccessful: document.refused.length === 0, toolExecutionNotifications: notifications }],
    columnKind: "utf16CodeUnits",
    results: results.slice(0, MOST_RESULTS),
  };
  const log: Log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return toJson(log);
}

/** GitHub manages alerts by category: each stack that is reported alone has its own category. */
function categoryOf({ files, pack }: FindingsDocument): string {
  const stacks = new Set(files.filter(({ stack }) => stack !== "").map(({ project, stack }) => `${project}/${stack}`));
  return stacks.size === 1 ? `${pack.name}/${[...stacks][0]}/` : `${pack.name}/`;
}

const LEVELS = { mandatory: "error", advisory: "warning" } as const;
const RANKS = { critical: 95, high: 80, medium: 55, low: 20 };

function toResult(
  finding: JudgedFinding & Partial<ExemptedFinding>,
  indices: ReadonlyMap<string, number>,
  fingerprint: string,
  source: string,
): Result {
  const { policy, level, severity, urn, message, since, evidence, exemptions } = finding;
  const { file, line, column } = placeOf(finding, source);
  const { project = "", stack = "", type = "", name = urn } = parseUrn(urn) ?? {};
  return {
    ruleId: policy,
    ruleIndex: indices.get(policy) ?? -1,
    kind: "fail",
    level: LEVELS[level],
    rank: RANKS[severity],
    message: { text: plain(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, ...(column ? { startColumn: column } : {}) },
        },
        logicalLocations: [{ name: visible(name), fullyQualifiedName: visible(urn), kind: "resource" }],
      },
    ],
    ...(since ? { baselineState: since } : {}),
    ...(evidence?.remedies ? { fixes: evidence.remedies.map((remedy) => toFix(remedy, uriOf(file), line)) } : {}),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(exemptions ? { suppressions: exemptions.map(toSuppression) } : {}),
    properties: { severity, project, stack, type, ...(evidence?.path ? { property: evidence.path } : {}) },
  };
}

/**
 * Describes a remedy without changing code: the source at that line is unknown here. SARIF requires a region for each fix, so this
 * one is empty.
 */
function toFix({ words }: RemedyDocument, uri: string, startLine: number): Fix {
  const deletedRegion = { startLine, startColumn: 1, endColumn: 1 };
  return {
    description: { text: plain(words.join("\n")) },
    artifactChanges: [{ artifactLocation: { uri }, replacements: [{ deletedRegion }] }],
  };
}

function toSuppression({ reason, expires, ticket }: ExemptedFinding["exemptions"][number]) {
  const justification = visible(
    `${reason}${ticket === undefined ? "" : ` (${ticket})`}${expires === undefined ? "" : ` Until ${expires}.`}`,
  );
  return { kind: "external", status: "accepted", justification } as const;
}

/** Identifies an alert across runs. */
function fingerprints(): (finding: JudgedFinding) => string {
  const identify = identities();
  return (finding) => {
    const [, identity = "", place = ""] = /^(.*):(\d+)$/s.exec(identify(finding)) ?? [];
    return `${createHash("sha256").update(identity).digest("hex").slice(0, 16)}:${place}`;
  };
}

/** In SARIF's plain text `[text](target)` is a link: a name must not become one. */
function plain(message: string): string {
  return visibleLines(message).replaceAll("](", "] (");
}

function uriOf(file: string): string {
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}

function notification(text: string): Notification {
  return { level: "error", message: { text: plain(text) } };
}
