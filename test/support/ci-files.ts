import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { root } from "../../toolchain/checkout";

/** A step of a pipeline that runs a shell script. */
export interface ShellStep {
  readonly name: string;
  readonly script: string;
}

/** A file of `examples/ci`, read as YAML. */
export interface CiFile {
  readonly name: string;
  readonly content: Record<string, never>;
  /** All steps of its one job, in their order. */
  readonly steps: readonly Record<string, never>[];
  readonly scripts: readonly ShellStep[];
  /** The variables that the whole pipeline has. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The files of `examples/ci`. Throws where one is not valid YAML. */
export function readCiFiles(): { readonly github: CiFile; readonly azure: CiFile } {
  const github = readYaml("github-actions.yml");
  const azure = readYaml("azure-pipelines.yml");
  return {
    github: toFile("github-actions.yml", github, github.jobs.preview.steps, github.env, "name", "run"),
    azure: toFile("azure-pipelines.yml", azure, azure.jobs[0].steps, azure.variables, "displayName", "script"),
  };
}

function toFile(
  name: string,
  content: Record<string, never>,
  steps: readonly Record<string, never>[],
  variables: Record<string, string>,
  title: string,
  script: string,
): CiFile {
  const scripts = steps.flatMap((step) => (step[script] ? [{ name: step[title] ?? "", script: step[script] }] : []));
  return { name, content, steps, scripts, variables };
}

// biome-ignore lint/suspicious/noExplicitAny: what a file holds is for the tests to say.
function readYaml(name: string): any {
  const document = parseDocument(readFileSync(path.join(root, "examples", "ci", name), "utf8"), { strict: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) throw new Error(`${name}: ${problems[0]?.message}`);
  return document.toJS();
}
