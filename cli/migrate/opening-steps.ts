import { groupFilters } from "../../policies/reach/filters";
import type { Reach } from "../../policies/reach/reach";
import type { FilterCase } from "../../policies/reach/security-rules";
import { type Addition, type Destination, openingRule } from "../../policies/remedies/advice";
import { type MisdirectedRule, mendedFields, misdirectedInTime } from "../../policies/remedies/misdirected";
import type { Context } from "../../policies/settings/context";
import { poolRegion } from "../../policies/topology/region";
import type { SecurityGroup } from "../../policies/topology/security-group";
import type { Topology } from "../../policies/topology/topology";
import { describeRule } from "../../policies/wording/describe-rule";
import { nameOf } from "../../policies/wording/names";
import { batchTag } from "../../policies/wording/tags";
import { type Assessment, poolsBehind } from "./assess";
import type { Edit } from "./edits";
import { obstacleKey, obstaclesFor } from "./obstacles";
import { type Phrase, quote, say } from "./phrase";
import type { Step } from "./plan";
import type { Resources } from "./resources";
import { addingOf, changeOf } from "./rule-edits";
import { rulesBlocking } from "./rules-blocking";
import { who } from "./who";

/** What opens the way from all pools to the Batch service; comes before anything else. */
export function openingSteps(
  assessed: readonly Assessment[],
  reach: Reach,
  context: Context,
  resources: Resources,
): readonly Step[] {
  return [...obstacleSteps(assessed, reach, context), ...ruleSteps(assessed, reach.topology, resources)];
}

/** What a rule cannot open: routes, firewalls, endpoints. The policy says what to change there. */
function obstacleSteps(assessed: readonly Assessment[], reach: Reach, context: Context): readonly Step[] {
  const found = obstaclesFor(
    assessed.map(({ pool }) => pool),
    reach,
    context,
  );
  return found.map((obstacle): Step => {
    const key = obstacleKey(obstacle);
    const concerned = assessed.filter(({ obstacles }) => obstacles.some((each) => obstacleKey(each) === key));
    const { policy, finding } = obstacle;
    return {
      kind: "obstacle",
      title: say`Fix what the policy ${quote(policy)} finds`,
      pools: concerned.map(({ pool }) => pool.entity.resource.urn),
      text: [
        say`This is in the way of ${who(concerned.map(({ pool }) => pool))}, and no security rule helps against it:`,
        { block: [finding.found, finding.why, ...finding.change.map((change) => `Fix: ${change}`)] },
      ],
      edits: [],
      commands: [],
    };
  });
}

/** One place where security rules are changed, and the pools that need it. */
interface Place {
  readonly to: Destination;
  readonly faults: { readonly at: FilterCase; readonly from: Assessment }[];
}

function ruleSteps(assessed: readonly Assessment[], topology: Topology, resources: Resources): readonly Step[] {
  const places = new Map<string, Place>();
  for (const from of assessed) {
    for (const { at, endpoint } of rulesBlocking(from.reached)) {
      const to: Destination = { region: from.reached.region, endpoint };
      const key = JSON.stringify([(at.group ?? at.subnet).entity.resource.urn, nameOfDestination(to)]);
      const place = places.get(key) ?? { to, faults: [] };
      place.faults.push({ at, from });
      places.set(key, place);
    }
  }
  const taken = new Map<SecurityGroup, Set<number>>();
  return [...places.values()].map((place) => ruleStep(place, topology, resources, taken));
}

function nameOfDestination({ region, endpoint }: Destination): string {
  return endpoint ? nameOf(endpoint.entity) : batchTag(region);
}

