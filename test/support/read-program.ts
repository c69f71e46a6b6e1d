import { formatOf } from "../../policies/plan/file";
import { collect, isObject, openList, type Program, type Refusal } from "../../policies/plan/program";

/**
 * Reads a program from text in one of the formats that the command reads. The command itself reads files as streams
 * (cli/input/read-program.ts); this is the short way for tests, with every value kept.
 *
 * @param source the name of the file, for the message if it cannot be read.
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

function parse(text: string): unknown {
  try {
    // Windows PowerShell puts a byte order mark in front of UTF-8 text.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
