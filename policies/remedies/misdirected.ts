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

/** A rule that was meant to allow calls from nodes to the Batch service, and does not. */
export interface MisdirectedRule {
  readonly fault: "direction" | "region";
  readonly rule: GroupRule;
  /** The tag in the spelling of the rule. */
  readonly tag: string;
}

/** The rule of a group with the Batch tag on the wrong side, else the rule that names only regions other than `region`. */
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

/** The same rule if correcting it opens the whole path to `tag`: then no rule has to be added. */
export function misdirectedRuleToCorrect(
  { subnet, group, filters }: FilterCase,
  region: Value<string>,
  tag: string,
): MisdirectedRule | undefined {
  const meant = group && misdirectedRule(group, region);
  const node = meant?.rule.ref;
  if (!meant || !node || !filters.group) return undefined;
  const corrected = readSecurityRule({ ...ruleFields(node), ...correctedFields(meant, tag) }, node);
  const rules = filters.group.rules.map((rule) => (rule === meant.rule ? corrected : rule));
  const then = { ...filters, group: { ...filters.group, rules } };
  return judgeOutboundToNodeManagement(then, region, contextOf(subnet, region)).is === "holds" ? meant : undefined;
}

/** The fields to set in such a rule to open the path to `tag`. Azure accepts no plural field together with a singular one. */
function correctedFields({ fault, rule }: MisdirectedRule, tag: string): Readonly<Record<string, string | undefined>> {
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

/** The change that corrects such a rule, so that it opens the path to `right`. */
export function correctionOf(meant: MisdirectedRule, right: string): Change {
  const { fault, rule, tag } = meant;
  const set = Object.fromEntries(Object.entries(correctedFields(meant, right)).map(([name, to]) => [name, to ?? null]));
  return { do: "correct security rule", rule: rule.ref as SecurityRuleNode, fault, tag, right, set };
}
