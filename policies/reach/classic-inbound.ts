import type { Unknown } from "../known/value";
import { covers, isEmpty, unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { intersect, overlap, union } from "../network/intervals";
import { CLASSIC_PORTS, isInternetAtLarge, judgeClassicInbound, publicSources } from "../network/node-management";
import { formatPorts, NO_PORT, type PortSet } from "../network/port-set";
import { readSecurityRule } from "../network/security-rule";
import type { Doubt } from "../network/traffic-evidence";
import type { Context } from "../settings/context";
import { poolRegion } from "../topology/region";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { PoolNode, Topology } from "../topology/topology";
import { type BatchSubnet, mayFilterPools, servedBy } from "./batch-subnets";
import { contextOf, filtersOf, type GroupRule, groupFilters, ruleFields } from "./filters";
import { isBatchTag } from "./tag-family";

/** What one security group still allows for classic node communication. */
export interface ClassicInbound {
  readonly group: SecurityGroup;
  readonly served: readonly BatchSubnet[];
  /** The rules that allow inbound traffic from the Batch service to the nodes of a pool. */
  readonly openers: readonly Opener[];
  /** Rules that were certainly made for classic mode, although they allow no traffic to the nodes of a pool. */
  readonly leftovers: readonly GroupRule[];
  /** Whether pools use the group. */
  readonly left: "served" | "perhaps" | "apart";
  /** The pools for which it is undecided, and why. */
  readonly undecided: readonly OpenQuestion[];
}

/** Why it is undecided whether inbound traffic from the Batch service reaches the nodes of a pool. */
export interface OpenQuestion {
  readonly pool: PoolNode;
  readonly unknowns: readonly Unknown[];
  /** Besides unknown values. */
  readonly doubts: readonly Doubt<SecurityRuleNode>[];
}

/** A rule that allows inbound traffic from the Batch service on TCP 29876 or 29877. */
export interface Opener {
  readonly rule: GroupRule;
  readonly pools: readonly PoolNode[];
  /** The ports of these two that it opens, in Azure's spelling. */
  readonly ports: string;
  /** Whether it allows the whole internet. */
  readonly wide: boolean;
}

/** What the security groups of a program still allow for classic node communication, one item for each group. */
export function classicInbound(topology: Topology, context: Context): readonly ClassicInbound[] {
  if (!isAboutBatch(topology)) return [];
  return topology.securityGroups.map((group) => {
    return inGroup(group, servedBy(group, topology), mayFilterPools(group, topology), context);
  });
}

/** Rules that were certainly made for classic mode, in groups that the program does not have. */
export function leftoversInExternalGroups(topology: Topology): readonly GroupRule[] {
  if (!isAboutBatch(topology)) return [];
  return topology.rulesOfExternalGroups.map((node) => readSecurityRule(ruleFields(node), node)).filter(isLeftover);
}

/** The same for rules that may belong to one group or another, each once. */
export function looseLeftovers(topology: Topology): readonly GroupRule[] {
  if (!isAboutBatch(topology)) return [];
  const nodes = topology.securityGroups.flatMap(({ rules }) => rules.filter(isLoose));
  return [...new Set(nodes)].map((node) => readSecurityRule(ruleFields(node), node)).filter(isLeftover);
}

function isLoose({ origin, certain }: SecurityRuleNode): boolean {
  return origin === "standalone" && !certain;
}

/** Azure Machine Learning and the SSIS runtime had their own reasons for these ports and this tag. */
function isAboutBatch({ pools, accounts }: Topology): boolean {
  return pools.length > 0 || accounts.length > 0;
}

function inGroup(
  group: SecurityGroup,
  served: readonly BatchSubnet[],
  perhaps: boolean,
  context: Context,
): ClassicInbound {
  const rules = groupFilters(group).group?.rules ?? [];
  const openers = new Map<SecurityRuleNode, Omit<Opener, "ports"> & { readonly open: PortSet }>();
  const undecided: OpenQuestion[] = [];
  for (const { subnet, pools } of served) {
    const [first] = pools as [PoolNode];
    const around = contextOf(subnet, poolRegion(first));
    const filters = filtersOf(subnet).find((each) => each.group === group)?.filters ?? groupFilters(group);
    const verdict = judgeClassicInbound(filters, around);
    if (verdict.is === "undecided") {
      const { unknowns, because } = verdict;
      undecided.push(...pools.map((pool) => ({ pool, unknowns, doubts: because.doubts })));
    }
    if (verdict.is !== "violated") continue;
    for (const { effect, rule, localPorts } of verdict.because.pieces) {
      if (effect !== "Allow" || rule?.ref === undefined || isTrusted(rule, context)) continue;
      const known = openers.get(rule.ref) ?? { rule, pools: [], open: NO_PORT, wide: false };
      const alone = { group: { rules: [rule], complete: true } };
      const wide = isInternetAtLarge(publicSources(alone, around, CLASSIC_PORTS));
      openers.set(rule.ref, {
        ...{ rule, pools: [...new Set([...known.pools, ...pools])], wide: known.wide || wide },
        open: union(known.open, localPorts),
      });
    }
  }
  // Ports that may be open are a question; they are not reported as closed.
  const closed = undecided.length > 0 ? [] : rules.filter((rule) => !openers.has(rule.ref as SecurityRuleNode));
  return {
    group,
    served,
    openers: [...openers.values()].map(({ open, ...opener }) => ({ ...opener, ports: inWords(open) })),
    leftovers: closed.filter((rule) => rule.ref?.certain && isLeftover(rule)),
    left: served.length > 0 ? "served" : perhaps ? "perhaps" : "apart",
    undecided,
  };
}

/** The classic ports that a rule certainly covers, in Azure's spelling. */
export function classicPortsOf({ destinationPorts }: GroupRule): string {
  return inWords(intersect(destinationPorts.must, CLASSIC_PORTS));
}

function inWords(set: PortSet): string {
  return formatPorts(set).join(", ");
}

/** Whether all sources that the rule certainly allows are declared as trusted in settings. */
function isTrusted({ source }: GroupRule, { settings }: Context): boolean {
  const trusted = unionAll(settings.trustedSources.flatMap((each) => parseCidr(each).value ?? []));
  return source.tags.length === 0 && !isEmpty(source.fixed.must) && covers(trusted, source.fixed.must);
}

function isLeftover(rule: GroupRule): boolean {
  const tagged = rule.source.tags.some(isBatchTag);
  const opens = rule.direction === "Inbound" && rule.access === "Allow" && rule.ref?.origin !== "reported";
  return opens && tagged && overlap(rule.destinationPorts.must, CLASSIC_PORTS);
}

/** Whether an inbound rule covers one of the classic ports, or may. */
export function mayCoverClassicPorts({ direction, destinationPorts }: GroupRule): boolean {
  return direction === "Inbound" && overlap(destinationPorts.may, CLASSIC_PORTS);
}

/** Whether the rule opens nothing but the classic ports. */
export function isOnlyForClassic({ destinationPorts }: GroupRule): boolean {
  const { may } = destinationPorts;
  return may.length > 0 && (may[0] as number) >= 29876 && (may.at(-1) as number) <= 29878;
}
