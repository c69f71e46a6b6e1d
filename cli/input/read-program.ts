import { FORMATS, formatOf } from "../../policies/plan/file";
import {
  collect,
  isObject,
  openList,
  type Program,
  type ReadResource,
  type Refusal,
} from "../../policies/plan/program";
import type { PlannedResource } from "../../policies/plan/resource";
import { emptyBranch } from "../../policies/plan/tree";
import { toEntities } from "../../policies/topology/entity";
import { fileFault } from "../fault";
import { FINDINGS_FORMAT } from "../findings/document";
import { FLEET_FORMAT } from "../fleet/document";
import { isEngineEvent } from "./engine-events";
import { JsonFault } from "./json-fault";
import { readJson } from "./json-stream";
import type { Source } from "./source";

/** Why a file is not judged. */
export interface NoProgram extends Refusal {
  /** Whether it is valid JSON of another kind, which is common in a folder. */
  readonly unrelated: boolean;
}

/**
 * Reads the program in a file, or returns one sentence on why it cannot. It reads one resource at a time: neither the text nor the
 * parsed JSON of a large file is in memory as a whole.
 */
export async function readProgramFrom(source: Source): Promise<Program | NoProgram> {
  const readers = new Map(FORMATS.map((format) => [format, openList(format, withoutIdleValues)]));
  const lists = FORMATS.map(({ list }) => list);
  const { name } = source;
  try {
    const content = await readJson(source.open(), lists, ({ list, index, value }) => {
      const format = FORMATS.find((each) => each.list.join("\n") === list.join("\n"));
      if (format) readers.get(format)?.add(value, index);
    });
    const elsewhere = otherCommandFor(content);
    if (elsewhere !== undefined) return { refused: `${name} ${elsewhere}`, unrelated: true };
    const format = formatOf(content, name);
    if ("refused" in format) return { ...format, unrelated: claimsNothing(content) };
    const reader = readers.get(format);
    const fields = content as Readonly<Record<string, unknown>>;
    const fault = reader?.fault(fields);
    return fault === undefined
      ? collect(reader?.read ?? [], format.time?.(fields))
      : { refused: `${name} ${fault}`, unrelated: false };
  } catch (fault) {
    if (!(fault instanceof JsonFault)) return { refused: fileFault(name, "read", fault), unrelated: false };
    const elsewhere = otherCommandFor(fault.first);
    return { refused: `${name} ${elsewhere ?? fault.message}`, unrelated: elsewhere !== undefined };
  }
}

/** The command that reads a file that is not a program, as the end of a sentence; `undefined` if there is none. */
function otherCommandFor(content: unknown): string | undefined {
  if (!isObject(content)) return undefined;
  if (isEngineEvent(content)) return 'holds the events of a Pulumi run: give it to "azure-batch-guard report".';
  const { format } = content;
  if (format === FINDINGS_FORMAT) return 'holds findings: give it to "azure-batch-guard report".';
  if (format === FLEET_FORMAT) return 'is a sweep: give its folder to "azure-batch-guard fleet --merge".';
  return undefined;
}

/** Most of a large file is resources that no policy reads: only their names and dependencies are kept. */
function withoutIdleValues(read: ReadResource): ReadResource {
  const { resource, analyzed } = read;
  if (toEntities(resource).length > 0) return read;
  const { encrypted: _, ...rest } = read;
  return { ...rest, resource: withoutValues(resource), analyzed: analyzed && withoutValues(analyzed) };
}

function withoutValues(resource: PlannedResource): PlannedResource {
  const { properties, outputs } = resource;
  const value = emptyBranch();
  return { ...resource, properties: { ...properties, value }, outputs: { ...outputs, value } };
}

function claimsNothing(content: unknown): boolean {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return true;
  return !("resourcePlans" in content) && !FORMATS.some(({ claims }) => claims(content as Record<string, unknown>));
}