function ruleStep(
  { to, faults }: Place,
  topology: Topology,
  resources: Resources,
  taken: Map<SecurityGroup, Set<number>>,
): Step {
  const [first] = faults as [Place["faults"][number]];
  const { group, subnet } = first.at;
  const { region, endpoint } = to;
  const tag = nameOfDestination(to);
  const pools = [...new Set(faults.map(({ from }) => from.pool))];
  const step = (edits: readonly Edit[], ...text: readonly Phrase[]): Step => ({
    kind: "open",
    title: say`Let TCP 443 out to ${[endpoint ? "private endpoint " : ""]}${quote(tag)} in ${quote(nameOf((group ?? subnet).entity))}`,
    pools: pools.map(({ entity }) => entity.resource.urn),
    text: [
      say`The nodes of ${who(pools)} call the Batch service there.${faults.some(({ from }) => from.renew) ? say` What the classic mode needs stays for now.` : []}`,
      ...text,
    ],
    edits,
    commands: [],
  });
  const byAdmin = adminRuleIn(faults);
  if (byAdmin !== undefined) {
    return step(
      [],
      say`${quote(byAdmin)} comes before the rules of every group: whoever owns it has to allow it there.`,
    );
  }
  if (!group) return step([], say`The rules are not part of this program.`);
  // Where pools of several regions run behind a group, a rule that is wrong for one is right for another.
  const shared = poolsBehind(group, topology).some((pool) => batchTag(poolRegion(pool)) !== tag);
  const meant = faults.map(({ at }) => (endpoint ? undefined : misdirectedInTime(at, region, tag)));
  if (!shared && meant[0] && meant.every((each) => each !== undefined)) {
    const fields = Object.entries(mendedFields(meant[0], tag)).map(([name, value]) => [name, value ?? null]);
    return step(changeOf(meant[0].rule, Object.fromEntries(fields)), mending(meant[0], tag));
  }
  const additions = faults.flatMap(({ at }) => openingRule(at, to) ?? []);
  const used = taken.get(group) ?? new Set();
  taken.set(group, used);
  const priority = commonPriority(additions, used);
  if (priority !== undefined) used.add(priority);
  const { edits, text } = addingOf(additions[0] as Addition, priority, resources);
  return step(edits, ...obstructed(additions, priority), ...text);
}

/** The security admin rule that denies; no rule of a group helps against it. */
function adminRuleIn(faults: Place["faults"]): string | undefined {
  const denying = faults.flatMap(({ at }) =>
    at.traffic.because.pieces.filter(({ effect }) => effect === "Deny").map(({ rule }) => rule),
  );
  const rule = denying.find((each) => each?.ref?.origin === "admin");
  return rule && describeRule(rule);
}

/**
 * The priority that takes effect on all subnets behind a group: a rule that comes before another one decides at least
 * what that one would. `undefined` where one of them has none.
 */
function commonPriority(additions: readonly Addition[], used: ReadonlySet<number>): number | undefined {
  const priorities = additions.map(({ free }) => free?.priority);
  if (priorities.some((priority) => priority === undefined)) return undefined;
  const least = Math.min(...(priorities as number[]));
  if (!used.has(least)) return least;
  const rules = additions[0] && groupFilters(additions[0].group).group?.rules;
  const known = new Set(rules?.map(({ priority }) => priority));
  for (let lower = least - 1; lower >= 100; lower -= 1) if (!known.has(lower) && !used.has(lower)) return lower;
  return undefined;
}

function obstructed(additions: readonly Addition[], priority: number | undefined): readonly Phrase[] {
  if (priority !== undefined) return [];
  for (const { free } of additions) {
    if (free === undefined || free.priority !== undefined) continue;
    return [say`Remove or narrow ${quote(describeRule(free.inTheWay))} first: no free priority comes before it.`];
  }
  return [say`Unknown: which priority takes effect. The rule has to come before every rule that denies.`];
}

function mending({ fault, rule }: MisdirectedRule, tag: string): Phrase {
  const name = quote(describeRule(rule));
  return fault === "direction"
    ? say`${name} was meant to do it, but has the service tag as its source: it belongs on the side of the destination, as ${quote(tag)}.`
    : say`${name} was meant to do it, but names another region than that of the pool's account: ${quote(tag)}.`;
}
