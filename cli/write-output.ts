import { access, constants, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Answer } from "./answer";
import { fileFault } from "./fault";
import type { Output } from "./outputs";

/** Why a file cannot be written, in one sentence, as far as that can be told before: the work that it is for may take long. */
export async function outputFault(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory() || file.endsWith("/")) return fileFault(file, "written", { code: "EISDIR" });
    // A file is written beside itself and then takes its name. The slash tells a folder from a file.
    await access(found && !found.isFile() ? file : `${dirname(file)}/`, constants.W_OK);
    return undefined;
  } catch (fault) {
    return fileFault(file, "written", fault);
  }
}

/**
 * Prints or writes what a command has to say, in each format that was asked for. All are made before the first one is
 * written; each file is written whole or not at all.
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
    // To take the name of a device or a pipe would remove it.
    await (found && !found.isFile() ? writeFile(file, text) : writeFileAtomic(file, text));
    return answer;
  } catch (fault) {
    const complaint = [answer.complaint, fileFault(file, "written", fault)].filter(Boolean).join("\n");
    return { ...answer, status: 2, complaint };
  }
}
