import { isUnknown, type Value } from "../known/value";
import { interNodeFlow, judgeBlocked } from "../network/node-traffic";
import type { Direction, SecurityRule } from "../network/security-rule";
import { text } from "../plan/property";
import { contextOf } from "../topology/filters";
import { poolRegion } from "../topology/region";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { addRule } from "./lib/advice";
import { describeRule, placeOf } from "./lib/describe-rule";
import { nameOf, namesOf } from "./lib/names";
import { type PoolFilters, poolFilters } from "./lib/pool-filters";
import { type Finding, finding, type Rule } from "./rule";

export const poolInterNodeTraffic: Rule = {
  name: "pool-inter-node-traffic",
  title: "The nodes of a Batch pool with inter-node communication can reach each other.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-mpi",
  checkTopology: (topology) => {
    const faults = new Map<SecurityGroup, { fault: Blocked; pools: PoolNode[] }>();
    for (const pool of topology.pools.filter(communicates)) {
      for (const fault of blocked(pool)) {
        const known = faults.get(fault.group);
        if (known) known.pools.push(pool);
        else faults.set(fault.group, { fault, pools: [pool] });
      }
    }
    return [...faults.values()].map(({ fault, pools }) => toFinding(fault, [...new Set(pools)]));
  },
};

function communicates(pool: PoolNode): boolean {
  const word = text(pool.interNodeCommunication);
  return !isUnknown(word) && word?.toLowerCase() === "enabled";
}

interface Blocked {
  readonly subnet: Subnet;
  readonly group: SecurityGroup;
  readonly region: Value<string>;
  /** The directions in which nothing passes, and the first rule that stops it. */
  readonly by: readonly { readonly direction: Direction; readonly rule: SecurityRule<SecurityRuleNode> | undefined }[];
}

/** Nothing for a pool of which any possible group lets something through both ways. */
function blocked(pool: PoolNode): readonly Blocked[] {
  const region = poolRegion(pool);
  const judged = poolFilters(pool).map((possible) => judge(possible, region));
  return judged.every((each) => each !== undefined) ? judged : [];
}

function judge({ subnet, group, filters }: PoolFilters, region: Value<string>): Blocked | undefined {
  const context = contextOf(subnet, region);
  const by = (["Outbound", "Inbound"] as const).flatMap((direction) => {
    const verdict = judgeBlocked(filters, interNodeFlow(context, direction), context);
    return verdict.is === "holds" ? [{ direction, rule: verdict.because.pieces[0]?.rule }] : [];
  });
  return group && by.length > 0 ? { subnet, group, region, by } : undefined;
}

function toFinding({ subnet, group, region, by }: Blocked, pools: readonly PoolNode[]): Finding {
  const node = by[0]?.rule?.ref;
  const stopped = by.map(({ direction, rule }) => `${describeRule(rule)} stops all of it ${direction.toLowerCase()}`);
  const context = contextOf(subnet, region);
  return finding({
    ...(node ? placeOf(node) : { urn: group.entity.resource.urn, path: "" }),
    found: `In "${nameOf(group.entity)}", TCP between the nodes of ${namesOf(pools)} does not pass: ${stopped.join(", ")}.`,
    why: "interNodeCommunication is Enabled: tasks that run on several nodes cannot connect them.",
    change: by.flatMap(({ direction }) => {
      const rule = { direction, protocol: "*", source: "VirtualNetwork", destination: "VirtualNetwork", port: "*" };
      return addRule(group, rule, { flow: interNodeFlow(context, direction), context });
    }),
  });
}
