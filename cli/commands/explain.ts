import { estateFor } from "../../policies/estate/estate";
import type { Snapshot } from "../../policies/estate/snapshot";
import type { PlannedResource } from "../../policies/plan/resource";
import { withoutSecrets } from "../../policies/plan/secrets";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { isReadType } from "../../policies/topology/entity";
import { buildTopology, type Topology } from "../../policies/topology/topology";
import { refuse } from "../answer";
import { type Command, ESTATE } from "../command";
import { loadEstate } from "../configuration/load";
import { readAsOne } from "../estate/one-program";
import { explain as explainTopology } from "../explain/explain";
import { formatStatements } from "../explain/statement";
import { sourceOf } from "../input/source";
import { visible } from "../visible";
import { writeOutputs } from "../write-output";

/** Shows the topology that the policies read. */
export const explain: Command = {
  name: "explain",
  takes: "FILE…",
  count: [1, Number.POSITIVE_INFINITY],
  about: "show for each Batch pool what it is linked to, how that was found, and what is unknown",
  details: `Security rules are listed in the order in which Azure evaluates them. The command evaluates no policies. Several stacks are
shown as one estate, linked by ARM ids.`,
  forms: [{ name: "text", about: "for people" }],
  options: { estate: ESTATE },
  run: async ({ files, options, outputs }, { today, ...world }) => {
    try {
      const { program, notes } = await readAsOne(files.map((file) => sourceOf(file, { today, ...world })));
      const file = options.get("estate");
      const topology = linked(program.resources, file === undefined ? undefined : await loadEstate(file), today);
      const statements = explainTopology(topology);
      const shown = (line: string) => visible(withoutSecrets(line, program.secrets));
      const account =
        statements.length > 0 ? formatStatements(statements, shown) : "There is no Batch pool and no Batch account.\n";
      const complaint = notes.join("\n");
      return await writeOutputs(outputs, () => account, { status: 0, ...(complaint ? { complaint } : {}) });
    } catch (fault) {
      return refuse(fault instanceof Error ? fault.message : String(fault));
    }
  },
};

/** The topology of a program including the estate that it is linked to, limited to the program's own pools and accounts. */
function linked(resources: readonly PlannedResource[], estate: Snapshot | undefined, today: string): Topology {
  if (!estate) return buildTopology(resources);
  const readable = resources.filter(({ type }) => isReadType(type));
  const trust = { today, maxAge: DEFAULT_SETTINGS.estateMaxAge };
  const topology = buildTopology([...resources, ...estateFor(estate, readable, trust).after]);
  const pools = topology.pools.filter(({ entity }) => !entity.resource.estate);
  const accounts = topology.accounts.filter(({ entity }) => !entity.resource.estate);
  return { ...topology, pools, accounts };
}
