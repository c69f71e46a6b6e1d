import { overlap as overlapping } from "../network/address-set";
import { equal, intersect, overlap } from "../network/intervals";
import { type PortSet, ports } from "../network/port-set";
import type { SecurityRule } from "../network/security-rule";
import { PUBLIC } from "../network/special-addresses";
import { filtersPools } from "../reach/batch-subnets";
import { groupFilters } from "../reach/filters";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
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
    topology.securityGroups
      .filter((group) => filtersPools(group, topology))
      .flatMap((group) => (groupFilters(group).group?.rules ?? []).flatMap((rule) => opened(rule, group))),
};

function opened(rule: SecurityRule<SecurityRuleNode>, group: SecurityGroup): readonly Finding[] {
  const { direction, access, protocol, ref, destinationPorts } = rule;
  if (direction !== "Inbound" || access !== "Allow" || !ref?.certain) return [];
  if (protocol === undefined || !["Tcp", "*"].includes(protocol) || !isFromOutside(rule)) return [];
  const named = CLOUD_SERVICES_PORTS.filter((port) => isNamed(port, destinationPorts.must));
  if (named.length === 0) return [];
  return [
    finding({
      ...placeOf(ref),
      found: `${capital(describeNode(ref))} of "${nameOf(group.entity)}" lets TCP ${named.join(", ")} in.`,
      why: "Only pools of Cloud Services used these ports; Batch retired them on 2024-02-29.",
      change: ["Delete the rule, or take these ports out of it."],
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
