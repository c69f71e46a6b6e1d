import type { PlannedResource } from "../../policies/plan/resource";
import type { Subnet } from "../../policies/topology/subnet";
import { buildTopology } from "../../policies/topology/topology";

/** The subnets of a program. */
export function subnets(...resources: readonly PlannedResource[]): readonly Subnet[] {
  return buildTopology(resources).subnets;
}

/** Its only subnet. */
export function only(...resources: readonly PlannedResource[]): Subnet {
  const [first, ...more] = subnets(...resources);
  if (!first || more.length > 0) throw new Error(`There are ${more.length + (first ? 1 : 0)} subnets.`);
  return first;
}
