import { isAbsent } from "../plan/property";
import { type SubnetCapacity, subnetCapacities } from "../reach/subnet-capacity";
import { ask, either, type Remedy } from "../remedies/remedy";
import { lowerTarget } from "../remedies/target-nodes";
import { type Subnet, writtenIn } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { namesOf, verb } from "../wording/names";
import { about } from "./lib/about";
import { questionOn } from "./lib/settings-question";
import { finding, type Item, type Rule } from "./rule";

export const poolSubnetCapacity: Rule = {
  name: "pool-subnet-capacity",
  title: "The subnet has an address for every node of the Batch pools in it.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network",
  limits: ["Addresses that other machines in the subnet take: only private endpoints are read."],
  checkTopology: (topology) => subnetCapacities(topology).flatMap(toItems),
};

function toItems({ subnet, pools, targets, usable, taken, open }: SubnetCapacity): readonly Item[] {
  if (usable === undefined || targets <= usable) {
    const question = "whether its subnet has an address for every node";
    return [...open].flatMap(([pool, unknowns]) => questionOn(pool, question, unknowns));
  }
  return [
    finding({
      ...about(pools),
      urn: subnet.entity.resource.urn,
      path: prefixPath(subnet),
      found: `The subnet has ${usable} usable addresses${beside(taken)}; ${namesOf(pools)} ${verb(pools, "requests", "request")} ${targets} nodes.`,
      why: "Batch allocates only as many nodes as there are addresses, and the resize fails.",
      remedies: [remedyFor(pools, usable)],
    }),
  ];
}

/** A lower target is proposed for a single pool only: people decide which of several pools gets fewer nodes. */
function remedyFor(pools: readonly PoolNode[], usable: number): Remedy {
  const [pool, ...others] = pools;
  const lower =
    pool && !pool.declared && others.length === 0 ? lowerTarget(pool.entity, usable, namesOf(pools)) : undefined;
  return lower
    ? either(ask("Make the subnet larger, or move the pool to another subnet."), lower)
    : ask("Make the subnet larger, lower the targets, or move a pool to another subnet.");
}

function beside(taken: number): string {
  return taken === 0 ? "" : ` (${taken} more ${taken === 1 ? "is" : "are"} used by private endpoints)`;
}

function prefixPath(subnet: Subnet): string {
  const written = (["prefix", "prefixes"] as const).map((field) => writtenIn(subnet, field));
  return written.find((property) => !isAbsent(property))?.path ?? subnet.entity.program.path;
}
