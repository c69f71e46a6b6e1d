import { isUnknown } from "../known/value";
import { interNodeFlow, judgeBlocked } from "../network/node-traffic";
import type { Direction } from "../network/security-rule";
import { text } from "../plan/property";
import { contextOf } from "../reach/filters";
import { onceFor, onlyGroup, type PoolFilters, poolFilters } from "../reach/pool-filters";
import { addRule } from "../remedies/advice";
import { poolRegion } from "../topology/region";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { describeRule, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { type Finding, finding, type Rule } from "./rule";

export const poolInterNodeTraffic: Rule = {
  name: "pool-inter-node-traffic",
  title: "The nodes of a Batch pool with inter-node communication can reach each other.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-mpi",
  checkTopology: (topology) => {
    const faults = new Map<SecurityGroup, { fault: Blocked; pools: Set<PoolNode> }>();
    for (const pool of topology.pools.filter(communicates)) {
      const fault = blocked(pool);
      if (!fault) continue;
      const known = faults.get(fault.group) ?? { fault, pools: new Set() };
      known.pools.add(pool);
      faults.set(fault.group, known);
    }
    return [...faults.values()].map(({ fault, pools }) => toFinding(fault, [...pools]));
  },
};

function communicates(pool: PoolNode): boolean {
  const word = text(pool.interNodeCommunication);
  return !isUnknown(word) && word?.toLowerCase() === "enabled";
}

const DIRECTIONS: readonly Direction[] = ["Outbound", "Inbound"];

/** A group that stops all traffic between nodes in one direction or both. */
interface Blocked {
  readonly place: PoolFilters;
  readonly group: SecurityGroup;
  readonly directions: readonly Direction[];
}

function blocked(pool: PoolNode): Blocked | undefined {
  const possible = poolFilters(pool);
  const [place] = possible;
  const group = onlyGroup(possible);
  if (!place || !group) return undefined;
  const isStopped = (direction: Direction) =>
    possible.every((each) => passesNothing(each, direction, pool).is === "holds");
  const directions = DIRECTIONS.filter(isStopped);
  return directions.length > 0 ? { place, group, directions } : undefined;
}

const passesNothing = onceFor(({ subnet, filters }, direction: Direction, pool: PoolNode) => {
  const context = contextOf(subnet, poolRegion(pool));
  return judgeBlocked(filters, interNodeFlow(context, direction), context);
});

function toFinding({ place, group, directions }: Blocked, pools: readonly PoolNode[]): Finding {
  const [pool] = pools as [PoolNode];
  const stops = directions.map((direction) => {
    const rule = passesNothing(place, direction, pool).because.pieces[0]?.rule;
    return { rule, says: `${describeRule(rule)} stops all of it ${direction.toLowerCase()}` };
  });
  const node = stops[0]?.rule?.ref;
  const context = contextOf(place.subnet, poolRegion(pool));
  return finding({
    ...(node ? placeOf(node) : { urn: group.entity.resource.urn, path: "" }),
    found: `In "${nameOf(group.entity)}", TCP between the nodes of ${namesOf(pools)} does not pass: ${stops.map(({ says }) => says).join(", ")}.`,
    why: "interNodeCommunication is Enabled: tasks that run on several nodes cannot connect them.",
    change: directions.flatMap((direction) => {
      const rule = { direction, protocol: "*", source: "VirtualNetwork", destination: "VirtualNetwork", port: "*" };
      return addRule(group, rule, { flow: interNodeFlow(context, direction), context });
    }),
  });
}
