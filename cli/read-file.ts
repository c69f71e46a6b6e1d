import { readFileSync } from "node:fs";
import { readProgram } from "../policies/plan/file";
import type { Program, Refusal } from "../policies/plan/program";

/** The program in a file, or one sentence on why there is none. */
export function readProgramFile(file: string): Program | Refusal {
  try {
    return readProgram(readFileSync(file, "utf8"), file);
  } catch (fault) {
    return { refused: `${file} cannot be read: ${fault instanceof Error ? fault.message : fault}` };
  }
}
