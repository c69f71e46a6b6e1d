import { groupBy } from "../../policies/known/multimap";
import { isObject } from "../../policies/plan/program";
import { parseUrn } from "../../policies/plan/urn";
import { RULES } from "../../policies/rules";
import type { Severity } from "../../policies/rules/rule";
import type { ExemptedFinding, FindingsDocument, JudgedFile, JudgedFinding } from "../findings/document";
import { inOrder } from "../findings/order";
import { PACK } from "../pack";

/**
 * Collects findings from the engine's events. `pulumi preview --json` with `PULUMI_ENABLE_STREAMING_JSON_PREVIEW`, `--event-log` and
 * `pulumi policy analyze --json` write them: `EngineEvent` in sdk/go/common/apitype/events.go of pulumi/pulumi.
 */
export interface EngineLog {
  /** Adds a parsed event. Only information about policies and errors is kept. */
  readonly add: (event: Readonly<Record<string, unknown>>) => void;
  /** The result. An event that occurs twice, for example in a preview and the update after it, counts once. */
  readonly end: () => Pick<FindingsDocument, "files" | "refused">;
}

/** Whether parsed JSON is one of the engine's events. */
export function isEngineEvent(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value.sequence === "number" && typeof value.timestamp === "number";
}

/** Collects the events of one run. @param file its name in reports. */
export function openEngineLog(file: string): EngineLog {
  const findings = new Map<string, JudgedFinding | ExemptedFinding>();
  let runsProgram = false;
  let judgesOurs = false;
  let isComplete = false;
  let error: string | undefined;

  const ours = (read: (event: Content) => void) => (event: Content) => {
    if (event.policyPackName !== PACK.name) return;
    judgesOurs = true;
    read(event);
  };
  const readers: Readonly<Record<string, (event: Content) => void>> = {
    preludeEvent: () => {
      runsProgram = true;
    },
    policyEvent: ours((event) => {
      const finding = toFinding(event);
      findings.set(JSON.stringify(finding), finding);
    }),
    policyAnalyzeSummaryEvent: ours(() => {}),
    policyAnalyzeStackSummaryEvent: ours(() => {
      isComplete = true;
    }),
    // "pulumi policy analyze" runs no program; apart from the findings, it writes only this event about the pack.
    summaryEvent: ({ PolicyPacks: packs }) => {
      const isOurs = isObject(packs) && Object.keys(packs).some((name) => name.split("|")[0] === PACK.name);
      isComplete ||= isOurs && !runsProgram;
    },
    diagnosticEvent: ({ severity, message }) => {
      const isSummary = /^\w+ failed\s*$/.test(uncoloured(message));
      if (severity === "error" && !isSummary) error ??= uncoloured(message).split("\n")[0];
    },
  };

  return {
    add: (event) => {
      for (const [name, read] of Object.entries(readers)) {
        const content = event[name];
        if (isObject(content)) read(content);
      }
    },
    end: () => {
      const files = judgesOurs || isComplete ? byStack(file, [...findings.values()]) : [];
      if (isComplete) return { files, refused: [] };
      const reason = judgesOurs
        ? `ends before ${PACK.name} judged the whole stack${error === undefined ? "" : `: ${error.replace(/[:.]$/, "")}`}`
        : `does not contain results of ${PACK.name}: run the command with --policy-pack`;
      return { files, refused: [{ file, reason: `${file} ${reason}.` }] };
    },
  };
}

type Content = Readonly<Record<string, unknown>>;

function toFinding(event: Content): JudgedFinding | ExemptedFinding {
  const policy = text(event.policyName);
  const rule = RULES.find(({ name }) => name === policy);
  return {
    policy,
    level: event.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
    severity: SEVERITIES.find((each) => each === event.severity) ?? rule?.severity ?? "medium",
    urn: text(event.resourceUrn),
    message: uncoloured(event.message).trimEnd(),
    ...exceptedBy(event.exceptions),
  };
}

/** In newer engines, exceptions in the configuration can accept a finding. The engine still reports it, with the exceptions. */
function exceptedBy(exceptions: unknown): Partial<Pick<ExemptedFinding, "exemptions">> {
  const known = Array.isArray(exceptions) ? exceptions.filter(isObject) : [];
  if (known.length === 0) return {};
  return { exemptions: known.map(({ id, reason }) => ({ at: `exceptions.${text(id)}`, reason: text(reason) })) };
}

function isExempted(finding: JudgedFinding | ExemptedFinding): finding is ExemptedFinding {
  return "exemptions" in finding;
}

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/** A run is about one stack, but a state may hold resources of several. */
function byStack(file: string, findings: readonly (JudgedFinding | ExemptedFinding)[]): readonly JudgedFile[] {
  const groups = groupBy(findings, ({ urn }) => {
    const { project = "", stack = "" } = parseUrn(urn) ?? {};
    return JSON.stringify({ project, stack });
  });
  if (groups.size === 0) return [{ file, project: "", stack: "", findings: [] }];
  return [...groups].map(([key, group]) => {
    const exempted = inOrder(group.filter(isExempted));
    const counted = inOrder(group.filter((finding) => !isExempted(finding)));
    return { file, ...JSON.parse(key), findings: counted, ...(exempted.length > 0 ? { exempted } : {}) };
  });
}

/** Removes the CLI's colour codes (`<{%reset%}>`), which events contain if the CLI writes colours. */
function uncoloured(message: unknown): string {
  return text(message).replace(/<\{%[^%]*%\}>/g, "");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
