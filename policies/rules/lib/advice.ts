import { isUnknown, type Value } from "../../known/value";
import { freePriority } from "../../network/free-priority";
import { nodeManagementFlow } from "../../network/node-management";
import { contextOf, groupFilters } from "../../topology/filters";
import type { SecurityGroup } from "../../topology/security-group";
import { describeRule } from "./describe-rule";
import { nameOf } from "./names";
import type { OutboundCase } from "./outbound";

/** What simplified communication needs. Any protocol would do: Microsoft may want UDP one day, today nodes use TCP. */
function neededRule(tag: string) {
  return {
    name: "AllowBatchNodeManagement",
    direction: "Outbound",
    access: "Allow",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: tag,
    destinationPortRange: "443",
  };
}

/** The change that opens the way to the Batch service: a rule with a free priority that takes effect, where there is one. */
export function ruleToAdd({ group, subnet }: OutboundCase, region: Value<string>, tag: string): readonly string[] {
  const rule = `outbound Allow, protocol *, source *, source port *, destination ${tag}, port 443`;
  if (!group) return [`Let TCP 443 out to ${tag}.`];
  const free = freePriorityFor(group, subnet, region, tag);
  if (free === undefined) return [`Add a rule to "${nameOf(group.entity)}", before all that deny: ${rule}.`];
  if (free.priority !== undefined) {
    return [`Add a rule to "${nameOf(group.entity)}": priority ${free.priority}, ${rule}.`];
  }
  return [
    `Remove or narrow ${describeRule(free.inTheWay)}: no free priority comes before it.`,
    `Then add a rule: ${rule}.`,
  ];
}

function freePriorityFor(group: SecurityGroup, subnet: OutboundCase["subnet"], region: Value<string>, tag: string) {
  const rules = groupFilters(group).group;
  const context = contextOf(subnet, region);
  const flow = isUnknown(region) ? undefined : nodeManagementFlow(context, region);
  return rules && flow && freePriority(rules, neededRule(tag), flow, context);
}
