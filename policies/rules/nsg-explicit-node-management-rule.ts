import { onlyGroup } from "../reach/pool-filters";
import { type PublicCases, publicCases } from "../reach/public-cases";
import { type FilterCase, reliesOnDefault } from "../reach/security-rules";
import { openingRemedy } from "../remedies/advice";
import { misdirectedRule } from "../remedies/misdirected";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { nameOf, namesOf } from "../wording/names";
import { batchTag } from "../wording/tags";
import { about } from "./lib/about";
import { finding, type Rule } from "./rule";

export const nsgExplicitNodeManagementRule: Rule = {
  name: "nsg-explicit-node-management-rule",
  title: "A dedicated security rule allows the nodes of a Batch pool to reach the Batch service.",
  severity: "low",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#outbound-security-rules",
  checkReach: (reach) => {
    const groups = new Map<SecurityGroup, Open>();
    for (const { pool, region, cases } of publicCases(reach)) {
      const [open] = cases;
      const group = onlyGroup(cases);
      if (!open || !group || !cases.every((each) => isOpenByDefault(each, region))) continue;
      const known = groups.get(group) ?? { open, region, pools: [], cases: [] };
      known.pools.push(pool);
      known.cases.push(...cases);
      groups.set(group, known);
    }
    return [...groups].map(([group, { open, region, pools, cases }]) =>
      finding({
        ...about(pools),
        urn: group.entity.resource.urn,
        path: "",
        found: `No rule of "${nameOf(group.entity)}" allows TCP 443 from ${namesOf(pools)} to ${isOpenInPart(cases) ? "all of " : ""}${batchTag(region)}; only Azure's default ${defaultRulesIn(cases)}.`,
        why: "Any new rule that denies outbound traffic blocks the nodes from the Batch service.",
        remedies: [openingRemedy(open, { region, endpoint: undefined })],
      }),
    );
  },
};

/** Pools whose packets a group allows by Azure's default rules only. */
interface Open {
  readonly open: FilterCase;
  readonly region: PublicCases["region"];
  readonly pools: PoolNode[];
  readonly cases: FilterCase[];
}

/** Whether rules of the program allow a part of the packets. */
function isOpenInPart(cases: readonly FilterCase[]): boolean {
  return cases.some(({ traffic }) => traffic.because.pieces.some(({ rule }) => rule?.ref));
}

/** The default rules that allow the rest. Addresses for which the subnet has routes belong to the `VirtualNetwork` tag. */
function defaultRulesIn(cases: readonly FilterCase[]): string {
  const rules = cases.flatMap(({ traffic }) => traffic.because.pieces.map(({ rule }) => rule));
  const names = [...new Set(rules.flatMap((rule) => (rule?.isDefault ? [rule.name] : [])))];
  return names.length > 1 ? `rules ${names.join(" and ")} do` : `rule ${names.join("")} does`;
}

/** Whether the path is certainly open, but only by Azure's default rules. */
function isOpenByDefault(open: FilterCase, region: PublicCases["region"]): boolean {
  if (!open.group || open.traffic.is !== "holds") return false;
  return !misdirectedRule(open.group, region) && reliesOnDefault(open, region);
}
