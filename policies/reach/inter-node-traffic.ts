import type { Flow } from "../network/flow";
import { interNodeFlow, judgeBlocked } from "../network/node-traffic";
import type { SubnetContext } from "../network/subnet-context";
import { poolRegion } from "../topology/region";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { contextOf, type GroupRule } from "./filters";
import { onceFor, onlyGroup, poolFilters } from "./pool-filters";

/** A group that stops all traffic between nodes in one direction or both. */
export interface InterNodeBlock {
  readonly group: SecurityGroup;
  readonly subnet: Subnet;
  readonly stops: readonly InterNodeStop[];
}

/** A direction in which no packet between nodes passes, and the first rule that decides so. */
export interface InterNodeStop {
  readonly direction: Flow["direction"];
  readonly rule: GroupRule | undefined;
}

const DIRECTIONS = ["Outbound", "Inbound"] as const satisfies readonly Flow["direction"][];

/** The group that certainly blocks traffic between the nodes of a pool; `undefined` if none does, or the group is unknown. */
export function interNodeBlock(pool: PoolNode): InterNodeBlock | undefined {
  const possible = poolFilters(pool);
  const [place] = possible;
  const group = onlyGroup(possible);
  if (!place || !group) return undefined;
  const stops = DIRECTIONS.filter((direction) =>
    possible.every((each) => passesNothing(each, direction, pool).is === "holds"),
  ).map((direction) => ({ direction, rule: passesNothing(place, direction, pool).because.pieces[0]?.rule }));
  return stops.length > 0 ? { group, subnet: place.subnet, stops } : undefined;
}

const passesNothing = onceFor(({ subnet, filters }, direction: Flow["direction"], pool: PoolNode) => {
  const { flow, context } = interNodeTraffic(subnet, direction, pool);
  return judgeBlocked(filters, flow, context);
});

/** The packets between the nodes of a pool in one direction, and their context. */
export function interNodeTraffic(
  subnet: Subnet,
  direction: Flow["direction"],
  pool: PoolNode,
): { readonly flow: Flow; readonly context: SubnetContext } {
  const context = contextOf(subnet, poolRegion(pool));
  return { flow: interNodeFlow(context, direction), context };
}
