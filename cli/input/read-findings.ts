import { isObject } from "../../policies/plan/program";
import { fileFault } from "../fault";
import { FINDINGS_FORMAT, type FindingsDocument } from "../findings/document";
import { isFindingsDocument } from "../findings/is-document";
import { PACK } from "../pack";
import { isEngineEvent, openEngineLog } from "./engine-events";
import { JsonFault } from "./json-fault";
import { readJsonValues } from "./json-stream";
import type { Source } from "./source";

/** Findings of another run, read from a file. */
export interface ReadFindings {
  readonly document: FindingsDocument;
  /** Whether they come from the engine, whose events contain neither evidence nor the findings that settings exempt. */
  readonly fromEngine: boolean;
}

/**
 * Reads the output of `check --format json`, or the events of the engine one at a time. Throws one sentence for any other input.
 */
export async function readFindings(source: Source): Promise<ReadFindings> {
  const log = openEngineLog(source.name);
  const documents: FindingsDocument[] = [];
  let events = 0;
  let wrong: string | undefined;
  const take = (value: unknown) => {
    if (isFindingsDocument(value)) {
      documents.push(value);
    } else if (isObject(value) && isEngineEvent(value)) {
      events += 1;
      log.add(value);
    } else {
      wrong ??= complaintAbout(value);
    }
  };
  await readJsonValues(source.open(), take).catch((fault) => {
    throw new Error(
      fault instanceof JsonFault ? `${source.name} ${fault.message}` : fileFault(source.name, "read", fault),
    );
  });
  const [document, ...others] = documents;
  const isOneThing = document ? others.length === 0 && events === 0 : events > 0;
  if (wrong !== undefined || !isOneThing) throw new Error(`${source.name} ${wrong ?? NEITHER}`);
  if (document) return { document, fromEngine: false };
  return { document: { format: FINDINGS_FORMAT, pack: PACK, ...log.end() }, fromEngine: true };
}

const NEITHER = 'is neither the events of a Pulumi run nor what "azure-batch-guard check --format json" writes.';

function complaintAbout(value: unknown): string {
  if (!isObject(value)) return NEITHER;
  if (value.format === FINDINGS_FORMAT) return `is "${FINDINGS_FORMAT}", but not as check --format json writes it.`;
  if (typeof value.format === "string" && value.format.startsWith("azure-batch-guard findings ")) {
    return `is "${value.format.slice(0, 60)}", and only "${FINDINGS_FORMAT}" is known.`;
  }
  if ("steps" in value || "changeSummary" in value) {
    return 'is what "pulumi preview --json" writes, which lacks what policies find: give it to "azure-batch-guard check", or set PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1.';
  }
  return "deployment" in value
    ? 'is an exported stack: give it to "azure-batch-guard check --format json", and report what that writes.'
    : NEITHER;
}
