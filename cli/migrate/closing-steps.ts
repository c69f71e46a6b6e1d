import { isOnlyForClassic } from "../../policies/reach/classic-inbound";
import { type GroupRule, groupFilters } from "../../policies/reach/filters";
import { opensStorage } from "../../policies/reach/storage-rule";
import type { Edit } from "../../policies/remedies/edits";
import { withoutClassicPorts } from "../../policies/remedies/narrowed-ports";
import { portsOf, removalOf } from "../../policies/remedies/rule-edits";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import { describeRule } from "../../policies/wording/describe-rule";
import { nameOf } from "../../policies/wording/names";
import type { Network } from "./assess";
import { joined, listed, type Phrase, quote, say } from "./phrase";
import type { Step } from "./plan";
import { poolNames } from "./pool-names";
import { storageNeeds } from "./storage-needs";

/**
 * The steps that remove rules when no pool behind a group uses the classic mode any more. They come last.
 *
 * @param verified the pools that must be verified first; for the others, Azure reports the simplified mode.
 */
export function closingSteps(
  networks: readonly Network[],
  topology: Topology,
  verified: ReadonlySet<PoolNode>,
): readonly Step[] {
  return [
    ...networks.flatMap((network) => closeInbound(network, topology, verified)),
    ...networks.flatMap((network) => closeStorage(network)),
  ];
}

function closeInbound(network: Network, topology: Topology, verified: ReadonlySet<PoolNode>): readonly Step[] {
  const rules = [...new Set([...network.openers.map(({ rule }) => rule), ...network.leftovers])];
  if (rules.length === 0) return [];
  const closings = rules.map((rule) => ({ rule, edits: closingOf(rule) }));
  return [
    {
      kind: "close",
      title: say`Close TCP 29876-29877 in ${quote(nameOf(network.group.entity))}`,
      pools: urnsOf(network),
      text: [
        joined([when(network.pools, verified), others(network, topology)]),
        ...closings.flatMap(({ rule, edits }) => wordsFor(rule, edits.length > 0)),
      ],
      edits: closings.flatMap(({ edits }) => edits),
      commands: [],
    },
  ];
}

function closingOf(rule: GroupRule): readonly Edit[] {
  if (isOnlyForClassic(rule)) return removalOf(rule.ref);
  return rule.ref ? portsOf(rule.ref, withoutClassicPorts(rule).ports) : [];
}

function when(pools: readonly PoolNode[], verified: ReadonlySet<PoolNode>): Phrase {
  const waiting = pools.filter((pool) => verified.has(pool));
  if (waiting.length === 0) return say`Azure reports the simplified mode for ${poolNames(pools)}.`;
  return say`Only after ${poolNames(waiting)} ${[waiting.length === 1 ? "is" : "are"]} verified or replaced.`;
}

/** Other pools that may need the rules: those whose subnet is unknown, and those of other programs. */
function others({ group }: Network, topology: Topology): Phrase {
  const hidden = topology.pools.filter(({ subnet }) => subnet.to === "unknown");
  const unknown = hidden.length > 0 ? [say`The subnet of ${poolNames(hidden)} is not known: verify it too.`] : [];
  const external = say`If pools of other programs use ${quote(nameOf(group.entity))}, verify them as well.`;
  return joined([...unknown, external]);
}

function wordsFor(rule: GroupRule, edited: boolean): readonly Phrase[] {
  const name = quote(describeRule(rule));
  if (rule.ref?.origin === "reported") return [say`${name} is in Azure, but not in this program: delete it there.`];
  if (rule.ref?.origin === "admin") return [say`${name} does not belong to this group: ask its owner to narrow it.`];
  if (isOnlyForClassic(rule)) return [say`${name} served only the classic mode.`];
  return edited
    ? [say`${name} opens more than these ports and keeps the others. Allow only what you need.`]
    : [say`${name} opens more than these ports, and not all of them are known: remove 29876-29877 from them.`];
}

/** In classic mode, all nodes needed Storage. https://learn.microsoft.com/azure/batch/simplified-compute-node-communication */
function closeStorage(network: Network): readonly Step[] {
  const rules = (groupFilters(network.group).group?.rules ?? []).filter(opensStorage);
  if (rules.length === 0) return [];
  const names = listed(rules.map((rule): Phrase => [quote(describeRule(rule))]));
  const needs = network.pools.flatMap(storageNeeds);
  const group = quote(nameOf(network.group.entity));
  const step = { kind: "storage", pools: urnsOf(network), commands: [], optional: true } as const;
  if (needs.length > 0) {
    const text = [say`The classic mode does not need ${names} any more, but ${listed(needs)}.`];
    return [{ ...step, title: say`Keep the rules for Storage in ${group}`, text, edits: [] }];
  }
  return [
    {
      ...step,
      title: say`Remove the rules for Storage from ${group}, if no task needs them`,
      text: [
        say`The classic mode needed ${names}. No setting of ${poolNames(network.pools)} needs it. A program does not show what tasks use (resource files, output files): keep it if a task, or another machine that uses the group, uses Storage.`,
      ],
      edits: rules.flatMap(({ ref }) => removalOf(ref)),
    },
  ];
}

function urnsOf({ pools }: Network): readonly string[] {
  return pools.map(({ entity }) => entity.resource.urn);
}
