import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { PathStatus } from "../../../cli/findings/network-path";
import { isRefusal } from "../../../policies/plan/program";
import type { PlannedResource } from "../../../policies/plan/resource";
import { joinPath } from "../../../policies/plan/tree";
import { recordingFile, recordingNames } from "../../../toolchain/examples";
import { PROGRAMS } from "../../programs/all";
import { examples } from "../../support/examples";
import { hidden, type Place, placesIn } from "../../support/hidden-values";
import { contextOf, look } from "../../support/path-faults";
import { batchTokens } from "../../support/program/batch-tokens";
import { SHAPES } from "../../support/program/shapes";
import { VARIANTS } from "../../support/program/variants";
import { readProgram } from "../../support/read-program";
import type { Valid } from "../../support/rule-tables";
import { PRESUMED } from "../../support/silence";
import { isTried } from "../../support/tried";
import { everyCase } from "../../support/written/tables";

/*
 * A picture agrees with the policies: its path is blocked exactly where a policy has a finding on the pool, and open only where no policy
 * leaves anything undecided. Tested with every program of the tests, in every spelling and shape, and with single values hidden.
 */

let cases: readonly Valid[] = [];
beforeAll(async () => {
  cases = await everyCase();
});

/** A normal run tests one in this many shapes, and one in this many hidden values of a program. */
const SPARSE = { shapes: 10, values: 83 };

const AS_IS = (type: string) => type;

describe("every program, however it is written and shown", () => {
  test.each(PROGRAMS.map((each) => [each.title, each] as const))("%s", (_, { title, program }) => {
    const faults = VARIANTS.flatMap((variant) => {
      const written = variant.rewrite(program);
      if (!written) return [];
      return SHAPES.filter(({ name }) => isTried(`${title}: ${variant.name}, ${name}`, SPARSE.shapes)).flatMap(
        (shape) => {
          const resources = shape.show(written, variant.spell ?? AS_IS);
          return look(resources, contextOf({})).faults.map((fault) => `${variant.name}, ${shape.name}: ${fault}`);
        },
      );
    });
    expect(faults).toEqual([]);
  });
});

describe("the examples, as the engine showed them", () => {
  test.each(examples.map((each) => [each.name, each] as const))("%s", (_, example) => {
    for (const name of recordingNames) {
      const program = readProgram(readFileSync(recordingFile(example, name), "utf8"), name);
      if (isRefusal(program)) throw new Error(program.refused);
      const { faults, paths } = look(program.resources, contextOf({}));
      expect(faults).toEqual([]);
      expect(paths.length).toBeGreaterThan(0);
    }
  });
});

interface Whole {
  readonly given: Pick<Valid, "title" | "settings" | "today">;
  readonly resources: readonly PlannedResource[];
}

/** The programs of all tables. */
const wholes = (): readonly Whole[] => [
  ...cases.flatMap((given) =>
    SHAPES.filter(({ name }) => isTried(`${given.title}: ${name}`, SPARSE.shapes)).map((shape) => ({
      given,
      resources: shape.show(given.program, batchTokens(given.batchTokens)),
    })),
  ),
];

describe("the programs of the policies' tables", () => {
  test("there are many of them, with paths of all sorts", () => expect(cases.length).toBeGreaterThan(300));

  test("in every shape", () => {
    const count: Record<PathStatus, number> = { open: 0, blocked: 0, unknown: 0 };
    const faults = wholes().flatMap(({ given, resources }) => {
      const looked = look(resources, contextOf(given));
      for (const { is } of looked.paths) count[is] += 1;
      return looked.faults.map((fault) => `${given.title}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(Math.min(...Object.values(count))).toBeGreaterThan(100);
  });

  test("hiding a value never turns a path around", { timeout: 1_800_000 }, () => {
    const [fullest] = SHAPES;
    const known: Whole[] = [
      ...cases.map((given) => ({
        given,
        resources: fullest?.show(given.program, batchTokens(given.batchTokens)) ?? [],
      })),
      ...PROGRAMS.map(({ title, program }) => ({ given: { title }, resources: fullest?.show(program, AS_IS) ?? [] })),
    ];
    const faults: string[] = [];
    for (const { given, resources } of known) {
      const context = contextOf(given);
      const before = new Map(look(resources, context).paths.map((path) => [path.pool, path]));
      placesIn(resources).forEach((place) => {
        const where = `${given.title}, without ${resources[place.at]?.name} ${place.path.join(".")}`;
        if (!isTried(where, SPARSE.values)) return;
        const after = look(hidden(resources, [place]), context);
        const turned = after.paths.filter(({ pool, is }) => isTurned(before.get(pool)?.is, is));
        faults.push(...after.faults.map((fault) => `${where}: ${fault}`));
        if (!isPresumed(place)) faults.push(...turned.map(({ name, is }) => `${where}: ${name} becomes ${is}`));
      });
    }
    expect(faults).toEqual([]);
  });
});

/** Hiding a value may make a path unknown; nothing else may change. */
function isTurned(before: PathStatus | undefined, after: PathStatus): boolean {
  return before !== undefined && after !== before && after !== "unknown" && before !== "unknown";
}

function isPresumed({ path }: Place): boolean {
  const written = path.reduce<string>(joinPath, "");
  return PRESUMED.some(({ hiding }) => hiding.test(written));
}
