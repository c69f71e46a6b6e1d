import writeFileAtomic from "write-file-atomic";
import type { Answer } from "./answer";
import { fileFault } from "./fault";

/**
 * Adds a text to an answer: to what is printed, or, where a file is named, into it. The file is written whole or not at all.
 *
 * @param file `undefined` or `-` to print.
 */
export async function writeOutput(file: string | undefined, text: string, answer: Answer): Promise<Answer> {
  if (file === undefined || file === "-") return { ...answer, output: (answer.output ?? "") + text };
  try {
    await writeFileAtomic(file, text);
    return answer;
  } catch (fault) {
    return {
      ...answer,
      status: 2,
      complaint: [answer.complaint, fileFault(file, "written", fault)].filter(Boolean).join("\n"),
    };
  }
}
