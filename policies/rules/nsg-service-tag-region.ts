import { isUnknown } from "../known/value";
import { regionOf } from "../network/regions";
import { batchTagName } from "../network/service-tags";
import { type Outbound, type OutboundCase, outboundOf, reliesOnDefault } from "../reach/outbound";
import { type MisdirectedRule, mendingOf, misdirectedRule } from "../remedies/misdirected";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { type Finding, finding, type Rule } from "./rule";

export const nsgServiceTagRegion: Rule = {
  name: "nsg-service-tag-region",
  title: "The rule that lets nodes reach the Batch service names the region of their account.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication",
  checkTopology: (topology) => {
    const found = new Map<string, Finding>();
    for (const pool of topology.pools) {
      const outbound = outboundOf(pool, topology);
      // Where the way is blocked, that finding tells the cause.
      if (!outbound || outbound.verdict.is === "violated" || outbound.endpoint.is !== "violated") continue;
      const region = isUnknown(outbound.region) ? undefined : regionOf(outbound.region);
      const [wrong, ...others] = outbound.cases.map((each) => namingAnother(each, outbound));
      // Of several groups nobody can say yet which one is the pool's.
      if (!region || !wrong || others.some((other) => other?.node !== wrong.node)) continue;
      const { group, rule, node } = wrong;
      found.set(
        `${node.property.owner} ${node.property.path} ${region.name}`,
        finding({
          ...placeOf(node),
          found: `${capital(describeNode(node))} of "${nameOf(group.entity)}" opens the way to ${shown("tag", rule.tag) ?? "another service tag"}; the account of pool "${nameOf(pool.entity)}" is in ${region.name}.`,
          why: "Nodes call the Batch service in the region of their account; no rule of the group opens the way there.",
          change: [mendingOf(rule, batchTagName(region))],
        }),
      );
    }
    return [...found.values()];
  },
};

/** A rule of a group that names another region than the pool's. */
interface Named {
  readonly group: SecurityGroup;
  readonly rule: MisdirectedRule;
  readonly node: SecurityRuleNode;
}

/** The rule that was to open the way of a pool, where no other does. */
function namingAnother(each: OutboundCase, { region }: Outbound): Named | undefined {
  const { group } = each;
  const rule = group && reliesOnDefault(each, region) ? misdirectedRule(group, region) : undefined;
  const node = rule?.rule.ref;
  return group && node && rule.fault === "region" ? { group, rule, node } : undefined;
}
