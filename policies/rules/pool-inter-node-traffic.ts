import { isUnknown } from "../known/value";
import { text } from "../plan/property";
import { type InterNodeBlock, interNodeBlock, interNodeTraffic } from "../reach/inter-node-traffic";
import { addRule } from "../remedies/priorities";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { describeRule, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { about } from "./lib/about";
import { type Finding, finding, type Rule } from "./rule";

export const poolInterNodeTraffic: Rule = {
  name: "pool-inter-node-traffic",
  title: "The nodes of a Batch pool with inter-node communication can reach each other.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-mpi",
  checkTopology: (topology) => {
    const faults = new Map<SecurityGroup, { fault: InterNodeBlock; pools: Set<PoolNode> }>();
    for (const pool of topology.pools.filter(communicates)) {
      const fault = interNodeBlock(pool);
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

function toFinding({ group, subnet, stops }: InterNodeBlock, pools: readonly PoolNode[]): Finding {
  const [pool] = pools as [PoolNode];
  const says = stops.map(({ rule, direction }) => `${describeRule(rule)} denies it ${direction.toLowerCase()}`);
  const node = stops[0]?.rule?.ref;
  return finding({
    ...about(pools),
    ...(node ? placeOf(node) : { urn: group.entity.resource.urn, path: "" }),
    found: `"${nameOf(group.entity)}" blocks TCP between the nodes of ${namesOf(pools)}: ${says.join(", ")}.`,
    why: "interNodeCommunication is Enabled, but tasks on several nodes cannot connect to each other.",
    remedies: stops.map(({ direction }) => {
      const rule = { direction, protocol: "*", source: "VirtualNetwork", destination: "VirtualNetwork", port: "*" };
      return addRule(group, rule, interNodeTraffic(subnet, direction, pool));
    }),
  });
}
