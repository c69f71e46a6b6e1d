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
 * One program, many ways in which it can be written and shown: whatever is said of it must be the same. What a shape
 * cannot tell (ids before the deployment) it may leave open, but never contradict, and no finding may come out of that.
 */

/** Of the ways to write and show a program, one in so many is tried. */
const SPARSE = 6;

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
      // Who knows less says less: there is no finding in a shape that a fuller one does not have, at that level or above.
      if (difference.clearer.length === 0) expect(missing(found, [...expected, ...expected.map(lowered)])).toBe("");
      const same = difference.unclear.length === 0 && shape.sees !== "outputs";
      if (same) expect(missing(expected, found)).toBe("");
    });
  }

  // A shape that was not tried may be the one that leaves it open.
  if (FULL) {
    it("leaves open what it is expected to, and nothing more", () => {
      expect((each.unclear ?? []).filter((above) => ![...unclear].some((key) => key.startsWith(above)))).toEqual([]);
    });
  }
});

function isExpected(key: string, { unclear = [] }: Case): boolean {
  return unclear.some((above) => key.startsWith(above));
}

/** What a shape leaves open in every program. */
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

/** Where rules and subnets move to other resources, findings move with them. */
function comparable(findings: readonly string[], variant: Variant): readonly string[] {
  // These speak of the shape itself: of what is unknown in it, and of how its tokens are written.
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
