import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "./checkout";
import { languages } from "./languages/find-languages";

/** A finding in an example's `expected.json`. */
export interface ExpectedFinding {
  readonly policy: string;
  /** The logical name of the resource that the finding is about. */
  readonly resource: string;
  readonly type: string;
  readonly level: string;
}

/** A program under `examples/` with its expected findings. */
export interface Example {
  /** Its folder under `examples/`: the scenario, and below it the language, and the provider `azure`, unless it is in TypeScript. */
  readonly name: string;
  readonly directory: string;
  /** The scenario with its expected findings; programs in several languages share one. */
  readonly scenario: string;
  /** The runtime in Pulumi.yaml. */
  readonly runtime: string;
  readonly provider: "azure-native" | "azure";
  readonly description: string;
  /**
   * The expected findings of each run. `expected.json` may have a list `afterDeployment` for the runs in which all values are known, if
   * it differs from the `findings` of a first preview.
   */
  readonly expected: Readonly<Record<RecordingName, readonly ExpectedFinding[]>>;
}

/** The recordings of an example, by what precedes them: nothing; a deployment; a deployment and a refresh, from the state alone. */
export const recordingNames = ["first-preview", "after-deployment", "state"] as const;

/** One of {@link recordingNames}. */
export type RecordingName = (typeof recordingNames)[number];

/** The examples that `npm start` shows by default. */
export const headlineExamples: readonly string[] = ["classic-leftover", "simplified", "private"];

/** The file of an example's recording. */
export function recordingFile(example: Example, name: RecordingName): string {
  return path.join(example.directory, "recordings", `${name}.json`);
}

/** All examples in TypeScript: the headline ones first, then by name. */
export function readExamples(): Example[] {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "Pulumi.yaml")));
  const others = names.filter((name) => !headlineExamples.includes(name)).sort();
  return [...headlineExamples, ...others].map((name) => readExample(name, "nodejs"));
}

/**
 * The same programs in the other languages that can run here, each with the expected findings of its scenario: `yaml` with
 * azure-native, `yaml-azure` with the classic provider.
 */
export function readTranslations(): Example[] {
  return readExamples().flatMap(({ name }) =>
    languages
      .flatMap((language) => [language.name, `${language.name}-azure`])
      .filter((below) => existsSync(path.join(folder, name, below, "Pulumi.yaml")))
      .map((below) => readExample(name, below.replace(/-azure$/, ""), below)),
  );
}

/** The names of the types with findings in the classic provider. */
const classicTypes: Readonly<Record<string, string>> = {
  "azure-native:batch:Pool": "azure:batch/pool:Pool",
  "azure-native:network:NetworkSecurityGroup": "azure:network/networkSecurityGroup:NetworkSecurityGroup",
  "azure-native:network:SecurityRule": "azure:network/networkSecurityRule:NetworkSecurityRule",
};

/** A type of azure-native by its name in the program's provider. */
export function typeIn({ provider }: Pick<Example, "provider">, type: string): string {
  return provider === "azure" ? (classicTypes[type] ?? type) : type;
}

/**
 * The output of the CLI for the first preview of a program, if it differs from that of its scenario because its language sends the
 * engine less. "npm run docs" writes it.
 */
export function firstPreviewFile(example: Example): string {
  return path.join(example.directory, "first-preview.txt");
}

const folder = path.join(root, "examples");

function readExample(scenario: string, runtime: string, below = ""): Example {
  const directory = path.join(folder, scenario, below);
  const description = /^description: (.*)$/m.exec(readFileSync(path.join(directory, "Pulumi.yaml"), "utf8"))?.[1];
  const promised = JSON.parse(readFileSync(path.join(folder, scenario, "expected.json"), "utf8"));
  const provider = below.endsWith("-azure") ? "azure" : "azure-native";
  const translated = (findings: readonly ExpectedFinding[]) =>
    findings.map((finding) => ({ ...finding, type: typeIn({ provider }, finding.type) }));
  const first = translated(promised.findings);
  const later = promised.afterDeployment ? translated(promised.afterDeployment) : first;
  return {
    name: path.relative(folder, directory).split(path.sep).join("/"),
    directory,
    scenario,
    runtime,
    provider,
    description: description ?? "",
    expected: { "first-preview": first, "after-deployment": later, state: later },
  };
}

/** The differences between findings and the expected ones: multisets, compared by policy, resource, type and level. */
export interface Difference {
  readonly missing: readonly ExpectedFinding[];
  readonly unexpected: readonly ExpectedFinding[];
}

/** Compares findings with the expected ones. Both lists are empty if they are the same. */
export function difference(found: readonly ExpectedFinding[], expected: readonly ExpectedFinding[]): Difference {
  return { missing: subtract(expected, found), unexpected: subtract(found, expected) };
}

/** A finding as one line of a message. */
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
