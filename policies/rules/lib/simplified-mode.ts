import type { Change } from "../../remedies/remedy";
import type { Pool } from "../../topology/pool";

/**
 * Sets the simplified mode of a pool.
 * @see https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export function simplifiedMode({ entity, mode }: Pool): Change {
  return {
    ...{ do: "set property", entity, path: mode.path, value: "Simplified" },
    note: "Azure accepts this only on a pool without nodes: resize the pool to zero nodes first, and back afterwards.",
  };
}
