import fc from "fast-check";
import { expect, it } from "vitest";
import { explain } from "../../cli/explain/explain";
import { formatStatements } from "../../cli/explain/statement";
import { judgeResource, openEvaluation } from "../../policies/judge";
import { type PlannedResource, planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { RULES } from "../../policies/rules";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { buildTopology } from "../../policies/topology/topology";
import { PROGRAMS as CASES } from "../programs/all";
import { FULL } from "../support/full";
import { SHAPES } from "../support/program/shapes";
import { mutated, randomProgram } from "../support/random-resources";
import { holdsAlways } from "../support/runs";
import { walk } from "../support/walk";

const PROGRAMS = FULL ? 2_000 : 250;

/** Far longer than a program of twelve resources takes, far shorter than a hang. */
const SLOWEST = 20_000;

const context = { settings: DEFAULT_SETTINGS, today: "2026-05-01" };

/** Traces of a forgotten value in a text. */
const NONSENSE = /\bundefined\b|\[object |\bNaN\b|\bnull\b/;

const TIME = FULL ? 3_600_000 : 120_000;

it(
  "anything in any resource",
  () => {
    holdsAlways(
      fc.property(randomProgram, (views) => expectSense(views.map(planResource))),
      PROGRAMS,
    );
  },
  TIME,
);

it("thousands of inline subnets in a network that depends on itself: each looks its links up once", () => {
  const [name, type] = ["network", "azure:network/virtualNetwork:VirtualNetwork"];
  const urn = `urn:pulumi:s::p::${type}::${name}`;
  const inputs = toBranch({ subnets: Array.from({ length: 20_000 }, () => "10.0.0.0/24") }, urn);
  const more = { outputs: undefined, parent: undefined, dependencies: [urn] };
  const propertyDependencies = new Map([["subnets", [urn]]]);
  expectSense([planResource({ urn, type, name, inputs, propertyDependencies, ...more })]);
});

it(
  "anything anywhere in a real program",
  () => {
    const real = fc.constantFrom(...REAL).chain(({ program, shape }) => mutated(shape.show(program, (type) => type)));
    holdsAlways(fc.property(real, expectSense), PROGRAMS);
  },
  TIME,
);

const REAL = CASES.flatMap(({ program }) => SHAPES.map((shape) => ({ program, shape })));

/** Every link can be followed, and every policy reports a readable message or nothing, in time. */
function expectSense(resources: readonly PlannedResource[]): void {
  const start = performance.now();
  const topology = buildTopology(resources);
  walk(topology);
  expect(formatStatements(explain(topology)).slice(0, 10_000)).not.toMatch(NONSENSE);
  const evaluation = openEvaluation(resources, context);
  for (const rule of RULES) {
    const results = [evaluation.judge(rule), ...resources.map((each) => judgeResource(rule, each, context))];
    for (const report of results.flatMap((result) => result.reports)) {
      if (!report.finding) throw new Error(report.message);
      expect(report.message.slice(0, 2_000)).not.toMatch(NONSENSE);
    }
  }
  expect(performance.now() - start).toBeLessThan(SLOWEST);
}
