import type { Context } from "../settings/context";
import { isRetired } from "../settings/retirement";
import { candidates, single } from "../topology/link";
import { asksForClassic } from "../topology/pool";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";

/** A subnet in which pools certainly run, and those pools. */
export interface BatchSubnet {
  readonly subnet: Subnet;
  readonly pools: readonly PoolNode[];
}

/** The subnets of this program in which pools certainly run. */
export function batchSubnets(topology: Topology): readonly BatchSubnet[] {
  const found = new Map<Subnet, PoolNode[]>();
  for (const pool of topology.pools) {
    const subnet = single(pool.subnet);
    if (subnet) found.set(subnet, [...(found.get(subnet) ?? []), pool]);
  }
  return [...found].map(([subnet, pools]) => ({ subnet, pools }));
}

/** The Batch subnets that a security group certainly filters. */
export function filteredBy(group: SecurityGroup, subnets: readonly BatchSubnet[]): readonly BatchSubnet[] {
  return subnets.filter(({ subnet }) => single(subnet.securityGroup) === group);
}

/** Whether a security group certainly filters a subnet with pools, whichever of a pool's possible subnets is its own. */
export function filtersPools(group: SecurityGroup, topology: Topology): boolean {
  return topology.pools.some((pool) => {
    const subnets = candidates(pool.subnet);
    return subnets.length > 0 && subnets.every((subnet) => single(subnet.securityGroup) === group);
  });
}

/** Whether a security group may turn out to filter a subnet with pools. */
export function mayFilterPools(group: SecurityGroup, topology: Topology): boolean {
  const mayBe = ({ securityGroup: link }: Subnet) => link.to === "unknown" || candidates(link).includes(group);
  return topology.pools.some(({ subnet }) => subnet.to === "unknown" || candidates(subnet).some(mayBe));
}

/** Until the retirement date a network that serves classic pools, or that may, still needs what they need. */
export function stillServesClassic(pools: readonly PoolNode[], context: Context): boolean {
  return !isRetired(context) && pools.some((pool) => asksForClassic(pool) !== false);
}
