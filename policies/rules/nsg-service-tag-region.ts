import { type PublicCases, publicCases } from "../reach/public-cases";
import { type FilterCase, reliesOnDefault } from "../reach/security-rules";
import { correctionOf, type MisdirectedRule, misdirectedRule } from "../remedies/misdirected";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { batchTag, isKnownRegion } from "../wording/tags";
import { about } from "./lib/about";
import { type Finding, finding, type Rule } from "./rule";

export const nsgServiceTagRegion: Rule = {
  name: "nsg-service-tag-region",
  title: "The rule that allows nodes to reach the Batch service names the region of their account.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication",
  checkReach: (reach) => {
    const found = new Map<string, Finding>();
    // `publicCases` leaves out pools that security rules block: the finding on the blocked path reports the cause.
    for (const { pool, region, cases } of publicCases(reach)) {
      const [wrong, ...others] = cases.map((each) => namingAnother(each, region));
      // If the pool may have one of several groups, all of them must have the same rule.
      if (!isKnownRegion(region) || !wrong || others.some((other) => other?.node !== wrong.node)) continue;
      const { group, rule, node } = wrong;
      found.set(
        `${node.property.owner} ${node.property.path} ${batchTag(region)}`,
        finding({
          ...about([pool]),
          ...placeOf(node),
          found: `${capital(describeNode(node))} of "${nameOf(group.entity)}" allows traffic to ${shown("tag", rule.tag) ?? "another service tag"}; the account of pool "${nameOf(pool.entity)}" is in ${region}.`,
          why: "Nodes connect to the Batch service in the region of their account, and no rule of the group allows that.",
          remedies: [correctionOf(rule, batchTag(region))],
        }),
      );
    }
    return [...found.values()];
  },
};

/** A rule of a group that names a region other than the pool's. */
interface Named {
  readonly group: SecurityGroup;
  readonly rule: MisdirectedRule;
  readonly node: SecurityRuleNode;
}

/** The rule that was meant to open the path of a pool, if it names another region and no other rule opens the path. */
function namingAnother(each: FilterCase, region: PublicCases["region"]): Named | undefined {
  const { group } = each;
  const rule = group && reliesOnDefault(each, region) ? misdirectedRule(group, region) : undefined;
  const node = rule?.rule.ref;
  return group && node && rule.fault === "region" ? { group, rule, node } : undefined;
}
