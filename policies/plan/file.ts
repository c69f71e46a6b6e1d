import { isObject, type Program, type Refusal } from "./program";
import { isRecording, planRecording } from "./recording";
import { isState, planState } from "./state";

/**
 * Reads a program out of a file: a recording of a preview, or the state of a stack (`pulumi stack export`).
 *
 * @param text the content of the file.
 * @param source its name, for the sentence that refuses it.
 */
export function readProgram(text: string, source: string): Program | Refusal {
  const content = parse(text);
  if (!content) return { refused: `${source} is not a JSON object.` };
  if (isRecording(content)) return planRecording(content, source);
  if (isState(content)) return planState(content, source);
  if ("resourcePlans" in content) {
    return {
      refused: `${source} is a plan of "pulumi preview --save-plan", which lacks most of what policies need; give a recording, or a file of "pulumi stack export".`,
    };
  }
  return { refused: `${source} is neither a recording ("format": "…") nor a file of "pulumi stack export".` };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // Windows PowerShell puts a byte order mark in front of UTF-8 text.
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
