import fc from "fast-check";
import { expect, test } from "vitest";
import type { NetworkPath } from "../../../cli/findings/network-path";
import { drawPath } from "../../../cli/picture/draw-path";
import { isRefusal } from "../../../policies/plan/program";
import { RECORDING_FORMAT } from "../../../policies/plan/recording";
import type { PlannedResource } from "../../../policies/plan/resource";
import type { Sent } from "../../../toolchain/recording/recording";
import { FULL } from "../../support/full";
import { KINDS, mutate } from "../../support/hostile/mutations";
import { ANCHORS, VICTIMS } from "../../support/hostile/programs";
import { contextOf, look } from "../../support/path-faults";
import { readProgram } from "../../support/read-program";
import { holdsAlways } from "../../support/runs";

const PROGRAMS = [...ANCHORS, ...VICTIMS];
const RUNS = FULL ? 1_000 : 200;

/** Mutated programs, read from files; empty where a file is rejected. */
function shown({ inputs, outputs }: Sent): readonly PlannedResource[] {
  const asked = new Map(inputs.map(({ urn, properties }) => [urn, properties]));
  const resources = outputs.map(({ properties, ...rest }) => ({
    ...rest,
    outputs: properties,
    inputs: asked.get(rest.urn),
  }));
  const program = readProgram(JSON.stringify({ format: RECORDING_FORMAT, providers: [], resources }), "the test");
  return isRefusal(program) ? [] : program.resources;
}

const someProgram = fc
  .record({
    program: fc.constantFrom(...PROGRAMS),
    mutations: fc.array(
      fc.record({
        kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
        where: fc.nat(),
        what: fc.nat(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ program, mutations }) => shown(mutate(program, mutations)));

test("whatever a program holds, its pictures say what the policies say, and can be drawn", async () => {
  const drawn: NetworkPath[] = [];
  holdsAlways(
    fc.property(someProgram, (resources) => {
      const { faults, paths } = look(resources, contextOf({}));
      expect(faults).toEqual([]);
      drawn.push(...paths.slice(0, 2));
    }),
    RUNS,
  );
  expect(drawn.length).toBeGreaterThan(RUNS / 2);
  for (const path of drawn.slice(0, 400)) expect((await drawPath(path)).length).toBeLessThan(40_000);
});
