import { isUnknown, type Value } from "../known/value";
import { overlap } from "../network/intervals";
import { judgeOutboundToNodeManagement, NODE_MANAGEMENT_PORT } from "../network/node-management";
import { ports } from "../network/port-set";
import { readSecurityRule } from "../network/security-rule";
import { field, isAbsent } from "../plan/property";
import { contextOf, type GroupRule, groupFilters, ruleFields } from "../reach/filters";
import type { FilterCase } from "../reach/security-rules";
import { isBatchTag } from "../reach/tag-family";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Change } from "./remedy";

/** A rule that was meant to let nodes call the Batch service, and does not. */
export interface MisdirectedRule {
  readonly fault: "direction" | "region";
  readonly rule: GroupRule;
  /** The tag as the rule spells it. */
  readonly tag: string;
}

/** The rule of a group that has the Batch tag on the wrong side, else the one that names only other regions than `region`. */
export function misdirectedRule(group: SecurityGroup, region: Value<string>): MisdirectedRule | undefined {
  const opening = (groupFilters(group).group?.rules ?? []).filter((rule) => rule.ref?.certain && opensOutbound(rule));
  for (const rule of opening) {
    const tag = rule.source.tags.find(isBatchTag);
    if (tag !== undefined) return { fault: "direction", rule, tag };
  }
  if (isUnknown(region)) return undefined;
  const tagged = opening.flatMap((rule) => rule.destination.tags.filter(isBatchTag).map((tag) => ({ rule, tag })));
  const right = tagged.some(({ tag }) => [undefined, region].includes(tag.toLowerCase().split(".")[1]));
  const [first] = tagged;
  return right || !first ? undefined : { fault: "region", ...first };
}

/** The same rule where mending it opens the whole way to `tag`: then it is mended, and none has to be added. */
export function misdirectedInTime(
  { subnet, group, filters }: FilterCase,
  region: Value<string>,
  tag: string,
): MisdirectedRule | undefined {
  const meant = group && misdirectedRule(group, region);
  const node = meant?.rule.ref;
  if (!meant || !node || !filters.group) return undefined;
  const mended = readSecurityRule({ ...ruleFields(node), ...mendedFields(meant, tag) }, node);
  const rules = filters.group.rules.map((rule) => (rule === meant.rule ? mended : rule));
  const then = { ...filters, group: { ...filters.group, rules } };
  return judgeOutboundToNodeManagement(then, region, contextOf(subnet, region)).is === "holds" ? meant : undefined;
}

/** What is set to mend a rule, so that it opens the way to `tag`. Azure takes no plural field beside a singular one. */
function mendedFields({ fault, rule }: MisdirectedRule, tag: string): Readonly<Record<string, string | undefined>> {
  const isWritten = (name: string) => rule.ref !== undefined && !isAbsent(field(rule.ref.property, name));
  const plural = (name: string) => (isWritten(name) ? { [name]: undefined } : {});
  return {
    ...(fault === "direction" ? { sourceAddressPrefix: "*", ...plural("sourceAddressPrefixes") } : {}),
    destinationAddressPrefix: tag,
    ...plural("destinationAddressPrefixes"),
  };
}

function opensOutbound(rule: GroupRule): boolean {
  const { direction, access, protocol, destinationPorts } = rule;
  const tcp = protocol === "Tcp" || protocol === "*";
  return (
    direction === "Outbound" && access === "Allow" && tcp && overlap(destinationPorts.must, ports(NODE_MANAGEMENT_PORT))
  );
}

/** How such a rule is mended, so that it opens the way to `right`. */
export function mendingOf(meant: MisdirectedRule, right: string): Change {
  const { fault, rule, tag } = meant;
  const set = Object.fromEntries(Object.entries(mendedFields(meant, right)).map(([name, to]) => [name, to ?? null]));
  return { do: "mend security rule", rule: rule.ref as SecurityRuleNode, fault, tag, right, set };
}
