import { asksForClassic, runsClassic } from "../../topology/pool";
import type { PoolNode } from "../../topology/topology";

/**
 * The state of nodes that cannot reach their node management endpoint. Nodes in classic mode do not need it, because the service
 * connects to them. The nodes that replace them use the simplified mode.
 *
 * https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export function becomeUnusable(pools: readonly PoolNode[]): string {
  const mayBeClassic = pools.some((pool) => asksForClassic(pool) !== false || runsClassic(pool));
  return mayBeClassic ? "become unusable in simplified mode" : "become unusable";
}
