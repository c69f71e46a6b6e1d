import { type Answer, refuse } from "../answer";
import type { Command } from "../command";
import { faultsIn } from "../configuration/faults";
import { loadConfiguration } from "../configuration/load";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";

/** Reports misspelled names in a configuration: Pulumi accepts them without a message. */
export const checkConfig: Command = {
  name: "check-config",
  takes: "FILE…",
  count: [1, Number.POSITIVE_INFINITY],
  about: "report what is wrong in a file for --policy-pack-config: names of policies, levels, settings, exemptions",
  details: "Reports FILE:LINE:COLUMN and what is wrong, one line each.",
  objects: "something is wrong in the file",
  forms: [{ name: "text", about: "for people" }],
  options: {},
  run: async ({ files, outputs }, { today }) => {
    const lines: string[] = [];
    const unread: string[] = [];
    let isWrong = false;
    for (const file of files) {
      const read = await loadConfiguration(file).catch((fault: Error) => fault);
      if (read instanceof Error) {
        unread.push(visible(read.message));
        continue;
      }
      const faults = faultsIn(read, today);
      isWrong ||= faults.length > 0;
      lines.push(...faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
      if (faults.length === 0) lines.push(`${file}: nothing is wrong.`);
    }
    const complaint = unread.join("\n");
    if (lines.length === 0) return refuse(complaint);
    const text = lines.map((line) => `${visible(line)}\n`).join("");
    const answer: Answer = complaint === "" ? { status: isWrong ? 1 : 0 } : { status: 2, complaint };
    return writeOutputs(outputs, () => text, answer);
  },
};
