import { stillServesClassic } from "../reach/batch-subnets";
import {
  type ClassicInbound,
  classicInbound,
  classicPortsOf,
  isOnlyForClassic,
  leftoversInExternalGroups,
  looseLeftovers,
  type Opener,
  type OpenQuestion,
} from "../reach/classic-inbound";
import type { GroupRule } from "../reach/filters";
import { withoutClassicPorts } from "../remedies/narrowed-ports";
import { type Change, NEEDS_NONE } from "../remedies/remedy";
import type { Context } from "../settings/context";
import { asksForClassic, runsClassic } from "../topology/pool";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { batchTag } from "../wording/tags";
import { about } from "./lib/about";
import { doubtAboutRules } from "./lib/rule-doubts";
import { type Finding, finding, type Item, openQuestion, type Rule, type Undecided } from "./rule";

export const nsgNoClassicInbound: Rule = {
  name: "nsg-no-classic-inbound",
  title: "No security rule allows the Batch service to connect to nodes on the ports of classic node communication.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#required-network-configuration-changes-for-simplified-mode",
  checkTopology: (topology, context) => {
    const groups = classicInbound(topology, context);
    // Rules that may allow the service to reach a pool are a question; they are not reported as left over.
    const loose = groups.some(({ undecided }) => undecided.length > 0) ? [] : looseLeftovers(topology);
    return [
      ...groups.flatMap((each) => toItems(each, context)),
      ...loose.map((rule) => leftoverFinding(rule, "", SOMEWHERE)),
      ...leftoversInExternalGroups(topology).map((rule) => leftoverFinding(rule, "", ELSEWHERE)),
    ];
  },
};

function toItems({ group, openers, leftovers, left, undecided }: ClassicInbound, context: Context): readonly Item[] {
  return [
    ...openers.map((opener) => openFinding(opener, context)),
    ...leftovers.map((rule) => leftoverFinding(rule, ` of "${nameOf(group.entity)}"`, LEFT[left])),
    ...undecided.map((open) => question(open, group)),
  ];
}

function openFinding({ rule, pools, ports, wide }: Opener, context: Context): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    ...about(pools),
    found: `${capital(describeNode(node))} allows inbound TCP ${ports} from ${wide ? "the internet" : batchTag()} to the nodes of ${namesOf(pools)}.`,
    why: `Only classic node communication used ${ports.includes("-") ? "these ports. Left open, they only help" : "this port. Left open, it only helps"} an attacker.`,
    remedies: [closing(rule, pools)],
    advisory: stillServesClassic(pools, context),
    severity: wide ? "high" : "medium",
  });
}

/** Nodes in classic mode keep running until they are replaced, so their ports must stay open until then. */
function closing(rule: GroupRule, pools: readonly PoolNode[]): Change {
  const classic = pools.filter((pool) => asksForClassic(pool) === true || runsClassic(pool));
  const when =
    classic.length > 0
      ? ` when ${namesOf(classic)} no longer ${classic.length > 1 ? "run" : "runs"} in classic mode`
      : "";
  const node = rule.ref as SecurityRuleNode;
  return isOnlyForClassic(rule)
    ? { do: "remove security rule", rule: node, reason: NEEDS_NONE, when }
    : withoutClassicPorts(rule, when);
}

/** Why a rule matters that has no effect on a pool now, by whether pools use its group. */
const LEFT: Readonly<Record<ClassicInbound["left"], string>> = {
  served: "The rule has no effect on a pool now, but it exposes the nodes of any pool as soon as that changes.",
  perhaps:
    "Unknown until deployment: whether a pool uses this group. The rule exposes the nodes of any pool that does.",
  apart: "No pool of this program uses this group, but the rule exposes the nodes of any pool that does.",
};

const SOMEWHERE =
  "Unknown until deployment: which group it belongs to. The rule exposes the nodes of any pool that uses the group.";

const ELSEWHERE = "Its group is not part of this program. The rule exposes the nodes of any pool that uses the group.";

/** Nodes accepted only TCP on these ports, but a rule for another protocol, or for all, was made for them as well. */
function protocolOf({ protocol }: GroupRule): string {
  return protocol === undefined || protocol === "*" || protocol === "Tcp" ? "TCP" : protocol.toUpperCase();
}

function leftoverFinding(rule: GroupRule, ofGroup: string, why: string): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    found: `${capital(describeNode(node))}${ofGroup} is for classic node communication: ${batchTag()} to ${protocolOf(rule)} ${classicPortsOf(rule)}.`,
    why,
    remedies: [{ do: "remove security rule", rule: node, reason: NEEDS_NONE }],
    advisory: true,
    severity: "low",
  });
}

function question({ pool, unknowns, doubts }: OpenQuestion, group: SecurityGroup): Undecided {
  const question = `whether "${nameOf(group.entity)}" still allows inbound TCP 29876-29877 from the Batch service`;
  const denying = `Add a rule that denies these ports from ${batchTag()}, before every rule that allows them.`;
  return openQuestion({ urn: pool.entity.resource.urn, question, unknowns }, () => doubtAboutRules(doubts) ?? denying);
}
