import type { PoolNode, Topology } from "../../topology/topology";

/** The pools of a program by something that each of them has, so that one fault of it is reported once for all. */
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
