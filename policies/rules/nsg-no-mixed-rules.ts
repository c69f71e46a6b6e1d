import { filtersPools } from "../reach/batch-subnets";
import { ask } from "../remedies/remedy";
import { read } from "../topology/entity";
import type { SecurityGroup } from "../topology/security-group";
import { describeNode } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { type Finding, finding, type Rule } from "./rule";

export const nsgNoMixedRules: Rule = {
  name: "nsg-no-mixed-rules",
  title: "A network security group has inline rules or standalone rules, not both.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups",
  checkTopology: (topology) =>
    topology.securityGroups.filter((group) => filtersPools(group, topology)).flatMap((group) => mixed(group)),
};

function mixed(group: SecurityGroup): readonly Finding[] {
  // Without the group's inputs it is unknown which of its rules the program declares inline.
  if (!group.entity.resource.hasInputs) return [];
  const inline = group.rules.filter((rule) => rule.origin === "inline" || rule.inList);
  const apart = group.rules.filter((rule) => rule.origin === "standalone" && rule.certain);
  const [first] = apart;
  if (inline.length === 0 || !first) return [];
  const { path } = read(group.entity, "rules");
  const more = apart.length > 1 ? ` and ${apart.length - 1} more` : "";
  return [
    finding({
      urn: group.entity.resource.urn,
      path,
      found: `"${nameOf(group.entity)}" has ${count(inline.length)} in ${path} and ${count(apart.length, "standalone ")}: ${describeNode(first)}${more}.`,
      why: "An update of the group deletes its standalone rules, and the next update of those creates them again.",
      remedies: [ask(`Move all of them to ${path}, or all of them to resources of their own.`)],
    }),
  ];
}

function count(rules: number, kind = ""): string {
  return rules === 1 ? `1 ${kind}rule` : `${rules} ${kind}rules`;
}
