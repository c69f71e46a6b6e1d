import { isUnknown } from "../known/value";
import { regionOf } from "../network/regions";
import { BATCH_TAG, batchTagName } from "../network/service-tags";
import { type Outbound, type OutboundCase, outboundOf, reliesOnDefault } from "../reach/outbound";
import { onlyGroup } from "../reach/pool-filters";
import { ruleToAdd } from "../remedies/advice";
import { misdirectedRule } from "../remedies/misdirected";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { nameOf, namesOf } from "../wording/names";
import { finding, type Rule } from "./rule";

export const nsgExplicitNodeManagementRule: Rule = {
  name: "nsg-explicit-node-management-rule",
  title: "A security rule of its own lets the nodes of a Batch pool reach the Batch service.",
  severity: "low",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#outbound-security-rules",
  checkTopology: (topology) => {
    const groups = new Map<SecurityGroup, { outbound: Outbound; open: OutboundCase; pools: PoolNode[] }>();
    for (const pool of topology.pools) {
      const outbound = outboundOf(pool, topology);
      const [open] = outbound?.cases ?? [];
      const group = onlyGroup(outbound?.cases ?? []);
      if (!outbound || !open || !group || !outbound.cases.every((each) => standsOpen(each, outbound))) continue;
      const known = groups.get(group);
      if (known) known.pools.push(pool);
      else groups.set(group, { outbound, open, pools: [pool] });
    }
    return [...groups].map(([group, { outbound, open, pools }]) => {
      const region = isUnknown(outbound.region) ? undefined : regionOf(outbound.region);
      const tag = region ? batchTagName(region) : BATCH_TAG;
      return finding({
        urn: group.entity.resource.urn,
        path: "",
        found: `No rule of "${nameOf(group.entity)}" lets ${namesOf([...new Set(pools)])} reach ${tag}; only Azure's default AllowInternetOutBound does.`,
        why: "The first rule that denies outbound traffic will cut the nodes off from the Batch service.",
        change: ruleToAdd(open, outbound.region, tag),
      });
    });
  },
};

/** Whether the way is certainly open, and only because of what Azure allows where nobody says anything. */
function standsOpen(open: OutboundCase, { endpoint, region }: Outbound): boolean {
  if (!open.group || open.traffic.is !== "holds" || endpoint.is !== "violated") return false;
  return !misdirectedRule(open.group, region) && reliesOnDefault(open, region);
}
