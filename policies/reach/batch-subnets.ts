import type { Context } from "../settings/context";
import { isRetired } from "../settings/retirement";
import { linksInto } from "../topology/backlinks";
import { asksForClassic, runsClassic } from "../topology/pool";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";

/** A subnet in which pools certainly run, and those pools. */
export interface BatchSubnet {
  readonly subnet: Subnet;
  readonly pools: readonly PoolNode[];
}

/** The Batch subnets that a security group certainly filters. */
export function servedBy(group: SecurityGroup, topology: Topology): readonly BatchSubnet[] {
  const { subnetsBehind, poolsIn } = linksInto(topology);
  const subnets = subnetsBehind(group).certain.map((subnet) => ({ subnet, pools: poolsIn(subnet).certain }));
  return subnets.filter(({ pools }) => pools.length > 0);
}

/** Whether a security group certainly filters a subnet with pools, whichever of its possible subnets a pool uses. */
export function filtersPools(group: SecurityGroup, topology: Topology): boolean {
  return linksInto(topology).poolsBehind(group).certain.length > 0;
}

/** Whether a security group filters a subnet with pools, or may. */
export function mayFilterPools(group: SecurityGroup, topology: Topology): boolean {
  const { possible, open } = linksInto(topology).poolsBehind(group);
  return open || possible.length > 0;
}

/**
 * Whether a network must still let the Batch service connect to nodes: until the retirement date, if one of its pools requests the classic
 * mode or may, or if Azure reports that its nodes still run in it.
 */
export function stillServesClassic(pools: readonly PoolNode[], context: Context): boolean {
  return !isRetired(context) && pools.some((pool) => asksForClassic(pool) !== false || runsClassic(pool));
}

/**
 * Whether none of these pools needs its node management endpoint yet: until the retirement date, if each of them requests the classic mode
 * or may. Pools that request another mode get simplified nodes already, next to classic ones in the same subnet too.
 * @see https://learn.microsoft.com/azure/batch/simplified-compute-node-communication
 */
export function needNoEndpointYet(pools: readonly PoolNode[], context: Context): boolean {
  return !isRetired(context) && pools.every((pool) => asksForClassic(pool) !== false);
}
