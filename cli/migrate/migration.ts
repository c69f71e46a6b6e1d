import { openEvaluation } from "../../policies/judge";
import type { Program } from "../../policies/plan/program";
import { withoutSecrets } from "../../policies/plan/secrets";
import { parseUrn } from "../../policies/plan/urn";
import { RULES } from "../../policies/rules";
import type { Rule } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import { type Clean, cleanEdit } from "../clean-edits";
import type { Assessment } from "./assess";
import { mapQuoted, type Phrase } from "./phrase";
import { type Block, planMigration, type Step } from "./plan";

/** The migration of one stack, without any secret of its program. */
export interface Migration {
  readonly project: string;
  readonly stack: string;
  readonly context: Context;
  readonly pools: readonly Pick<Assessment, "pool" | "because">[];
  readonly steps: readonly Step[];
  /** The questions that are undecided from the program. */
  readonly open: readonly Phrase[];
}

/** Plans the migration of a program. */
export function migrationOf(program: Program, context: Context): Migration {
  // If a URN occurs twice, the last resource counts, as in the host.
  const resources = [...new Map(program.resources.map((resource) => [resource.urn, resource])).values()];
  const { project = "", stack = "" } = parseUrn(resources[0]?.urn ?? "") ?? {};
  const evaluation = openEvaluation(resources, context);
  const undecided = () => RULES.filter(isOfStack).flatMap((rule) => evaluation.judge(rule).undecided);
  const { pools, steps, open } = planMigration(evaluation, resources, context, undecided);
  const clean = (text: string) => withoutSecrets(text, program.secrets);
  return {
    project,
    stack,
    context,
    pools: pools.map(({ pool, because }) => ({ pool, because: because.map((each) => mapQuoted(each, clean)) })),
    steps: steps.map((step) => cleanStep(step, clean)),
    open: open.map((each) => mapQuoted(each, clean)),
  };
}

/** Policies that report on the evaluation itself have no questions of their own. */
function isOfStack({ checkReach, checkTopology }: Rule): boolean {
  return checkReach !== undefined || checkTopology !== undefined;
}

/** Secrets are removed before text is escaped: escaped text may not contain the secret literally. */
function cleanStep(step: Step, clean: Clean): Step {
  return {
    ...step,
    title: mapQuoted(step.title, clean),
    text: step.text.map((each) => (isBlock(each) ? { block: each.block.map(clean) } : mapQuoted(each, clean))),
    edits: step.edits.map((edit) => cleanEdit(edit, clean)),
    commands: step.commands.map(clean),
  };
}

/** Whether a paragraph is the text of a policy. */
export function isBlock(text: Phrase | Block): text is Block {
  return "block" in text;
}
