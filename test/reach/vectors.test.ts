import { describe, expect, test } from "vitest";
import { judgeResource, openEvaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { RULES } from "../../policies/rules";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { SHAPES, type Shape } from "../support/program/shapes";
import { VARIANTS } from "../support/program/variants";
import { isTried } from "../support/tried";
import { MORE, type Right, VECTORS } from "./vectors";

/*
 * The vectors of the fact sheet about the path of a node, as the policies report them: a certain fault is a finding that fails the
 * deployment, or a question where values are unknown; a correct program has no such finding; an undecided one has a question.
 */

const ABOUT_THE_WAY: readonly string[] = [
  "pool-node-management-outbound",
  "subnet-route-reaches-node-management",
  "pool-no-public-ip-has-egress",
  "account-node-management-reachable",
  "endpoint-node-management-dns",
  "endpoint-node-management-reachable",
];

interface Told {
  readonly refused: readonly string[];
  readonly asked: readonly string[];
}

function tell(resources: readonly PlannedResource[], isAdvisory = false): Told {
  const evaluation = openEvaluation(resources, { settings: DEFAULT_SETTINGS, today: "2026-05-01" });
  const judged = RULES.filter(({ name }) => ABOUT_THE_WAY.includes(name)).map((rule) => evaluation.judge(rule));
  return {
    refused: judged.flatMap(({ reports }) =>
      reports.filter(({ level }) => isAdvisory || level === undefined).map(({ message }) => message),
    ),
    asked: judged.flatMap(({ undecided }) => undecided.map(({ question }) => question)),
  };
}

/** The difference between what is reported and what is right, for a shape that shows this much of the program. */
function faultIn({ refused, asked }: Told, right: Right, sees: Shape["sees"]): string | undefined {
  const [first] = refused;
  if (right !== "violated" && first !== undefined) return `refused: ${first}`;
  if (right === "holds") return sees === "all" && asked.length > 0 ? `asked: ${asked[0]}` : undefined;
  if (right === "undecided") return asked.length === 0 ? "silent" : undefined;
  if (first === undefined && sees === "all") return `not refused; asked: ${asked[0]}`;
  return refused.length + asked.length === 0 ? "silent" : undefined;
}

/** A normal run tests one in this many spellings and shapes of a program. */
const SPARSE = 4;

const cases = [
  ...VECTORS.map(({ number, ...rest }) => ({ ...rest, name: `${number}: ${rest.title}` })),
  ...MORE.map((each) => ({ ...each, name: each.title })),
];

describe.each(cases.map((each) => [each.name, each] as const))("%s", (name, given) => {
  const { program, right, hiddenInOutputs, isAdvisory } = given;
  test(`is ${right}, however it is written and shown`, () => {
    const faults = VARIANTS.flatMap((variant) => {
      const written = variant.rewrite(program);
      if (!written) return [];
      const shapes = SHAPES.filter(({ sees }) => hiddenInOutputs === undefined || sees !== "outputs");
      return shapes
        .filter((shape, index) => index === 0 || isTried(`${name}: ${variant.name}, ${shape.name}`, SPARSE))
        .flatMap((shape) => {
          const told = tell(shape.show(written, variant.spell ?? ((type) => type)), isAdvisory);
          const fault = faultIn(told, right, shape.sees);
          return fault === undefined ? [] : [`${variant.name}, ${shape.name}: ${fault}`];
        });
    });
    expect(faults).toEqual([]);
  });
});

test("no zone is to be linked where the endpoint could not be reached", () => {
  const { program, silentOn = [] } = VECTORS.find(({ number }) => number === 6) ?? {};
  const [shape] = SHAPES;
  const resources = shape?.show(program ?? {}, (type) => type) ?? [];
  const evaluation = openEvaluation(resources, { settings: DEFAULT_SETTINGS, today: "2026-05-01" });
  const reports = RULES.flatMap((rule) => [
    ...resources.flatMap(
      (resource) => judgeResource(rule, resource, { settings: DEFAULT_SETTINGS, today: "2026-05-01" }).reports,
    ),
    ...evaluation.judge(rule).reports,
  ]);
  expect(reports.filter(({ urn }) => silentOn.some((name) => urn.endsWith(`::${name}`)))).toEqual([]);
});
