import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "./checkout";
import { languages } from "./languages/find-languages";

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
  /** Its folder under `examples/`: the scenario, and below it the language, and the provider `azure`, unless it is in TypeScript. */
  readonly name: string;
  readonly directory: string;
  /** The scenario whose findings it gives; programs in several languages share one. */
  readonly scenario: string;
  /** The runtime in Pulumi.yaml. */
  readonly runtime: string;
  readonly provider: "azure-native" | "azure";
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

/** All examples in TypeScript: the headline ones first, then by name. */
export function readExamples(): Example[] {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "Pulumi.yaml")));
  const others = names.filter((name) => !headlineExamples.includes(name)).sort();
  return [...headlineExamples, ...others].map((name) => readExample(name, "nodejs"));
}

/**
 * The same programs in the other languages that can be run here, each with the promises of its scenario: `yaml` with azure-native,
 * `yaml-azure` with the classic provider.
 */
export function readTranslations(): Example[] {
  return readExamples().flatMap(({ name }) =>
    languages
      .flatMap((language) => [language.name, `${language.name}-azure`])
      .filter((below) => existsSync(path.join(folder, name, below, "Pulumi.yaml")))
      .map((below) => readExample(name, below.replace(/-azure$/, ""), below)),
  );
}

/** What the classic provider calls the types that findings are about. */
const classicTypes: Readonly<Record<string, string>> = {
  "azure-native:batch:Pool": "azure:batch/pool:Pool",
  "azure-native:network:NetworkSecurityGroup": "azure:network/networkSecurityGroup:NetworkSecurityGroup",
  "azure-native:network:SecurityRule": "azure:network/networkSecurityRule:NetworkSecurityRule",
};

/** A type of azure-native as the provider of a program calls it. */
export function typeIn({ provider }: Pick<Example, "provider">, type: string): string {
  return provider === "azure" ? (classicTypes[type] ?? type) : type;
}

/**
 * Where the first preview of a program differs from its scenario, because its language sends the engine less: what
 * the CLI prints then. "npm run docs" writes it.
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
