import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../../cli/configuration/read-configuration";
import type { JudgedFinding } from "../../../cli/findings/document";
import { judgeProgram } from "../../../cli/judge-program";
import { BESIDE, INSIDE } from "../../../cli/snapshot/inside";
import { keptOf } from "../../../cli/snapshot/kept-of";
import { readPulumi } from "../../../cli/snapshot/pulumi";
import type { Shape } from "../../../cli/snapshot/shape";
import type { SnapshotResource } from "../../../policies/estate/snapshot";
import { isRefusal } from "../../../policies/plan/program";
import { FIELDS, pathOfField } from "../../../policies/topology/fields";
import type { Kind } from "../../../policies/topology/kinds";
import { root } from "../../../toolchain/checkout";
import { PROGRAMS } from "../../programs/all";
import { TODAY } from "../../support/exemptions";
import { readProgram } from "../../support/read-program";
import { sourcesIn } from "../../support/sources";
import { exported, registered } from "../../support/stacks";

const kinds = Object.keys(FIELDS) as Kind[];

describe.each(["azure-native", "azure"] as const)("%s", (provider) => {
  test.each(kinds)("of %s, every field that the topology reads is kept", (kind) => {
    for (const field of Object.keys(FIELDS[kind])) {
      const at = pathOfField(kind, provider, field);
      if (at === undefined || at === "id") continue;
      const shape = at
        .split(".")
        .reduce<Shape | undefined>((inner, name) => inner?.fields?.[name], keptOf(kind, provider));
      expect(shape, `${kind}.${field}`).toBeDefined();
    }
  });
});

test("what is inside is inside of a field", () => {
  for (const [kind, fields] of Object.entries(INSIDE)) {
    for (const field of Object.keys(fields)) expect(FIELDS[kind as Kind], `${kind}.${field}`).toHaveProperty(field);
  }
  for (const kind of Object.keys(BESIDE)) expect(FIELDS).toHaveProperty(kind);
});

/** All names that are kept anywhere. */
function keptNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (shape: Shape) => {
    for (const [name, inner] of Object.entries(shape.fields ?? {})) {
      names.add(name);
      collect(inner);
    }
  };
  for (const kind of kinds) for (const provider of ["azure-native", "azure"] as const) collect(keptOf(kind, provider));
  return names;
}

test("whatever name a policy reads is kept somewhere", () => {
  const calls = /\b(?:field|fieldAt|strings|protocols)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
  const read = sourcesIn("policies").flatMap(({ text }) =>
    [...text.matchAll(calls)].flatMap(([, args = ""]) =>
      [...args.matchAll(/"([\w.]+)"/g)].map(([, name = ""]) => name),
    ),
  );
  const kept = keptNames();
  const missing = new Set(read.filter((name) => !kept.has(name) && !name.split(".").every((part) => kept.has(part))));
  expect(new Set(read).size).toBeGreaterThan(70);
  // Two are not properties, and the subscription belongs to a provider.
  expect([...missing].sort()).toEqual(["azure", "ruleCollectionGroup", "subscriptionId"]);
});

test("nothing that Azure calls a secret is kept, nor tags, nor what a task runs", () => {
  const names = keptNames();
  expect(names.size).toBeGreaterThan(100);
  const telling =
    /password|secret|token|credential|connectionString|\bkey|Key$|^tags$|userName|commandLine|environment|formula/i;
  expect([...names].filter((name) => telling.test(name))).toEqual([]);
});

/** Findings and networkPaths of a state without inputs. */
function judged(resources: readonly object[]) {
  const program = readProgram(JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }), "state.json");
  if (isRefusal(program)) throw new Error(program.refused);
  const none = readConfiguration(Buffer.from("{}")).configuration;
  const { findings, networkPaths } = judgeProgram("state.json", program, none, TODAY);
  return { findings: findings.map(withoutEdits), networkPaths };
}

/** Edits name resource groups, which a snapshot, unlike a program, leaves out. */
function withoutEdits({ evidence, ...finding }: JudgedFinding) {
  return evidence
    ? { ...finding, evidence: { ...evidence, remedies: evidence.remedies?.map(({ words }) => words) } }
    : finding;
}

interface State {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: object;
  readonly outputs?: object;
}

/** The same resources: complete, and reduced to the properties that a snapshot keeps. */
function bothWays(states: readonly State[]) {
  const read = states.flatMap((state): [State, SnapshotResource][] => {
    const kept = readPulumi(state);
    return kept ? [[state, kept]] : [];
  });
  const whole = read.map(([{ inputs, ...state }]) => ({ ...state, outputs: { ...inputs, ...state.outputs } }));
  const kept = read.map(([{ inputs: _, ...state }, { id, properties }]) => ({
    ...state,
    outputs: { ...properties, id },
  }));
  return { whole: judged(whole), kept: judged(kept) };
}

describe("what is left out changes no finding and no way", () => {
  test.each(PROGRAMS.map(({ title, program }) => [title, program] as const))("%s", (_title, program) => {
    const { deployment } = exported(registered(program, "state")) as { deployment: { resources: State[] } };
    const { whole, kept } = bothWays(deployment.resources);
    expect(kept).toEqual(whole);
  });

  const states = readdirSync(path.join(root, "examples"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /recordings\/state\.json$/.test(file),
  );
  test.each(states)("examples/%s", (file) => {
    const { resources } = JSON.parse(readFileSync(path.join(root, "examples", file), "utf8"));
    const { deployment } = exported(resources) as { deployment: { resources: State[] } };
    const { whole, kept } = bothWays(deployment.resources);
    expect(kept).toEqual(whole);
  });
});
