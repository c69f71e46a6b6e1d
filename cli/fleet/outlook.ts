import { compare } from "../../policies/known/order";
import type { SurveyedPool } from "./document";

/** What will happen to a pool that depends on the classic mode. */
export interface Outlook {
  readonly name: string;
  /** What it means, as a sentence. */
  readonly about: string;
  readonly holds: (pool: SurveyedPool) => boolean;
}

const isClassic = (mode: string) => mode.toLowerCase() === "classic";

/** Whether its next node may fail: a node does not fail if the pool requests simplified mode and its path is known to be open. */
function fails({ runs, asks, service }: SurveyedPool): boolean {
  return isClassic(runs) && (isClassic(asks) || service !== "open");
}

/**
 * The outlooks, most urgent first; the first that holds applies. A pool whose nodes run in classic mode works until it needs a new
 * node: a pool with an autoscale formula can need one at any time.
 * https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export const OUTLOOKS: readonly Outlook[] = [
  {
    // https://learn.microsoft.com/azure/batch/batch-pool-cloud-service-to-virtual-machine-configuration
    name: "retired",
    about:
      "Azure Batch retired pools on Cloud Services on 2024-02-29: they get no nodes, and lose those that they had.",
    holds: ({ cloudServices }) => cloudServices,
  },
  {
    name: "breaks by itself",
    about: "The nodes run in classic mode, and a formula scales the pool: it may fail at the next scale-up.",
    holds: (pool) => fails(pool) && pool.scaling === "automatic",
  },
  {
    name: "breaks when resized",
    about: "The nodes run in classic mode: the pool may fail as soon as a node has to be added or replaced.",
    holds: fails,
  },
  {
    name: "waits for new nodes",
    about: "The nodes run in classic mode until all are replaced; the path for simplified communication is open.",
    holds: ({ runs }) => isClassic(runs),
  },
  {
    name: "asks for classic",
    about: "The program asks for the classic mode; the state does not say in which mode the nodes run.",
    holds: ({ asks }) => isClassic(asks),
  },
];

/** Sorts pools by age, oldest first, unknown age last. */
export function byAge({ created: one }: SurveyedPool, { created: other }: SurveyedPool): number {
  return compare(one || "unknown", other || "unknown");
}

/** The outlook of a pool; `undefined` if the pool does not depend on the classic mode. */
export function outlookOf(pool: SurveyedPool): Outlook | undefined {
  return OUTLOOKS.find(({ holds }) => holds(pool));
}
