import { filtersOf, type SubnetFilters } from "../../topology/filters";
import { candidates } from "../../topology/link";
import type { Subnet } from "../../topology/subnet";
import type { PoolNode } from "../../topology/topology";

/** Security rules that may turn out to filter a pool's traffic, and where they do. */
export interface PoolFilters extends SubnetFilters {
  readonly subnet: Subnet;
}

/** All that may turn out to filter a pool's traffic: one of these is the truth. None for a pool without a subnet in this program. */
export function poolFilters(pool: PoolNode): readonly PoolFilters[] {
  return candidates(pool.subnet).flatMap((subnet) => filtersOf(subnet).map((filters) => ({ ...filters, subnet })));
}
