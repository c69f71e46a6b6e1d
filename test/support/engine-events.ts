const PACK = { policyPackName: "azure-batch-guard", policyPackVersion: "0.1.0", policyPackVersionTag: "0.1.0" };

export const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";

/** Events in the engine's format, modelled on recorded ones; the end-to-end tests read real ones. */
const EVENTS = {
  prelude: { preludeEvent: { config: {} } },
  found: {
    policyEvent: {
      resourceUrn: URN,
      message: 'The mode is "Classic".\nSee https://learn.microsoft.com/\n',
      color: "never",
      policyName: "pool-no-classic-communication",
      ...PACK,
      enforcementLevel: "mandatory",
      severity: "high",
    },
  },
  foundElsewhere: {
    policyEvent: {
      resourceUrn: URN,
      message: "x",
      policyName: "other",
      policyPackName: "other",
      enforcementLevel: "mandatory",
    },
  },
  resourceJudged: { policyAnalyzeSummaryEvent: { resourceUrn: URN, ...PACK, passed: ["settings"] } },
  stackJudged: { policyAnalyzeStackSummaryEvent: { ...PACK, passed: ["undecided"] } },
  stackJudgedElsewhere: { policyAnalyzeStackSummaryEvent: { ...PACK, policyPackName: "other" } },
  programFailed: {
    diagnosticEvent: { prefix: "error: ", message: "Running program 'x' failed:\nError: oops\n", severity: "error" },
  },
  previewFailed: { diagnosticEvent: { prefix: "error: ", message: "preview failed\n", severity: "error" } },
  debug: { diagnosticEvent: { message: "Registering", severity: "debug" } },
  summary: {
    summaryEvent: { isPreview: true, result: "failed", PolicyPacks: { "azure-batch-guard|local|/a": "0.1.0" } },
  },
  analyzed: { summaryEvent: { isPreview: false, result: "failed", PolicyPacks: { "azure-batch-guard": "0.1.0" } } },
  analyzedByOthers: { summaryEvent: { isPreview: false, PolicyPacks: { other: "1.0.0" } } },
} as const;

export type EventName = keyof typeof EVENTS;

/** The events as the lines of a log. */
export function logOf(...names: readonly EventName[]): string {
  return names
    .map((name, sequence) => `${JSON.stringify({ sequence, timestamp: 1_795_263_662, ...EVENTS[name] })}\n`)
    .join("");
}

/** The operations of an update and their resources, as `pulumi up` shows them. */
export function touched(log: string): readonly string[] {
  const operations = new Set<string>();
  for (const line of log.split("\n")) {
    const { resourcePreEvent: event } = line.startsWith("{") ? JSON.parse(line) : {};
    const { op, urn } = event?.metadata ?? {};
    if (op !== undefined && op !== "same" && !/::pulumi:/.test(urn)) operations.add(`${op} ${urn.split("::").at(-1)}`);
  }
  return [...operations].sort();
}
