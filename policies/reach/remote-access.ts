import { intersect } from "../network/address-set";
import { isInternetAtLarge, publicSources } from "../network/node-management";
import { ports } from "../network/port-set";
import { poolRegion } from "../topology/region";
import type { PoolNode } from "../topology/topology";
import { contextOf } from "./filters";
import { type NatPool, natSources } from "./nat-pool";
import { onceFor, type PoolFilters } from "./pool-filters";

/**
 * Whether a NAT pool certainly exposes a port of the nodes to the whole internet: a connection must pass the NAT pool's own
 * rules, and those of any subnet that may be the pool's.
 */
export function isOpenToInternet(nat: NatPool, port: number, subnets: readonly PoolFilters[], pool: PoolNode): boolean {
  const own = natSources(nat, port);
  const open = subnets.every((possible) => isInternetAtLarge(intersect(own, passing(possible, port, pool))));
  return open && isInternetAtLarge(own);
}

/** The public addresses that the subnet's rules allow to connect to a port, for all pools in it. */
const passing = onceFor(({ subnet, filters }, port: number, pool: PoolNode) =>
  publicSources(filters, contextOf(subnet, poolRegion(pool)), ports(port)),
);
