import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { root } from "../../toolchain/checkout";

/** The kind of a file: a workflow or the metadata of an action for GitHub, or a pipeline for Azure DevOps. */
export type CiKind = "workflow" | "action" | "pipeline";

/** A file that a CI system reads. */
export interface CiFile {
  /** Its path from the root of this checkout. */
  readonly name: string;
  readonly kind: CiKind;
  readonly text: string;
}

/** A step of a workflow or an action, as GitHub reads it. */
export interface GithubStep {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

/** The part of a workflow that the tests read. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly env?: Readonly<Record<string, string>>;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps: readonly GithubStep[];
      }
    >
  >;
}

/** The part of the metadata of a composite action that the tests read. */
export interface CompositeAction {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly GithubStep[] };
}

/** A step of a pipeline, as Azure DevOps reads it. */
export interface AzureStep {
  readonly displayName: string;
  readonly condition?: string;
  readonly task?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The part of a pipeline that the tests read. */
export interface Pipeline {
  readonly trigger: unknown;
  readonly pr: unknown;
  readonly variables: Readonly<Record<string, string>>;
  readonly jobs: readonly { readonly steps: readonly AzureStep[] }[];
}

/** A shell script in a file, by the title of its step. */
export interface Script {
  readonly name: string;
  readonly script: string;
}

/** All files for CI systems that this project provides. */
export function ciFiles(): readonly CiFile[] {
  const examples = readdirSync(path.join(root, "examples", "ci")).filter((name) => /\.ya?ml$/.test(name));
  return ["action.yml", ...examples.sort().map((name) => `examples/ci/${name}`)].map((name) => ({
    name,
    kind: kindOf(name),
    text: readFileSync(path.join(root, name), "utf8"),
  }));
}

function kindOf(name: string): CiKind {
  if (name === "action.yml") return "action";
  return path.basename(name).startsWith("azure-") ? "pipeline" : "workflow";
}

/** One file of {@link ciFiles}. Throws where there is none. */
export function ciFile(name: string): CiFile {
  const file = ciFiles().find((each) => each.name === name);
  if (!file) throw new Error(`There is no ${name}.`);
  return file;
}

export const workflow = (name: string): Workflow => parse(ciFile(name));
export const action = (): CompositeAction => parse(ciFile("action.yml"));
export const pipeline = (name: string): Pipeline => parse(ciFile(name));

/** The YAML of a file. Throws where it is not valid. */
// biome-ignore lint/suspicious/noExplicitAny: the tests know the content of a file.
export function parse({ name, text }: Pick<CiFile, "name" | "text">): any {
  const document = parseDocument(text, { strict: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) throw new Error(`${name}: ${problems[0]?.message}`);
  return document.toJS();
}

/** All shell scripts of a file. */
export function scriptsOf(file: CiFile): readonly Script[] {
  return stepsOf(file).flatMap(({ name, displayName, run, script = run }) =>
    script === undefined ? [] : [{ name: name ?? displayName ?? "", script }],
  );
}

/** All steps of a file of any kind. */
export function stepsOf(file: CiFile): readonly (GithubStep & Partial<AzureStep>)[] {
  const content = parse(file);
  if (file.kind === "action") return content.runs.steps;
  return Object.values<Workflow["jobs"][string]>(content.jobs).flatMap(({ steps }) => steps);
}
