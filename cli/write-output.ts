import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Answer } from "./answer";
import { fileFault } from "./fault";

/**
 * Why a file cannot be written, in one sentence, as far as that can be told before: the work that it is for may take long.
 *
 * @param file `-` to print: never a fault.
 */
export async function outputFault(file: string): Promise<string | undefined> {
  if (file === "-") return undefined;
  try {
    // The file is written beside itself and then takes its name. The slash tells a folder from a file.
    await access(`${dirname(file)}/`, constants.W_OK);
    const isFolder = file.endsWith("/") || (await isFolderNow(file));
    return isFolder ? fileFault(file, "written", { code: "EISDIR" }) : undefined;
  } catch (fault) {
    return fileFault(file, "written", fault);
  }
}

async function isFolderNow(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isDirectory() ?? false;
}

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
