import { previews } from "./preview";
import { type Format, isObject, type Refusal } from "./program";
import { recordings } from "./recording";
import { checkpoints, states } from "./state";

/**
 * The formats that can be read: a recording of a preview, the JSON of a preview, and the state of a stack, exported or as in a
 * backend.
 */
export const FORMATS: readonly Format[] = [recordings, states, checkpoints, previews];

/** The format of parsed JSON, without reading its list of resources; or one sentence that explains why it cannot be read. */
export function formatOf(content: unknown, source: string): Format | Refusal {
  if (!isObject(content)) return { refused: `${source} is not a JSON object.` };
  const format = FORMATS.find(({ claims }) => claims(content));
  const refused = format ? format.refuse(content) : notAProgram(content);
  if (refused !== undefined) return { refused: `${source} ${refused}` };
  return format as Format;
}

function notAProgram(content: Readonly<Record<string, unknown>>): string {
  return "resourcePlans" in content
    ? 'is a plan of "pulumi preview --save-plan", which lacks most of what policies need; give a recording, or a file of "pulumi stack export".'
    : 'is neither a file of "pulumi stack export" or "pulumi preview --json", nor a recording ("format": "…").';
}
