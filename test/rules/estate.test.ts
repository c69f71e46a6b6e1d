import { beforeAll, describe, expect, test } from "vitest";
import { SNAPSHOT_FORMAT, type Snapshot, type SnapshotSource } from "../../policies/estate/snapshot";
import { openEvaluation } from "../../policies/judge";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { isBranch } from "../../policies/plan/tree";
import { RULES } from "../../policies/rules";
import { readSettings } from "../../policies/settings/settings";
import { PROGRAMS } from "../programs/all";
import { TODAY } from "../support/exemptions";
import { FULL } from "../support/full";
import { batchTokens } from "../support/program/batch-tokens";
import { SHAPES } from "../support/program/shapes";
import type { Valid } from "../support/rule-tables";
import { everyCase } from "../support/written/tables";

/*
 * Whole programs, those of all tables, with estates: an estate without new facts changes nothing, and a certain fault of a program
 * remains with any estate.
 */

let cases: readonly Valid[] = [];
beforeAll(async () => {
  cases = await everyCase();
});

const STATE = SHAPES.find(({ name }) => name === "state");
const FIRST = SHAPES.find(({ name }) => name === "first preview");
/** A normal run tests one in this many programs. */
const SPARSE = FULL ? 1 : 8;

interface Whole extends Valid {
  readonly resources: readonly PlannedResource[];
}

function programs(shape = STATE): readonly Whole[] {
  const all = [...PROGRAMS.map(({ title, program }): Valid => ({ title, program })), ...cases];
  return all
    .filter((_, index) => index % SPARSE === 0)
    .map((each) => ({ ...each, resources: shape?.show(each.program, batchTokens(each.batchTokens)) ?? [] }));
}

/** A state as a source of an estate. */
function sourceOf(resources: readonly PlannedResource[], name: string, day = TODAY): SnapshotSource {
  const known = resources.flatMap(({ urn, type, outputs: { value }, isRead }) => {
    if (!isBranch(value) || typeof value.id !== "string" || !value.id.startsWith("/")) return [];
    const told = Object.entries(value).filter(([, inner]) => !isUnknown(inner));
    const properties = JSON.parse(JSON.stringify(Object.fromEntries(told)));
    return [{ type, id: value.id, urn, properties, ...(isRead ? { read: true as const } : {}) }];
  });
  return { name, kind: "stack", time: `${day}T00:00:00Z`, coverage: [], resources: known };
}

const estateOf = (...sources: readonly SnapshotSource[]): Snapshot => ({ format: SNAPSHOT_FORMAT, sources });

/** The findings on a program, by policy and resource, with the messages. */
function said(resources: readonly PlannedResource[], given: object = {}, estate?: Snapshot): readonly string[] {
  const settings = readSettings(
    { ...given, ...(estate ? { estate } : {}) },
    { today: TODAY, policies: RULES.map(({ name }) => name) },
  );
  const trial = openEvaluation(resources, { settings, today: TODAY });
  return RULES.flatMap((rule) =>
    trial.judge(rule).reports.map(({ policy, urn, level = "", message }) => `${policy} ${urn} ${level}: ${message}`),
  );
}

describe("an estate changes nothing", () => {
  test("that is a snapshot of the program itself", () => {
    for (const { title, resources, settings } of programs()) {
      expect(said(resources, settings, estateOf(sourceOf(resources, "own"))), title).toEqual(said(resources, settings));
    }
  });

  test("that knows the program before it was deployed anew", () => {
    const all = programs();
    for (const [index, { title, resources, settings }] of programs(FIRST).entries()) {
      const deployed = all[index]?.resources ?? [];
      expect(said(resources, settings, estateOf(sourceOf(deployed, "own"))), title).toEqual(said(resources, settings));
    }
  });

  test("whose sources come in another order, or twice", () => {
    const all = programs();
    for (const [index, { title, resources, settings }] of all.entries()) {
      const [upper, lower] = cutOf(resources, index);
      const others = sourceOf(all[(index + 1) % all.length]?.resources ?? [], "other", "2026-05-10");
      const own = sourceOf(upper, "upper");
      const once = said(lower, settings, estateOf(own, others));
      expect(said(lower, settings, estateOf(others, own)), title).toEqual(once);
      expect(said(lower, settings, estateOf(own, others, own)), title).toEqual(once);
    }
  });
});

/** The resources of a program in two stacks: one resource with all its dependents, and the others. */
function cutOf(
  resources: readonly PlannedResource[],
  at: number,
): readonly [readonly PlannedResource[], readonly PlannedResource[]] {
  const made = new Set([resources[at % Math.max(1, resources.length)]?.urn ?? ""]);
  for (let size = 0; size < made.size; ) {
    size = made.size;
    for (const { urn, dependencies } of resources) if (dependencies.some((each) => made.has(each))) made.add(urn);
  }
  const renamed = resources
    .filter(({ urn }) => !made.has(urn))
    .map((each) => ({ ...each, urn: each.urn.replace("::shapes::", "::upper::") }));
  return [renamed, resources.filter(({ urn }) => made.has(urn))];
}

const policyOf = (line: string) => line.slice(0, line.indexOf(": "));
const FROM_ABOVE = /:NetworkManager/;

/** Whether the finding has the level of its policy. */
const stops = (line: string) => policyOf(line).endsWith(" ");

test("what is certainly wrong stays wrong, whatever an estate adds", () => {
  let compared = 0;
  for (const [index, { title, resources, settings }] of programs().entries()) {
    // The rules of a network manager apply to networks of other programs: the estate adds them as new facts.
    if (resources.some(({ type }) => FROM_ABOVE.test(type))) continue;
    for (let at = index; at < index + resources.length; at += FULL ? 1 : 3) {
      const [upper, lower] = cutOf(resources, at);
      const alone = said(lower, settings).filter((line) => !/^(undecided|exemptions) /.test(line) && stops(line));
      const together = said(lower, settings, estateOf(sourceOf(upper, "upper"))).map(policyOf);
      for (const line of alone) {
        compared += 1;
        expect(together, `${title}, cut at ${at % resources.length}: ${line}`).toContain(policyOf(line));
      }
    }
  }
  expect(compared).toBeGreaterThan(FULL ? 60 : 15);
});
