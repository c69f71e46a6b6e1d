import { isRefusal } from "../../policies/plan/program";
import { withoutSecrets } from "../../policies/plan/secrets";
import { buildTopology } from "../../policies/topology/topology";
import { refuse } from "../answer";
import type { Command } from "../command";
import { explain as explainTopology } from "../explain/explain";
import { formatStatements } from "../explain/statement";
import { readProgramFrom } from "../input/read-program";
import { sourceOf } from "../input/source";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";

/** Shows what the policies see. */
export const explain: Command = {
  name: "explain",
  takes: "FILE",
  count: [1, 1],
  about: "show for each Batch pool what it is linked to, how that was found, and what is unknown",
  details: "Security rules stand in the order in which Azure asks them. It judges nothing.",
  forms: [{ name: "text", about: "for people" }],
  options: {},
  run: async ({ files: [file = ""], outputs }, world) => {
    const program = await readProgramFrom(sourceOf(file, world));
    if (isRefusal(program)) return refuse(visible(program.refused));
    const statements = explainTopology(buildTopology(program.resources));
    const shown = (line: string) => visible(withoutSecrets(line, program.secrets));
    const account =
      statements.length > 0 ? formatStatements(statements, shown) : "There is no Batch pool and no Batch account.\n";
    return writeOutputs(outputs, () => account, { status: 0 });
  },
};
