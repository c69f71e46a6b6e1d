import { filtersPools, mayFilterPools } from "../reach/batch-subnets";
import { openedForCloudServices } from "../reach/cloud-services-inbound";
import { type GroupRule, groupFilters } from "../reach/filters";
import { isBatchTag } from "../reach/tag-family";
import { withoutPorts } from "../remedies/narrowed-ports";
import type { Change } from "../remedies/remedy";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Topology } from "../topology/topology";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { type Finding, finding, type Rule } from "./rule";

export const nsgNoCloudServicesInbound: Rule = {
  name: "nsg-no-cloud-services-inbound",
  title: "No security rule allows inbound traffic on the ports of Cloud Services pools.",
  severity: "low",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-pool-cloud-service-to-virtual-machine-configuration",
  checkTopology: (topology) =>
    topology.securityGroups.flatMap((group) => {
      const rules = groupFilters(group).group?.rules ?? [];
      if (filtersPools(group, topology)) return rules.flatMap((rule) => opened(rule, group));
      if (!isAboutBatch(topology) || !rules.some(namesBatch)) return [];
      const left = mayFilterPools(group, topology) ? PERHAPS : APART;
      return rules.flatMap((rule) => opened(rule, group, left));
    }),
};

/** A program without pools and accounts may use these ports for something else. */
function isAboutBatch({ pools, accounts }: Topology): boolean {
  return pools.length > 0 || accounts.length > 0;
}

/** Whether a rule has a service tag of Batch on either side, which shows that its group was made for pools. */
function namesBatch({ source, destination }: GroupRule): boolean {
  return [...source.tags, ...destination.tags].some(isBatchTag);
}

const PERHAPS = "Unknown until deployment: whether a pool uses this group.";
const APART = "No pool of this program uses this group.";

/** @param left whether a pool may use the group, for a group that does not certainly filter one. */
function opened(rule: GroupRule, group: SecurityGroup, left?: string): readonly Finding[] {
  const { ref } = rule;
  const named = openedForCloudServices(rule);
  if (named.length === 0 || !ref) return [];
  return [
    finding({
      ...placeOf(ref),
      found: `${capital(describeNode(ref))} of "${nameOf(group.entity)}" allows inbound TCP ${named.join(", ")}.`,
      why: `Only Cloud Services pools used these ports; Batch retired them on 2024-02-29.${left ? ` ${left}` : ""}`,
      remedies: [closing(rule, ref, named)],
      ...(left ? { advisory: true } : {}),
    }),
  ];
}

const GONE = "no pool runs on Cloud Services any more";

/** A rule without other ports is removed. */
function closing(rule: GroupRule, node: SecurityRuleNode, named: readonly number[]): Change {
  const narrowed = withoutPorts(rule, named, GONE);
  return narrowed.ports?.length === 0 ? { do: "remove security rule", rule: node, reason: GONE } : narrowed;
}
