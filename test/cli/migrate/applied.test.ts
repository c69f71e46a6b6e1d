import { beforeAll, describe, expect, test } from "vitest";
import { isBlock } from "../../../cli/migrate/migration";
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

// Every program of the tests, in every way to write it: each step is made as it is told, and in the end nothing is left to do.

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

/** What a plan says where its edits alone do not free a program of the classic mode. */
const BY_HAND = [
  "no security rule helps",
  "cannot be migrated",
  "only reads",
  "not part of this program",
  "in Azure, but not in this program",
  "whoever owns it",
  "no free priority",
  "cannot be told",
  "not all known here",
];
/** Those that some program of the tests needs: the others excuse nothing. */
const needed = new Set<string>();

/** Of the programs one in so many is tried in each way. */
const SPARSE = 4;

describe.each(VARIANTS)("$name", ({ name, rewrite, spell }) => {
  const tried = () => all.filter(({ title }) => isTried(`${title}: ${name}`, SPARSE));
  const looked = spell ? { spell } : {};

  test("all steps made, no pool depends on the classic mode, but for what is told to be done by hand", () => {
    let finished = 0;
    for (const { title, program, settings = {} } of tried()) {
      let current = rewrite(program);
      if (!current) continue;
      const first = migrationFor(current, { ...looked, settings });
      const text = first.steps
        .flatMap((step) => step.text.map((each) => (isBlock(each) ? "" : plain(each))))
        .join("\n");
      for (const { edits } of first.steps) current = applied(current, edits);
      const last = migrationFor(current, { ...looked, settings });
      const byHand = BY_HAND.filter((phrase) => text.includes(phrase));
      if (last.pools.length > 0) for (const phrase of byHand) needed.add(phrase);
      if (byHand.length > 0) continue;
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

test.runIf(FULL)("nothing else is excused than what some program needs", () => {
  expect([...needed].sort()).toEqual(BY_HAND.toSorted());
});
