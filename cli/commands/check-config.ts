import { refuse } from "../answer";
import type { Command } from "../command";
import { faultsIn } from "../configuration/faults";
import { loadConfiguration } from "../configuration/load";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";

/** Pulumi accepts any misspelt name in a configuration without a word; this does not. */
export const checkConfig: Command = {
  name: "check-config",
  takes: "FILE",
  count: [1, 1],
  about: "tell what is wrong in a file for --policy-pack-config: names of policies, levels, settings, exemptions",
  details: "Tells FILE:LINE:COLUMN and what is wrong, one line each.",
  objects: "something is wrong in the file",
  forms: [{ name: "text", about: "for people" }],
  options: {},
  run: async ({ files: [file = ""], outputs }, { today }) => {
    const read = await loadConfiguration(file).catch((fault: Error) => fault);
    if (read instanceof Error) return refuse(read.message);
    const lines = faultsIn(read, today).map(({ line, column, message }) =>
      visible(`${file}:${line}:${column}: ${message}`),
    );
    const text = lines.map((line) => `${line}\n`).join("") || `${visible(file)}: nothing is wrong.\n`;
    return writeOutputs(outputs, () => text, { status: lines.length > 0 ? 1 : 0 });
  },
};
