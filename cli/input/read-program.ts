import { FORMATS, formatOf } from "../../policies/plan/file";
import { collect, type Format, type Program, type ReadResource, type Refusal } from "../../policies/plan/program";
import type { PlannedResource } from "../../policies/plan/resource";
import { emptyBranch } from "../../policies/plan/tree";
import { toEntities } from "../../policies/topology/entity";
import { fileFault } from "../fault";
import { JsonFault, readJson } from "./json-stream";
import type { Source } from "./source";

/** Why a file is not judged. */
export interface NoProgram extends Refusal {
  /** Whether it is sound JSON that claims to be something else altogether, as is to be expected in a folder. */
  readonly foreign: boolean;
}

/**
 * The program in a file, or one sentence on why there is none. A resource at a time: neither the text nor the parsed JSON of
 * a huge file is ever in memory as a whole.
 */
export async function readProgramFrom(source: Source): Promise<Program | NoProgram> {
  const read = new Map<Format, ReadResource[]>(FORMATS.map((format) => [format, []]));
  const lists = FORMATS.map(({ list }) => list);
  try {
    const content = await readJson(source.open(), lists, ({ list, value }) => {
      const format = FORMATS.find((each) => each.list.join("\n") === list.join("\n"));
      const resource = format?.read(value);
      if (format && resource) read.get(format)?.push(withoutIdleValues(resource));
    });
    const format = formatOf(content, source.name);
    if ("refused" in format) return { ...format, foreign: claimsNothing(content) };
    return collect(read.get(format) ?? []);
  } catch (fault) {
    return {
      refused: fault instanceof JsonFault ? `${source.name} ${fault.message}` : fileFault(source.name, "read", fault),
      foreign: false,
    };
  }
}

/** A huge file is huge because of resources that no policy reads: of them, only their names and links are kept. */
function withoutIdleValues({ resource, analyzed, secrets }: ReadResource): ReadResource {
  if (toEntities(resource).length > 0) return { resource, analyzed, secrets };
  return { resource: withoutValues(resource), analyzed: analyzed && withoutValues(analyzed), secrets };
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
