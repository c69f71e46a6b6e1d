import { overlap as overlapping } from "../network/address-set";
import { equal, intersect, overlap } from "../network/intervals";
import { type PortSet, ports } from "../network/port-set";
import type { SecurityRule } from "../network/security-rule";
import { BATCH_TAG } from "../network/service-tags";
import { PUBLIC } from "../network/special-addresses";
import { filtersPools, mayFilterPools } from "../reach/batch-subnets";
import { groupFilters } from "../reach/filters";
import { isOfFamily } from "../remedies/misdirected";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Topology } from "../topology/topology";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { type Finding, finding, type Rule } from "./rule";

/** What the Batch service called on nodes of Cloud Services. https://learn.microsoft.com/azure/batch/batch-virtual-network */
const CLOUD_SERVICES_PORTS: readonly number[] = [10100, 20100, 30100];

export const nsgNoCloudServicesInbound: Rule = {
  name: "nsg-no-cloud-services-inbound",
  title: "No security rule still opens the ports of Cloud Services pools.",
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

/** Who has no pool and no account here may use these ports for something else. */
function isAboutBatch({ pools, accounts }: Topology): boolean {
  return pools.length > 0 || accounts.length > 0;
}

/** Whether a rule has the tag of the Batch service, on either side: its group was made for pools. */
function namesBatch({ source, destination }: SecurityRule<SecurityRuleNode>): boolean {
  return [...source.tags, ...destination.tags].some((tag) => isOfFamily(tag, BATCH_TAG));
}

const PERHAPS = "Whether a pool runs behind its group cannot be told yet.";
const APART = "No pool of this program runs behind its group.";

/** `left` says what is known of the pools behind a group that does not certainly filter any. */
function opened(rule: SecurityRule<SecurityRuleNode>, group: SecurityGroup, left?: string): readonly Finding[] {
  const { direction, access, protocol, ref, destinationPorts } = rule;
  if (direction !== "Inbound" || access !== "Allow" || !ref?.certain) return [];
  if (protocol === undefined || !["Tcp", "*"].includes(protocol) || !isFromOutside(rule)) return [];
  const named = CLOUD_SERVICES_PORTS.filter((port) => isNamed(port, destinationPorts.must));
  if (named.length === 0) return [];
  return [
    finding({
      ...placeOf(ref),
      found: `${capital(describeNode(ref))} of "${nameOf(group.entity)}" lets TCP ${named.join(", ")} in.`,
      why: `Only pools of Cloud Services used these ports; Batch retired them on 2024-02-29.${left ? ` ${left}` : ""}`,
      change: ["Delete the rule, or take these ports out of it."],
      ...(left ? { advisory: true } : {}),
    }),
  ];
}

/** Whether the port stands in the list by itself; a wide range was not made for Cloud Services. */
function isNamed(port: number, list: PortSet): boolean {
  const around = ports(port - 1, port + 1);
  return overlap(list, ports(port)) && equal(intersect(list, around), ports(port));
}

/** Nodes may use any port among themselves. */
function isFromOutside({ source }: SecurityRule<SecurityRuleNode>): boolean {
  const inside = (tag: string) => ["virtualnetwork", "azureloadbalancer"].includes(tag.toLowerCase());
  return source.tags.some((tag) => !inside(tag)) || overlapping(source.fixed.must, PUBLIC);
}
