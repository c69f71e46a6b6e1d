import { isUnknown, type Unknown, unknown } from "../known/value";
import { field, fieldAt, type Property, text } from "../plan/property";
import { ask, either } from "../remedies/remedy";
import { candidates, single } from "../topology/link";
import type { PoolNode } from "../topology/topology";
import { namesOf, verb } from "../wording/names";
import { shown } from "../wording/shown";
import { about } from "./lib/about";
import { poolsOn } from "./lib/pools-on";
import { questionOn } from "./lib/settings-question";
import { finding, type Rule, type Undecided } from "./rule";

export const poolSubnetNotDelegated: Rule = {
  name: "pool-subnet-not-delegated",
  title: "The subnet of a Batch pool is not delegated to another service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/troubleshoot/azure/hpc/batch/azure-batch-pool-resizing-failure",
  checkTopology: (topology) => [
    ...topology.pools.flatMap(open),
    ...[...poolsOn(topology, (pool) => single(pool.subnet))].flatMap(([subnet, pools]) => {
      const { delegations } = subnet;
      if (isUnknown(delegations)) return [];
      const known = delegations.filter(({ value }) => !isUnknown(value));
      return known.slice(0, 1).flatMap((delegation) => {
        const service = text(field(delegation, "serviceName")) ?? text(fieldAt(delegation, "serviceDelegation.name"));
        return [
          finding({
            ...about(pools),
            urn: subnet.entity.resource.urn,
            path: delegation.path,
            found: `The subnet is delegated to ${shown("service", service) ?? "another service"}; ${namesOf(pools)} ${verb(pools, "uses", "use")} it.`,
            why: "Batch cannot allocate nodes in a delegated subnet: the pool's resize fails with AllocationFailed.",
            remedies: [
              either(
                { do: "remove delegation", delegation, of: subnet.entity },
                ask("Give the pool a subnet of its own."),
              ),
            ],
          }),
        ];
      });
    }),
  ],
};

/** The question whether the subnet has a delegation, if its delegations are unknown or the pool may use one of several subnets. */
function open(pool: PoolNode): readonly Undecided[] {
  const subnets = candidates(pool.subnet);
  const unknowns = subnets.flatMap(({ delegations }) =>
    isUnknown(delegations) ? [delegations] : unknownIn(delegations),
  );
  const some =
    subnets.length > 1 && subnets.some(({ delegations }) => isUnknown(delegations) || delegations.length > 0);
  const which = some ? [unknown(pool.subnetId.path, pool.subnetId.owner)] : [];
  return questionOn(pool, "whether its subnet is delegated to another service", [...which, ...unknowns]);
}

/** The unknown delegations; none if any delegation is known, because that one decides. */
function unknownIn(delegations: readonly Property[]): readonly Unknown[] {
  const values = delegations.map(({ value }) => value);
  return values.some((value) => !isUnknown(value)) ? [] : values.filter(isUnknown);
}
