import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { CompositeAction, GithubStep, Workflow } from "./ci-files";
import { fillIn, holds, type Scope } from "./expressions";
import { runScript } from "./run-script";

/** The machine that a job runs on. */
export interface Runner {
  /** Where the repository is checked out. */
  readonly workspace: string;
  /** `RUNNER_TEMP`. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What expressions see: `github`, `vars`, `secrets`, … */
  readonly contexts: Readonly<Record<string, unknown>>;
  /** What stands in for the actions that a job uses, by name and version. One that is missing here fails the test. */
  readonly actions: Readonly<Record<string, RunAction>>;
}

/** Runs an action with its inputs. */
export type RunAction = (inputs: Readonly<Record<string, string>>, runner: Runner) => RanAction | Promise<RanAction>;

/** How an action ended. */
export interface RanAction {
  readonly success: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps?: readonly RanStep[];
}

/** How a step ended. */
export interface RanStep {
  readonly name: string;
  readonly outcome: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  /** What a script printed. */
  readonly log: string;
  /** What a script added to the summary of the job. */
  readonly summary: string;
  /** The steps inside a composite action. */
  readonly steps: readonly RanStep[];
}

/** How a job ended. */
export interface RanJob {
  readonly success: boolean;
  readonly steps: readonly RanStep[];
}

/** Runs a job of a workflow. */
export async function runJob(workflow: Workflow, name: string, runner: Runner): Promise<RanJob> {
  const job = workflow.jobs[name];
  if (!job) throw new Error(`There is no job "${name}".`);
  const scope = { contexts: runner.contexts, functions: {} };
  if (job.if !== undefined && !(await holds(job.if, scope))) return { success: true, steps: [] };
  const env = await filled({ ...workflow.env, ...job.env }, scope);
  const ofJob = {
    ...runner,
    environment: { ...runner.environment, ...env },
    contexts: { ...runner.contexts, env },
  };
  return runSteps(job.steps, ofJob, workflow.defaults?.run.shell);
}

/** A composite action; `given` are inputs that it gets besides those of the step that uses it. */
export function composite({ inputs, outputs, runs }: CompositeAction, given: Record<string, string> = {}): RunAction {
  return async (used, runner) => {
    const scope = { contexts: runner.contexts, functions: {} };
    const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""]);
    const values = { ...(await filled(Object.fromEntries(defaults), scope)), ...used, ...given };
    const unknown = Object.keys(values).find((name) => !(name in inputs));
    if (unknown) throw new Error(`The action has no input "${unknown}".`);
    const contexts = { ...runner.contexts, inputs: values };
    const { success, steps, results } = await runSteps(runs.steps, { ...runner, contexts });
    const expressions = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    return {
      success,
      steps,
      outputs: await filled(expressions, { contexts: { ...contexts, steps: results }, functions: {} }),
    };
  };
}

/** All scripts that ran, those inside of actions too, by the names of their steps. */
export function ranScripts(steps: readonly RanStep[]): Readonly<Record<string, RanStep>> {
  return Object.fromEntries(
    steps.flatMap((step) => (step.steps.length > 0 ? Object.entries(ranScripts(step.steps)) : [[step.name, step]])),
  );
}

async function runSteps(steps: readonly GithubStep[], runner: Runner, shell?: string) {
  const ended: RanStep[] = [];
  const results: Record<string, unknown> = {};
  let failed = false;
  for (const step of steps) {
    const scope: Scope = {
      contexts: { ...runner.contexts, steps: results },
      functions: {
        success: () => !failed,
        failure: () => failed,
        always: () => true,
        cancelled: () => false,
        hashFiles: (file = "") => (existsSync(path.join(runner.workspace, file)) ? "0" : ""),
      },
    };
    const runs = await holds(conditionOf(step), scope);
    const name = step.name ?? step.uses ?? "";
    const end: RanStep = runs
      ? { name, ...(await runStep(step, runner, scope, shell)) }
      : { name, outcome: "skipped", outputs: {}, log: "", summary: "", steps: [] };
    failed ||= end.outcome === "failure";
    if (step.id) results[step.id] = { outcome: end.outcome, conclusion: end.outcome, outputs: end.outputs };
    ended.push(end);
  }
  return { success: !failed, steps: ended, results };
}

/** A condition that does not ask for the status asks for success: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions */
function conditionOf({ if: condition = "success()" }: GithubStep): string {
  const bare = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition;
  return /\b(?:success|failure|always|cancelled)\(\)/.test(bare) ? bare : `success() && (${bare})`;
}

async function runStep(step: GithubStep, runner: Runner, scope: Scope, shell?: string): Promise<Omit<RanStep, "name">> {
  if (step.run !== undefined) return runScriptStep(step, runner, scope, shell);
  const action = runner.actions[step.uses ?? ""];
  if (!action) throw new Error(`Nothing stands in for ${step.uses}.`);
  const { success, outputs, steps = [] } = await action(await filled(step.with ?? {}, scope), runner);
  return { outcome: success ? "success" : "failure", outputs, log: "", summary: "", steps };
}

async function runScriptStep(step: GithubStep, runner: Runner, scope: Scope, shell?: string) {
  const { workspace, temporary } = runner;
  const files = { GITHUB_OUTPUT: path.join(temporary, "output"), GITHUB_STEP_SUMMARY: path.join(temporary, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const { status, log } = await runScript({
    script: await fillIn(step.run ?? "", scope),
    // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
    flags: (step.shell ?? shell) === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"],
    directory: path.resolve(workspace, await fillIn(step["working-directory"] ?? ".", scope)),
    temporary,
    environment: { ...runner.environment, ...(await filled(step.env ?? {}, scope)), ...files, RUNNER_TEMP: temporary },
  });
  const lines = readFileSync(files.GITHUB_OUTPUT, "utf8").split("\n").filter(Boolean);
  return {
    outcome: status === 0 ? ("success" as const) : ("failure" as const),
    outputs: Object.fromEntries(lines.map((line) => /^(.*?)=(.*)$/.exec(line)?.slice(1) ?? [line, ""])),
    log,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    steps: [],
  };
}

async function filled(texts: Readonly<Record<string, unknown>>, scope: Scope): Promise<Record<string, string>> {
  const entries = Object.entries(texts).map(async ([name, text]) => [name, await fillIn(String(text), scope)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
