import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { NOTHING, toMarkdown } from "../../../cli/migrate/markdown";
import { isBlock, type Migration, migrationOf } from "../../../cli/migrate/migration";
import { judgeResource, openEvaluation } from "../../../policies/judge";
import type { PlannedResource } from "../../../policies/plan/resource";
import { applyEdits } from "../../../policies/remedies/apply";
import { RULES } from "../../../policies/rules";
import type { Finding } from "../../../policies/rules/rule";
import type { Context } from "../../../policies/settings/context";
import { readSettings } from "../../../policies/settings/settings";
import { PROGRAMS } from "../../programs/all";
import { FULL } from "../../support/full";
import { RETIRED } from "../../support/migration";
import type { Program } from "../../support/program/language";
import { SHAPES } from "../../support/program/shapes";
import { VARIANTS } from "../../support/program/variants";
import { randomFarm } from "../../support/random-farms";
import type { Valid } from "../../support/rule-tables";
import { holdsAlways } from "../../support/runs";
import { isTried } from "../../support/tried";
import { everyCase } from "../../support/written/tables";

/*
 * Plans in their machine form, applied step by step: at the end, no mandatory finding about the path of a pool remains unless the plan
 * names it; no step blocks a pool that was not blocked before; and the plan never says that nothing is left while something is
 * undecided.
 */

let cases: readonly Pick<Valid, "title" | "program" | "settings">[] = [];
beforeAll(async () => {
  cases = [...PROGRAMS, ...(await everyCase())];
});

/** The policies that a plan covers: the communication mode, the path of the nodes, and the leftovers of the classic mode. */
const TOLD = RULES.filter(
  ({ name, levels, checkReach }) =>
    levels.recommended === "mandatory" &&
    (checkReach || /^(nsg-no-classic-inbound|pool-no-classic-communication)$/.test(name)),
);

/** The findings do not depend on whether their remedies are tested. */
function evaluationOf(resources: readonly PlannedResource[], context: Context) {
  return openEvaluation(resources, context, undefined, "as they are");
}

function findingsIn(resources: readonly PlannedResource[], context: Context): readonly Finding[] {
  const evaluation = evaluationOf(resources, context);
  return TOLD.flatMap((rule) => [
    ...resources.flatMap((resource) => judgeResource(rule, resource, context).reports),
    ...evaluation.judge(rule).reports,
  ]).flatMap(({ finding, level }) => (finding && level === undefined ? [finding] : []));
}

function blockedIn(resources: readonly PlannedResource[], context: Context): ReadonlySet<string> {
  const all = evaluationOf(resources, context).reach().all();
  return new Set(all.flatMap(({ is, pool }) => (is === "violated" ? [pool.entity.resource.urn] : [])));
}

function planFor(resources: readonly PlannedResource[], context: Context): Migration {
  return migrationOf({ resources, analyzed: [], secrets: [], positions: new Map(), encrypted: [] }, context);
}

/** The manual work that a plan reports. */
function byHand({ steps }: Migration): string {
  return steps
    .filter(({ edits, kind }) => edits.length === 0 || kind === "close")
    .flatMap(({ text }) =>
      text.map((each) =>
        isBlock(each)
          ? each.block.join("\n")
          : each.map((part) => (typeof part === "string" ? part : part.quoted)).join(""),
      ),
    )
    .join("\n");
}

/** The faults of a program's plan. */
function faultsOf(resources: readonly PlannedResource[], settings: object | undefined): readonly string[] {
  const context = { settings: readSettings(settings, { today: RETIRED, policies: [] }), today: RETIRED };
  const plan = planFor(resources, context);
  const faults: string[] = [];
  let current = resources;
  let blocked = blockedIn(resources, context);
  for (const { kind, edits } of plan.steps) {
    current = applyEdits(edits, current);
    const now = blockedIn(current, context);
    for (const pool of now) if (!blocked.has(pool)) faults.push(`a step "${kind}" blocks ${pool.split("::").at(-1)}`);
    blocked = now;
  }
  const told = byHand(plan);
  const recreated = new Set(plan.steps.flatMap(({ kind, pools }) => (kind === "recreate" ? pools : [])));
  for (const { found, urn, pools = [urn], securityRule = "" } of findingsIn(current, context)) {
    const isTold = told.includes(found) || (securityRule !== "" && told.includes(securityRule));
    if (!isTold && !pools.every((pool) => recreated.has(pool))) faults.push(`left, and not told: ${found}`);
  }
  const shown = toMarkdown(plan, ["typescript"]);
  const evaluation = evaluationOf(resources, context);
  const open = TOLD.flatMap((rule) => evaluation.judge(rule).undecided);
  if (shown.startsWith(NOTHING) && open.length > 0)
    faults.push(`nothing is left, it says, and asks: ${open[0]?.question}`);
  return faults;
}

const KNOWN = SHAPES.filter(({ sees }) => sees === "all");
const WAYS = KNOWN.length * VARIANTS.length;
/** Of the combinations of spelling and shape, one in this many is tested, different ones for each program. */
const SPARSE = FULL ? 4 : 96;
const RUNS = FULL ? 300 : 20;

function shownAs(program: Program, way: number): readonly PlannedResource[] | undefined {
  const shape = KNOWN[way % KNOWN.length];
  const variant = VARIANTS[Math.floor(way / KNOWN.length) % VARIANTS.length];
  const written = variant?.rewrite(program);
  return written && shape?.show(written, variant?.spell ?? ((type) => type));
}

describe("a plan, made step by step", () => {
  test("opens the way of every pool or says who has to, and blocks none", { timeout: 1_800_000 }, () => {
    const faults = cases.flatMap(({ title, program, settings }, at) =>
      Array.from({ length: WAYS }, (_, way) => way)
        .filter((way) => (way === 0 && (FULL || isTried(`step by step: ${title}`, 2))) || (at + way) % SPARSE === 0)
        .flatMap((way) => {
          const resources = shownAs(program, way);
          return resources ? faultsOf(resources, settings).map((fault) => `${title} (${way}): ${fault}`) : [];
        }),
    );
    expect(faults).toEqual([]);
  });

  test("also in programs that nobody wrote", { timeout: 1_800_000 }, () => {
    holdsAlways(
      fc.property(randomFarm, fc.nat(KNOWN.length - 1), (program, way) => {
        expect(faultsOf(shownAs(program, way) ?? [], undefined)).toEqual([]);
      }),
      RUNS,
    );
  });
});
