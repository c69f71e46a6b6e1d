import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { RULES } from "../../policies/rules";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { PROGRAMS } from "../programs/all";
import { pool, standaloneRule } from "../programs/parts";
import { farm, toBatch } from "../rules/parts";
import { TODAY } from "../support/exemptions";
import { ref } from "../support/program/language";
import { SHAPES } from "../support/program/shapes";
import { isTried } from "../support/tried";

// The engine registers resources as they become ready, in an order that differs between runs.
const several = ["b", "a", "c"].map((name) => [name, pool({ subnetId: ref("snet") })]);
const apart = ["y", "x"].map((name, at) => [name, standaloneRule("nsg", { ...toBatch, name, priority: 200 + at })]);
const crowded = farm({
  rules: [toBatch],
  account: { publicNetworkAccess: "Disabled" },
  more: Object.fromEntries([...several, ...apart]),
});

/** A normal run tests one in this many shapes of a program. */
const SPARSE = 3;

function said(resources: readonly PlannedResource[]): readonly string[] {
  const evaluation = openEvaluation(resources, { settings: DEFAULT_SETTINGS, today: TODAY });
  return RULES.flatMap((rule) => evaluation.judge(rule).reports.map(({ urn, message }) => `${urn}: ${message}`));
}

test.each([
  ["many pools and rules", crowded] as const,
  ...PROGRAMS.map(({ title, program }) => [title, program] as const),
])("the same is said in any order of the resources: %s", (title, program) => {
  for (const shape of SHAPES.filter(({ name }) => isTried(`${title}: ${name}`, SPARSE))) {
    const resources = shape.show(program, (type) => type);
    expect(said(resources.toReversed()), shape.name).toEqual(said(resources));
  }
});

test("and it is something", () => {
  const [shape] = SHAPES;
  expect(said(shape?.show(crowded, (type) => type) ?? []).length).toBeGreaterThan(1);
});
