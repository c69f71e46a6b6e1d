import { access, constants, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Answer } from "./answer";
import { fileFault } from "./fault";
import type { Output } from "./outputs";

/** Why a file cannot be written, in one sentence. It is checked in advance, because the work before the output may take long. */
export async function outputFault(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory() || file.endsWith("/")) return fileFault(file, "written", { code: "EISDIR" });
    // A file is written under another name in its folder, and then renamed. The slash requires that the folder is a folder, not a file.
    await access(found && !found.isFile() ? file : `${dirname(file)}/`, constants.W_OK);
    return undefined;
  } catch (fault) {
    return fileFault(file, "written", fault);
  }
}

/**
 * Prints or writes the output of a command, in each requested format. All are rendered before the first one is written. Each file is
 * written completely or not at all.
 */
export async function writeOutputs(
  outputs: readonly Output[],
  render: (output: Output) => string | Promise<string>,
  answer: Answer,
): Promise<Answer> {
  const texts: string[] = [];
  for (const output of outputs) texts.push(await render(output));
  let written = answer;
  for (const [index, { file }] of outputs.entries()) written = await writeOutput(file, texts[index] ?? "", written);
  return written;
}

async function writeOutput(file: string, text: string, answer: Answer): Promise<Answer> {
  if (file === "-") return { ...answer, output: (answer.output ?? "") + text };
  try {
    const found = await stat(file).catch(() => undefined);
    // A rename would replace a device or a pipe.
    await (found && !found.isFile() ? writeFile(file, text) : writeFileAtomic(file, text));
    return answer;
  } catch (fault) {
    const complaint = [answer.complaint, fileFault(file, "written", fault)].filter(Boolean).join("\n");
    return { ...answer, status: 2, complaint };
  }
}
