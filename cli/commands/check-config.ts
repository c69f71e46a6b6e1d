import { refuse } from "../answer";
import type { Command } from "../command";
import { faultsIn } from "../configuration/faults";
import { loadConfiguration } from "../configuration/load";
import { visible } from "../visible";

/** Pulumi accepts any misspelt name in a configuration without a word; this does not. */
export const checkConfig: Command = {
  name: "check-config",
  takes: "FILE",
  count: [1, 1],
  about: "tell what is wrong in a file for --policy-pack-config: names of policies, levels, settings, exemptions",
  details:
    "Prints FILE:LINE:COLUMN and what is wrong, one line each. Exit status: 0 nothing, 1 something, 2 no such file.",
  options: {},
  run: async ({ files: [file = ""] }, { today }) => {
    const read = await loadConfiguration(file).catch((fault: Error) => fault);
    if (read instanceof Error) return refuse(read.message);
    const lines = faultsIn(read, today).map(({ line, column, message }) =>
      visible(`${file}:${line}:${column}: ${message}`),
    );
    return {
      status: lines.length > 0 ? 1 : 0,
      output: lines.map((line) => `${line}\n`).join("") || `${file}: nothing is wrong.\n`,
    };
  },
};
