import type { AzureStep, Pipeline } from "./ci-files";
import { holds } from "./expressions";
import { runScript } from "./run-script";

/** The machine that a pipeline runs on. */
export interface Agent {
  /** Where the repository is checked out. */
  readonly workspace: string;
  /** `Agent.TempDirectory`. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Variables that Azure DevOps sets, and secret ones: these reach a script only where its step names them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What stands in for the tasks in use, by name and version; it may set variables. One that is missing here fails the test. */
  readonly tasks: Readonly<
    Record<string, (inputs: Readonly<Record<string, string>>) => Readonly<Record<string, string>>>
  >;
}

/** How a step ended. */
export interface RanAzureStep {
  readonly name: string;
  readonly result: "Succeeded" | "Failed" | "Skipped";
  readonly log: string;
  /** The commands that a script gave to the agent, as in `##vso[task.uploadsummary]FILE`. */
  readonly commands: readonly AgentCommand[];
}

/** https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands */
export interface AgentCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Runs the one job of a pipeline. */
export async function runPipeline(pipeline: Pipeline, agent: Agent): Promise<readonly RanAzureStep[]> {
  const ended: RanAzureStep[] = [];
  let variables: Record<string, string> = { ...agent.variables, ...pipeline.variables };
  let environment = agent.environment;
  for (const step of pipeline.jobs[0]?.steps ?? []) {
    const failed = ended.some(({ result }) => result === "Failed");
    if (!(await holds(step.condition ?? "succeeded()", scopeOf(variables, failed)))) {
      ended.push({ name: step.displayName, result: "Skipped", log: "", commands: [] });
      continue;
    }
    const values = { ...variables, ...agent.secrets };
    if (step.task) {
      const run = agent.tasks[step.task];
      if (!run) throw new Error(`Nothing stands in for ${step.task}.`);
      variables = { ...variables, ...run(filled(step.inputs ?? {}, values)) };
      ended.push({ name: step.displayName, result: "Succeeded", log: "", commands: [] });
      continue;
    }
    const end = await runStep(step, agent, { ...environment, ...exported(variables, values) }, values);
    for (const { name, properties, value } of end.commands) {
      if (name === "task.setvariable") variables = { ...variables, [properties.variable ?? ""]: value };
      if (name === "task.prependpath") environment = { ...environment, PATH: `${value}:${environment.PATH}` };
    }
    ended.push(end);
  }
  return ended;
}

async function runStep(
  { displayName: name, script = "", env = {} }: AzureStep,
  { workspace: directory, temporary }: Agent,
  environment: NodeJS.ProcessEnv,
  values: Readonly<Record<string, string>>,
): Promise<RanAzureStep> {
  const { status, log } = await runScript({
    script: macro(script, values),
    // No -e: https://learn.microsoft.com/azure/devops/pipelines/scripts/cross-platform-scripting
    flags: ["--noprofile", "--norc"],
    directory,
    temporary,
    environment: { ...environment, ...filled(env, values) },
  });
  const commands = [...log.matchAll(/^##vso\[([\w.]+) ?([^\]]*)\](.*)$/gm)].map(
    ([, command = "", properties = "", value = ""]) => ({
      name: command,
      properties: Object.fromEntries(properties.split(";").map((each) => each.split("=", 2))),
      value,
    }),
  );
  return { name, result: status === 0 ? "Succeeded" : "Failed", log, commands };
}

function scopeOf(variables: Readonly<Record<string, string>>, failed: boolean) {
  const functions = {
    succeeded: () => !failed,
    succeededOrFailed: () => true,
    and: (...values: readonly string[]) => values.every((value) => value === "true"),
    eq: (left?: string, right?: string) => left?.toLowerCase() === right?.toLowerCase(),
    ne: (left?: string, right?: string) => left?.toLowerCase() !== right?.toLowerCase(),
  };
  return { contexts: { variables }, functions };
}

/** Variables as environment variables: in capitals, with _ for dots. */
function exported(variables: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>) {
  const entries = Object.entries(filled(variables, values));
  return Object.fromEntries(entries.map(([name, value]) => [name.toUpperCase().replaceAll(".", "_"), value]));
}

function filled(texts: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, macro(text, values)]));
}

/** `$(NAME)` is the value of a variable, and stays what it is where there is none. */
function macro(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\(([\w.]+)\)/g, (whole, name) => values[name] ?? whole);
}
