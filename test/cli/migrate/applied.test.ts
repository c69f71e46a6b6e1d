import { beforeAll, describe, expect, test } from "vitest";
import { plain } from "../../../cli/migrate/phrase";
import { nsgNoClassicInbound } from "../../../policies/rules/nsg-no-classic-inbound";
import { poolNoClassicCommunication } from "../../../policies/rules/pool-no-classic-communication";
import { poolNodeManagementOutbound } from "../../../policies/rules/pool-node-management-outbound";
import { PROGRAMS } from "../../programs/all";
import { FULL } from "../../support/full";
import { applied, migrationFor } from "../../support/migration";
import type { Program } from "../../support/program/language";
import { VARIANTS } from "../../support/program/variants";
import { isTried } from "../../support/tried";
import { casesOf } from "../../support/written/tables";

// Every program of the tests, in every spelling: each step is applied as the plan describes it, and no step remains in the end.

interface Tried {
  readonly title: string;
  readonly program: Program;
  readonly settings?: object;
}

const rules = [poolNoClassicCommunication, nsgNoClassicInbound, poolNodeManagementOutbound];
const all: Tried[] = [...PROGRAMS];
beforeAll(async () => {
  for (const rule of rules) {
    const { valid, invalid, undecided } = await casesOf(rule);
    for (const each of [...valid, ...invalid, ...(undecided ?? [])]) {
      if (typeof each !== "string") all.push({ ...each, title: `${rule.name}: ${each.title}` });
    }
  }
});

/** A normal run tests one in this many programs in each spelling. */
const SPARSE = 6;

describe.each(VARIANTS)("$name", ({ name, rewrite, spell }) => {
  const tried = () => all.filter(({ title }) => isTried(`${title}: ${name}`, SPARSE));
  const looked = spell ? { spell } : {};

  test("all steps made, no pool depends on the classic mode", () => {
    let finished = 0;
    for (const { title, program, settings = {} } of tried()) {
      let current = rewrite(program);
      if (!current) continue;
      const first = migrationFor(current, { ...looked, settings });
      for (const { edits } of first.steps) current = applied(current, edits);
      const last = migrationFor(current, { ...looked, settings });
      if (first.steps.length > 0) finished += 1;
      expect({ title, left: last.pools.map(({ because }) => because.map(plain)) }).toEqual({ title, left: [] });
    }
    expect(finished).toBeGreaterThan(FULL ? 40 : 5);
  });

  test("nothing of the classic mode is closed while a pool asks for it", () => {
    for (const { title, program, settings = {} } of tried()) {
      let current = rewrite(program);
      if (!current) continue;
      const { steps } = migrationFor(current, { ...looked, settings });
      const first = steps.findIndex(({ kind }) => kind === "close" || kind === "storage");
      if (first < 0 || steps.some(({ kind }) => kind === "recreate")) continue;
      for (const { edits } of steps.slice(0, first)) current = applied(current, edits);
      const reasons = migrationFor(current, { ...looked, settings }).pools.flatMap(({ because }) => because.map(plain));
      const asking = reasons.filter((reason) => reason.startsWith("it asks for the classic mode"));
      expect({ title, asking }).toEqual({ title, asking: [] });
    }
  });
});
