import type { Evaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { parseUrn } from "../../policies/plan/urn";
import type { Edit } from "../../policies/remedies/edits";
import { type Resources, resourcesOf } from "../../policies/remedies/resources";
import type { Undecided } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import { type Assessment, assess, networksOf, questionPhrase } from "./assess";
import { closingSteps } from "./closing-steps";
import { openingSteps } from "./opening-steps";
import { listed, type Phrase, plain, quote, say } from "./phrase";
import { poolNames } from "./pool-names";
import { poolSteps } from "./pool-steps";
import { poolsToVerify } from "./verify-step";

/** What a step does. */
export type StepKind = "obstacle" | "open" | "recreate" | "empty" | "mode" | "resize" | "verify" | "close" | "storage";

/** One step of a migration, for all its pools together. */
export interface Step {
  readonly kind: StepKind;
  readonly title: Phrase;
  /** The URNs of the pools. */
  readonly pools: readonly string[];
  /** One element for each paragraph; a block is the text of a policy. */
  readonly text: readonly (Phrase | Block)[];
  readonly edits: readonly Edit[];
  /** Commands for a shell. */
  readonly commands: readonly string[];
  /** Whether the pools work without it. */
  readonly optional?: true;
}

/** Lines that are shown unchanged. */
export interface Block {
  readonly block: readonly string[];
}

/** The plan to migrate a program from classic node communication. */
export interface Plan {
  /** The pools that depend on the classic mode, by their names. */
  readonly pools: readonly Assessment[];
  /** In the order in which to do them. */
  readonly steps: readonly Step[];
  /** The questions that are undecided from the program. */
  readonly open: readonly Phrase[];
}

/**
 * Applies Microsoft's migration guide to one program. The order of the steps is safe for all pools, even if they share a network: every
 * path is opened before the first pool is changed, and the rules of a group are removed only when the last pool behind it runs in
 * simplified mode. A program without a pool that depends on the classic mode has no steps.
 *
 * https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export function planMigration(
  evaluation: Evaluation,
  all: readonly PlannedResource[],
  context: Context,
  undecided: () => readonly Undecided[],
): Plan {
  const reach = evaluation.reach();
  const { topology } = reach;
  const assessed = assess(reach, context);
  const pools = assessed.filter(({ because }) => because.length > 0);
  if (pools.length === 0) return { pools, steps: [], open: questionsOf(undecided(), assessed) };
  const networks = networksOf(pools, topology, context);
  const resources = resourcesOf(all);
  const verified = poolsToVerify(pools, networks);
  const opening = openingSteps(pools, all, context, evaluation);
  const steps = [
    ...opening.steps,
    ...poolSteps(pools, verified, context),
    ...closingSteps(networks, topology, verified),
  ];
  return {
    pools,
    steps: steps.map((step) => withoutRead(step, resources)),
    open: assessed.flatMap(({ open }) => open),
  };
}

/** All questions on whether there is something to migrate: the plan says that nothing is left only if there is none. */
function questionsOf(undecided: readonly Undecided[], assessed: readonly Assessment[]): readonly Phrase[] {
  const byUrn = new Map(assessed.map(({ pool }) => [pool.entity.resource.urn, pool]));
  const asked = undecided.map((each) => {
    const pool = byUrn.get(each.urn);
    return questionPhrase(each, pool ? poolNames([pool]) : say`${quote(parseUrn(each.urn)?.name ?? each.urn)}`);
  });
  const all = [...assessed.flatMap(({ open }) => open), ...asked];
  return [...new Map(all.map((phrase) => [plain(phrase), phrase])).values()];
}

/** A resource that the program only reads is changed in the program that creates it. */
function withoutRead(step: Step, { isRead }: Resources): Step {
  const read = step.edits.filter(({ urn }) => isRead(urn));
  if (read.length === 0) return step;
  const names = [...new Set(read.map(({ urn }) => parseUrn(urn)?.name ?? urn))];
  const text = say`This program only reads ${listed(names.map((name) => [quote(name)]))}: make the change where it is made.`;
  return { ...step, text: [...step.text, text], edits: step.edits.filter((edit) => !read.includes(edit)) };
}
