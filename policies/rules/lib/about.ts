import type { PoolNode } from "../../topology/topology";
import type { Finding } from "../rule";

/** The pools that a finding on another resource is about. Pools declared in settings are left out: they are no resources of the program. */
export function about(pools: Iterable<PoolNode>): Pick<Finding, "pools"> {
  const known = [...pools].filter(({ declared }) => !declared);
  return known.length > 0 ? { pools: known.map(({ entity }) => entity.resource.urn) } : {};
}
