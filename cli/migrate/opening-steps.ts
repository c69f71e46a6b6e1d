import { type Evaluation, openEvaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { parseUrn } from "../../policies/plan/urn";
import type { Reach } from "../../policies/reach/reach";
import { applyEdits } from "../../policies/remedies/apply";
import type { Edit } from "../../policies/remedies/edits";
import type { Fix } from "../../policies/remedies/prove";
import { alternatives, inOrder } from "../../policies/remedies/remedy";
import { resourcesOf } from "../../policies/remedies/resources";
import { readIn } from "../../policies/remedies/to-edits";
import { inWords } from "../../policies/remedies/words";
import type { Finding } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import type { PoolNode } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { batchTag } from "../../policies/wording/tags";
import type { Assessment } from "./assess";
import { type Obstacle, obstacleKey, obstaclesFor } from "./obstacles";
import { listed, type Phrase, quote, say } from "./phrase";
import type { Step } from "./plan";
import { poolNames } from "./pool-names";
import { type BlockingRules, rulesBlocking } from "./rules-blocking";

/** The steps that open the path, and the program after them. */
export interface Opening {
  readonly steps: readonly Step[];
  readonly resources: readonly PlannedResource[];
}

/** The most steps: a program with more would be one in which each step causes the next. */
const MOST_STEPS = 200;

/**
 * The steps that open the path from all pools to the Batch service. They come first. Each step is applied to the program after the
 * earlier steps, which is then judged again: the step fixes its finding, and blocks no pool that reached the service before.
 */
export function openingSteps(
  assessed: readonly Assessment[],
  before: readonly PlannedResource[],
  context: Context,
  first: Evaluation,
): Opening {
  const steps: Step[] = [];
  const planned = new Set<string>();
  let resources = before;
  let evaluation = first;
  while (steps.length < MOST_STEPS) {
    const current = evaluation.reach();
    const pools = poolsIn(current, assessed);
    const found = obstaclesFor(pools, current, context).find((each) => !planned.has(obstacleKey(each)));
    if (!found) break;
    planned.add(obstacleKey(found));
    const next = { ...found, finding: evaluation.fitted(found.finding) };
    const fix = isStopping(next, current) ? bestOf(evaluation.fixes(next.rule, next.finding)) : undefined;
    steps.push(stepFor(next, fix, assessed, current, resources));
    if (!fix) continue;
    resources = applyEdits(fix.edits, resources);
    evaluation = openEvaluation(resources, context);
  }
  return { steps, resources };
}

function poolsIn({ topology }: Reach, assessed: readonly Assessment[]) {
  const urns = new Set(assessed.map(({ pool }) => pool.entity.resource.urn));
  return topology.pools.filter(({ entity }) => urns.has(entity.resource.urn));
}

/** Whether one of its pools certainly cannot reach the Batch service. Any other obstacle is reported, but not fixed. */
function isStopping({ finding: { pools } }: Obstacle, reach: Reach): boolean {
  const isMeant = ({ entity, declared }: PoolNode) => pools?.includes(entity.resource.urn) ?? declared === true;
  return reach.all().some(({ is, pool }) => is === "violated" && isMeant(pool));
}

function bestOf(fixes: readonly Fix[]): Fix | undefined {
  const bySize = fixes.toSorted((one, other) => one.changes.length - other.changes.length);
  return bySize.find(({ opens }) => opens) ?? bySize[0];
}

function stepFor(
  obstacle: Obstacle,
  fix: Fix | undefined,
  assessed: readonly Assessment[],
  reach: Reach,
  resources: readonly PlannedResource[],
): Step {
  const { finding } = obstacle;
  const urns =
    finding.pools ?? assessed.filter((each) => concerns(obstacle, each)).map(({ pool }) => pool.entity.resource.urn);
  const concerned = assessed.filter(({ pool }) => urns.includes(pool.entity.resource.urn));
  const pools = concerned.map(({ pool }) => pool);
  const change = fix ? inWords(inOrder(...fix.changes)) : finding.change;
  const rules = rulesFor(obstacle, reach);
  const step = {
    pools: urns,
    edits: fix?.edits ?? [],
    commands: [],
  };
  const told = { block: [finding.found, finding.why, ...change.map((line) => `Fix: ${line}`)] };
  const byHand = fix ? [] : reasonFor(finding, resources);
  const after = fix ? dependOn(fix.edits) : [];
  if (rules) {
    const renew = concerned.some((each) => each.renew);
    return {
      ...step,
      kind: "open",
      title: titleOf(rules),
      text: [
        say`The nodes of ${poolNames(pools)} call the Batch service there.${renew ? say` What the classic mode needs stays for now.` : []}`,
        told,
        ...byHand,
        ...after,
      ],
    };
  }
  return {
    ...step,
    kind: "obstacle",
    title: say`Fix what the policy ${quote(obstacle.policy)} finds`,
    text: [say`This affects ${poolNames(pools)}, and no security rule fixes it:`, told, ...byHand, ...after],
  };
}

/** Why the plan does not make the change itself. */
function reasonFor({ remedies }: Finding, resources: readonly PlannedResource[]): readonly Phrase[] {
  const read = readIn(alternatives(inOrder(...remedies)).flat(), resourcesOf(resources));
  const names = [...new Set(read.map((urn) => parseUrn(urn)?.name ?? urn))];
  return names.length > 0
    ? [say`This program only reads ${listed(names.map((name) => [quote(name)]))}: make the change where it is made.`]
    : [say`This plan has no edit for it: fix it by hand, or ask the owner of the resource.`];
}

function concerns(obstacle: Obstacle, { obstacles }: Assessment): boolean {
  return obstacles.some((each) => obstacleKey(each) === obstacleKey(obstacle));
}

interface Blocked {
  readonly rules: BlockingRules;
  readonly region: Parameters<typeof batchTag>[0];
}

/** The security rules that block packets, for a finding about security rules. */
function rulesFor({ policy, finding }: Obstacle, reach: Reach): Blocked | undefined {
  if (policy !== "pool-node-management-outbound") return undefined;
  const pools = reach
    .all()
    .filter(({ pool }) => finding.pools?.includes(pool.entity.resource.urn) ?? pool.declared === true);
  const all = pools.flatMap((each) => rulesBlocking(each).map((rules): Blocked => ({ rules, region: each.region })));
  return all.find(({ rules }) => isAt(rules, finding.urn)) ?? all[0];
}

function isAt({ at }: BlockingRules, urn: string): boolean {
  const rule = at.traffic.because.pieces.find(({ effect }) => effect === "Deny")?.rule?.ref;
  return [rule?.property.owner, (at.group ?? at.subnet).entity.resource.urn].includes(urn);
}

function titleOf({ rules: { at, endpoint }, region }: Blocked): Phrase {
  const where = quote(nameOf((at.group ?? at.subnet).entity));
  return endpoint
    ? say`Allow outbound TCP 443 to private endpoint ${quote(nameOf(endpoint.entity))} in ${where}`
    : say`Allow outbound TCP 443 to ${quote(batchTag(region))} in ${where}`;
}

/** Nothing in a program refers to a rule, a route or a link, so Pulumi orders no resource after it. */
function dependOn(edits: readonly Edit[]): readonly Phrase[] {
  const created = edits.filter(({ action }) => action === "create");
  if (created.length === 0) return [];
  const what = created.every(({ type }) => /Rule$/.test(type)) ? "the rule" : "what is created here";
  return [
    say`Make the pools depend on ${[what]} (the option ${quote("dependsOn")}): the program has no other dependency on it.`,
  ];
}
