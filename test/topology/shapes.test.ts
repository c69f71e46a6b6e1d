import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PROGRAMS } from "../programs/all";
import type { Case } from "../programs/parts";
import { FULL } from "../support/full";
import { accountOf, compareAccounts, findingsOf } from "../support/program/compare";
import type { Program } from "../support/program/language";
import { SHAPES, type Shape } from "../support/program/shapes";
import { VARIANTS, type Variant } from "../support/program/variants";
import { isTried } from "../support/tried";

/*
 * One program in many spellings and shapes: the result must be the same. Values that a shape does not show (ids before the deployment)
 * may leave a result undecided, but must not contradict it or cause a finding.
 */

/** A normal run tests one in this many spellings and shapes of a program. */
const SPARSE = 12;

const AS_IS = (type: string) => type;
const [fullest] = SHAPES as readonly [Shape];

describe.each(PROGRAMS.map((each) => [each.title, each] as const))("%s", (_, each) => {
  const reference = fullest.show(each.program, AS_IS);
  const account = accountOf(reference);
  const findings = findingsOf(reference);

  it("is understood", () => {
    const said = Object.keys(each.says).map((key) => [key, (account.get(key) ?? ["nothing"]).join("; ")]);
    expect(Object.fromEntries(said)).toEqual(each.says);
  });

  const unclear = new Set<string>();
  for (const variant of VARIANTS) {
    const program = variant.rewrite(each.program);
    if (!program) continue;
    const tried = SHAPES.filter((shape) => isTried(`${each.title}: ${variant.name}, ${shape.name}`, SPARSE));
    it.each(tried.map((shape) => [shape.name, shape] as const))(`${variant.name}: %s`, (name, shape) => {
      const resources = shuffled(shape.show(program, variant.spell ?? AS_IS), `${variant.name}, ${name}`);
      const difference = compareAccounts(account, accountOf(resources, variant.restore));
      expect(difference.contradictions.join("\n")).toBe("");
      const open = [...difference.unclear, ...difference.clearer].filter(
        (key) => !mayBeOpen(key, program, shape, variant),
      );
      for (const key of open) unclear.add(key);
      expect(open.filter((key) => !isExpected(key, each)).join("\n")).toBe("");

      const found = comparable(findingsOf(resources, variant.restore), variant);
      const expected = comparable(findings, variant);
      // Fewer known values mean fewer findings: a shape has no finding that a fuller one lacks, at the same level or above.
      if (difference.clearer.length === 0) expect(missing(found, [...expected, ...expected.map(lowered)])).toBe("");
      const same = difference.unclear.length === 0 && shape.sees !== "outputs";
      if (same) expect(missing(expected, found)).toBe("");
    });
  }

  // A shape that a normal run skips may be the one that leaves it open.
  if (FULL) {
    it("leaves open what it is expected to, and nothing more", () => {
      expect((each.unclear ?? []).filter((above) => ![...unclear].some((key) => key.startsWith(above)))).toEqual([]);
    });
  }
});

function isExpected(key: string, { unclear = [] }: Case): boolean {
  return unclear.some((above) => key.startsWith(above));
}

/** Whether the shape leaves this open in every program. */
function mayBeOpen(key: string, program: Program, shape: Shape, variant: Variant): boolean {
  if (shape.sees === "outputs") return true;
  return shape.sees === "before" && (shape.open?.test(key) === true || variant.leavesOpen?.(program) === true);
}

function lowered(finding: string): string {
  return finding.replace(" as set", " advisory");
}

function missing(these: readonly string[], those: readonly string[]): string {
  return these.filter((finding) => !those.includes(finding)).join("\n");
}

/** Where rules and subnets move to other resources, the findings move with them. */
function comparable(findings: readonly string[], variant: Variant): readonly string[] {
  // These two report on the shape itself: its unknown values and the spelling of its tokens.
  const same = findings.filter((finding) => !/^(undecided|batch-api-version) /.test(finding));
  return variant.moves ? same.map((finding) => finding.replace(/ [^ ]*$/, "")).sort() : same;
}

/** Another order that is the same for the same `seed`. */
function shuffled<T>(list: readonly T[], seed: string): readonly T[] {
  const rank = (at: number) => createHash("sha256").update(`${seed} ${at}`).digest("hex");
  return list
    .map((item, at) => [rank(at), item] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);
}
