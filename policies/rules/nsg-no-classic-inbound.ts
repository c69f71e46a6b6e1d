import { stillServesClassic } from "../reach/batch-subnets";
import {
  type ClassicInbound,
  classicInbound,
  foreignLeftovers,
  isOnlyForClassic,
  looseLeftovers,
  type Opener,
  type OpenQuestion,
} from "../reach/classic-inbound";
import type { GroupRule } from "../reach/filters";
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
  title: "No security rule still lets the Batch service in on the ports of classic node communication.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#required-network-configuration-changes-for-simplified-mode",
  checkTopology: (topology, context) => {
    const groups = classicInbound(topology, context);
    // What may let the service in to a pool is asked about; it is not said to be left over.
    const loose = groups.some(({ undecided }) => undecided.length > 0) ? [] : looseLeftovers(topology);
    return [
      ...groups.flatMap((each) => toItems(each, context)),
      ...loose.map((rule) => leftoverFinding(rule, "", SOMEWHERE)),
      ...foreignLeftovers(topology).map((rule) => leftoverFinding(rule, "", ELSEWHERE)),
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

function openFinding({ rule, pools, wide }: Opener, context: Context): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    ...about(pools),
    found: `${capital(describeNode(node))} lets ${wide ? "the internet" : batchTag()} in on TCP 29876-29877, to the nodes of ${namesOf(pools)}.`,
    why: "Only classic node communication used these ports. Without it they serve nobody but an attacker.",
    change: [closing(rule, pools)],
    advisory: stillServesClassic(pools, context),
    severity: wide ? "high" : "medium",
  });
}

/** Nodes in classic mode go on until they are replaced: to close their ports before would cut them off. */
function closing(rule: GroupRule, pools: readonly PoolNode[]): string {
  const classic = pools.filter((pool) => asksForClassic(pool) === true || runsClassic(pool));
  const when =
    classic.length > 0
      ? ` when ${namesOf(classic)} no longer ${classic.length > 1 ? "run" : "runs"} in classic mode`
      : "";
  return isOnlyForClassic(rule)
    ? `Delete the rule${when}: simplified communication needs no inbound rule.`
    : `Narrow the rule to the ports and sources you need, without 29876-29877${when && `,${when}`}: simplified communication needs no inbound rule.`;
}

/** Why a rule matters that no packet takes, by what is known of the pools behind its group. */
const LEFT: Readonly<Record<ClassicInbound["left"], string>> = {
  served:
    "Nothing comes through it to the nodes of a pool now, but it opens the nodes of any pool as soon as that changes.",
  perhaps: "Whether a pool runs behind its group cannot be told yet; it opens the nodes of any that does.",
  apart: "No pool of this program runs behind its group, but it opens the nodes of any pool as soon as that changes.",
};

const SOMEWHERE = "Which group it belongs to is not known yet, but the rule opens the nodes of any pool behind it.";

const ELSEWHERE = "Its group is not part of this program, but the rule opens the nodes of any pool behind it.";

function leftoverFinding(rule: GroupRule, ofGroup: string, why: string): Finding {
  const node = rule.ref as SecurityRuleNode;
  return finding({
    ...placeOf(node),
    found: `${capital(describeNode(node))}${ofGroup} is for classic node communication: ${batchTag()} to ports 29876-29877.`,
    why,
    change: ["Delete the rule: simplified communication needs no inbound rule."],
    advisory: true,
    severity: "low",
  });
}

function question({ pool, unknowns, doubts }: OpenQuestion, group: SecurityGroup): Undecided {
  const question = `whether "${nameOf(group.entity)}" still lets the Batch service in on TCP 29876-29877`;
  const denying = `Deny these ports to ${batchTag()} in a rule before all that allow them.`;
  return openQuestion({ urn: pool.entity.resource.urn, question, unknowns }, () => doubtAboutRules(doubts) ?? denying);
}
