import { covers, isEmpty, parseCidr, unionAll } from "../network/address-set";
import { overlap } from "../network/intervals";
import { CLASSIC_PORTS, isInternetAtLarge, judgeClassicInbound, publicSources } from "../network/node-management";
import type { SecurityRule } from "../network/security-rule";
import { BATCH_TAG } from "../network/service-tags";
import { contextOf, filtersOf, groupFilters } from "../topology/filters";
import { poolRegion } from "../topology/region";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { type BatchSubnet, batchSubnets, filteredBy, mayFilterPools, stillServesClassic } from "./lib/batch-subnets";
import { capital, describeNode, placeOf } from "./lib/describe-rule";
import { nameOf, namesOf } from "./lib/names";
import { type Context, type Finding, finding, type Item, type Rule, type Undecided } from "./rule";

export const nsgNoClassicInbound: Rule = {
  name: "nsg-no-classic-inbound",
  title: "No security rule still lets the Batch service in on the ports of classic node communication.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#required-network-configuration-changes-for-simplified-mode",
  checkTopology: (topology, context) => {
    // Azure Machine Learning and the SSIS runtime had their own reasons for these ports and this tag.
    if (topology.pools.length === 0 && topology.accounts.length === 0) return [];
    const subnets = batchSubnets(topology);
    return topology.securityGroups.flatMap((group) => {
      return checkGroup(group, filteredBy(group, subnets), mayFilterPools(group, topology), context);
    });
  },
};

function checkGroup(
  group: SecurityGroup,
  served: readonly BatchSubnet[],
  perhaps: boolean,
  context: Context,
): readonly Item[] {
  const rules = groupFilters(group).group?.rules ?? [];
  const openers = new Map<SecurityRuleNode, Opener>();
  const undecided: Undecided[] = [];
  for (const { subnet, pools } of served) {
    const [first] = pools as [PoolNode];
    const around = contextOf(subnet, poolRegion(first));
    const filters = filtersOf(subnet).find((each) => each.group === group)?.filters ?? groupFilters(group);
    const verdict = judgeClassicInbound(filters, around);
    if (verdict.is === "undecided") undecided.push(...pools.map((pool) => question(pool, group, verdict.unknowns)));
    if (verdict.is !== "violated") continue;
    for (const { effect, rule } of verdict.because.pieces) {
      if (effect !== "Allow" || rule?.ref === undefined || isTrusted(rule, context)) continue;
      const known = openers.get(rule.ref) ?? { rule, pools: [], wide: false };
      const alone = { group: { rules: [rule], complete: true } };
      const wide = isInternetAtLarge(publicSources(alone, around, CLASSIC_PORTS));
      openers.set(rule.ref, { rule, pools: [...new Set([...known.pools, ...pools])], wide: known.wide || wide });
    }
  }
  // What may be open is asked about; it is not said to be shut.
  const shut = undecided.length > 0 ? [] : rules.filter((rule) => !openers.has(rule.ref as SecurityRuleNode));
  return [
    ...[...openers.values()].map((opener) => openFinding(opener, context)),
    ...shut
      .filter(isLeftover)
      .map((rule) => leftoverFinding(rule, group, served.length > 0 ? "served" : perhaps ? "perhaps" : "apart")),
    ...undecided,
  ];
}

/** Whether all that the rule certainly lets in are sources that the user has declared to be trusted. */
function isTrusted({ source }: SecurityRule<SecurityRuleNode>, { settings }: Context): boolean {
  const trusted = unionAll(settings.trustedSources.flatMap((each) => parseCidr(each).value ?? []));
  return source.tags.length === 0 && !isEmpty(source.fixed.must) && covers(trusted, source.fixed.must);
}

interface Opener {
  readonly rule: SecurityRule<SecurityRuleNode>;
  readonly pools: readonly PoolNode[];
  readonly wide: boolean;
}

function openFinding({ rule, pools, wide }: Opener, context: Context): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    found: `${capital(describeNode(node))} lets ${wide ? "the internet" : BATCH_TAG} in on TCP 29876-29877, to the nodes of ${namesOf(pools)}.`,
    why: "Only classic node communication used these ports. Without it they serve nobody but an attacker.",
    change: [isOnlyForClassic(rule) ? "Delete the rule: simplified communication needs no inbound rule." : NARROW],
    advisory: stillServesClassic(pools, context),
    severity: wide ? "high" : "medium",
  });
}

const NARROW =
  "Narrow the rule to the ports and sources you need, without 29876-29877: simplified communication needs no inbound rule.";

/** A rule that was certainly made for the classic mode, though nothing comes through it to the nodes of a pool. */
function isLeftover(rule: SecurityRule<SecurityRuleNode>): boolean {
  const tagged = rule.source.tags.some((tag) => tag.toLowerCase().split(".")[0] === BATCH_TAG.toLowerCase());
  const opens = rule.direction === "Inbound" && rule.access === "Allow" && rule.ref?.origin !== "reported";
  return opens && tagged && overlap(rule.destinationPorts.must, CLASSIC_PORTS);
}

/** Why a rule matters that no packet takes, by what is known of the pools behind its group. */
const LEFT = {
  served:
    "Nothing comes through it to the nodes of a pool now, but it opens the nodes of any pool as soon as that changes.",
  perhaps: "Whether a pool runs behind its group cannot be told yet; it opens the nodes of any that does.",
  apart: "No pool of this program runs behind its group, but it opens the nodes of any pool as soon as that changes.",
};

function leftoverFinding(rule: SecurityRule<SecurityRuleNode>, group: SecurityGroup, left: keyof typeof LEFT): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    found: `${capital(describeNode(node))} of "${nameOf(group.entity)}" is for classic node communication: ${BATCH_TAG} to TCP 29876-29877.`,
    why: LEFT[left],
    change: ["Delete the rule: simplified communication needs no inbound rule."],
    advisory: true,
    severity: "low",
  });
}

function question(pool: PoolNode, group: SecurityGroup, unknowns: Undecided["unknowns"]): Undecided {
  return {
    kind: "undecided",
    urn: pool.entity.resource.urn,
    question: `whether "${nameOf(group.entity)}" still lets the Batch service in on TCP 29876-29877`,
    unknowns,
  };
}

/** Whether the rule opens nothing but the classic ports. */
function isOnlyForClassic({ destinationPorts }: SecurityRule<SecurityRuleNode>): boolean {
  const { may } = destinationPorts;
  return may.length > 0 && (may[0] as number) >= 29876 && (may.at(-1) as number) <= 29878;
}
