import { isUnknown } from "../known/value";
import { field, fieldAt, text } from "../plan/property";
import { single } from "../topology/link";
import { namesOf, verb } from "../wording/names";
import { shown } from "../wording/shown";
import { poolsOn } from "./lib/pools-on";
import { finding, type Rule } from "./rule";

export const poolSubnetNotDelegated: Rule = {
  name: "pool-subnet-not-delegated",
  title: "The subnet of a Batch pool is not delegated to another service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/troubleshoot/azure/hpc/batch/azure-batch-pool-resizing-failure",
  checkTopology: (topology) =>
    [...poolsOn(topology, (pool) => single(pool.subnet))].flatMap(([subnet, pools]) => {
      const { delegations } = subnet;
      if (isUnknown(delegations)) return [];
      return delegations.slice(0, 1).flatMap((delegation) => {
        if (isUnknown(delegation.value)) return [];
        const service = text(field(delegation, "serviceName")) ?? text(fieldAt(delegation, "serviceDelegation.name"));
        return [
          finding({
            urn: subnet.entity.resource.urn,
            path: delegation.path,
            found: `The subnet is delegated to ${shown("service", service) ?? "another service"}; ${namesOf(pools)} ${verb(pools, "is", "are")} to run in it.`,
            why: "Batch cannot allocate nodes in a delegated subnet: the pool's resize fails with AllocationFailed.",
            change: ["Remove the delegation, or give the pool a subnet of its own."],
          }),
        ];
      });
    }),
};
