import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "./checkout";

/** A finding as an example's `expected.json` promises it. */
export interface ExpectedFinding {
  readonly policy: string;
  /** The logical name of the resource that the finding is about. */
  readonly resource: string;
  readonly type: string;
  readonly level: string;
}

/** A program under `examples/` with the findings that it must give. */
export interface Example {
  readonly name: string;
  readonly directory: string;
  readonly description: string;
  /**
   * What each run must find. `expected.json` may say under `afterDeployment` what is found once everything is known, where
   * that is more or less than the `findings` of a first preview.
   */
  readonly expected: Readonly<Record<RecordingName, readonly ExpectedFinding[]>>;
}

/** The recordings of an example, by what the engine had done before: nothing; a deployment; a deployment and a refresh, out of the state alone. */
export const recordingNames = ["first-preview", "after-deployment", "state"] as const;

/** One of {@link recordingNames}. */
export type RecordingName = (typeof recordingNames)[number];

/** The examples that `npm start` shows unless it is asked for all. */
export const headlineExamples: readonly string[] = ["classic-leftover", "simplified", "private"];

/** The file of an example's recording. */
export function recordingFile(example: Example, name: RecordingName): string {
  return path.join(example.directory, "recordings", `${name}.json`);
}

/** All examples: the headline ones first, then by name. */
export function readExamples(): Example[] {
  const folder = path.join(root, "examples");
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "Pulumi.yaml")));
  const others = names.filter((name) => !headlineExamples.includes(name)).sort();
  return [...headlineExamples, ...others].map((name) => {
    const directory = path.join(folder, name);
    const description = /^description: (.*)$/m.exec(readFileSync(path.join(directory, "Pulumi.yaml"), "utf8"))?.[1];
    const promised = JSON.parse(readFileSync(path.join(directory, "expected.json"), "utf8"));
    const first: ExpectedFinding[] = promised.findings;
    const later: ExpectedFinding[] = promised.afterDeployment ?? first;
    const expected = { "first-preview": first, "after-deployment": later, state: later };
    return { name, directory, description: description ?? "", expected };
  });
}

/** How findings differ from what an example promises: each a multiset, compared by policy, resource, type and level. */
export interface Difference {
  readonly missing: readonly ExpectedFinding[];
  readonly unexpected: readonly ExpectedFinding[];
}

/** Compares findings with the promised ones. Both lists are empty when they are the same. */
export function difference(found: readonly ExpectedFinding[], expected: readonly ExpectedFinding[]): Difference {
  return { missing: subtract(expected, found), unexpected: subtract(found, expected) };
}

/** One line for a finding, for messages. */
export function describeFinding({ level, policy, type, resource }: ExpectedFinding): string {
  return `[${level}]  ${policy}  (${type}: ${resource})`;
}

function subtract(from: readonly ExpectedFinding[], what: readonly ExpectedFinding[]): ExpectedFinding[] {
  const left = what.map(describeFinding);
  return from.filter((finding) => {
    const at = left.indexOf(describeFinding(finding));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
