import { previews } from "./preview";
import { collect, type Format, isObject, openList, type Program, type Refusal } from "./program";
import { recordings } from "./recording";
import { checkpoints, states } from "./state";

/**
 * The formats that can be read: a recording of a preview, the JSON of a preview, and the state of a stack, exported or as in a
 * backend.
 */
export const FORMATS: readonly Format[] = [recordings, states, checkpoints, previews];

/**
 * Reads a program from a file in one of {@link FORMATS}.
 *
 * @param text the content of the file.
 * @param source its name, for the message if the file cannot be read.
 */
export function readProgram(text: string, source: string): Program | Refusal {
  const content = parse(text);
  const format = formatOf(content, source);
  if ("refused" in format) return format;
  const list = format.list.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), content);
  // A stack that was never deployed is exported without a list.
  const reader = openList(format, (resource) => resource);
  if (Array.isArray(list)) for (const [index, element] of list.entries()) reader.add(element, index);
  const fault = reader.fault(content as Readonly<Record<string, unknown>>);
  const time = format.time?.(content as Readonly<Record<string, unknown>>);
  return fault === undefined ? collect(reader.read, time) : { refused: `${source} ${fault}` };
}

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

function parse(text: string): unknown {
  try {
    // Windows PowerShell puts a byte order mark in front of UTF-8 text.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
