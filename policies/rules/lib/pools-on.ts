import type { PoolNode, Topology } from "../../topology/topology";

/** The pools of a program, grouped by a resource or value that they share, so that a fault in it is reported once for all of them. */
export function poolsOn<T>(
  topology: Topology,
  what: (pool: PoolNode) => T | undefined,
): ReadonlyMap<T, readonly PoolNode[]> {
  const groups = new Map<T, PoolNode[]>();
  for (const pool of topology.pools) {
    const key = what(pool);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(pool);
    else groups.set(key, [pool]);
  }
  return groups;
}
