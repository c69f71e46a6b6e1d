import { asksForClassic, runsClassic } from "../../topology/pool";
import type { PoolNode } from "../../topology/topology";

/**
 * What becomes of nodes that do not reach their node management endpoint. Nodes in classic mode do not need it: the service calls
 * them, until new nodes take their place, which use the simplified mode.
 *
 * https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export function becomeUnusable(pools: readonly PoolNode[]): string {
  const mayBeClassic = pools.some((pool) => asksForClassic(pool) !== false || runsClassic(pool));
  return mayBeClassic ? "become unusable in simplified mode" : "become unusable";
}
