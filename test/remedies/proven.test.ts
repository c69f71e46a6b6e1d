import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { judgeResource, openEvaluation } from "../../policies/judge";
import type { Remedies } from "../../policies/judge/outside";
import type { Report } from "../../policies/judge/report";
import type { PlannedResource } from "../../policies/plan/resource";
import { applyEdits } from "../../policies/remedies/apply";
import { alternatives, type Change, inOrder } from "../../policies/remedies/remedy";
import { resourcesOf } from "../../policies/remedies/resources";
import { toEdits } from "../../policies/remedies/to-edits";
import { RULES } from "../../policies/rules";
import { readSettings } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { FULL } from "../support/full";
import type { Program } from "../support/program/language";
import { SHAPES } from "../support/program/shapes";
import { VARIANTS } from "../support/program/variants";
import { randomFarm } from "../support/random-farms";
import { KINDS_OF_CHANGES } from "../support/remedy-kinds";
import type { Valid } from "../support/rule-tables";
import { holdsAlways } from "../support/runs";
import { everyCase } from "../support/written/tables";

/*
 * Each alternative of every finding's remedies is applied to the program, and all policies judge it again: the finding must be gone,
 * without a new finding of its level. The test compares what users read, not how remedies are tried.
 */

let cases: readonly Valid[] = [];
beforeAll(async () => {
  cases = await everyCase();
});

const KNOWN = SHAPES.filter(({ sees }) => sees === "all");
/** A normal run tests one in this many spellings and shapes, different ones for each program. */
const SPARSE = FULL ? 1 : 48;

const RUNS = FULL ? 1_000 : 30;

type Settings = Pick<Valid, "settings" | "today">;

function reportsOn(
  resources: readonly PlannedResource[],
  { settings, today = TODAY }: Settings,
  remedies: Remedies = "tried",
): readonly Report[] {
  const context = { settings: readSettings(settings, { today, policies: [] }), today };
  const evaluation = openEvaluation(resources, context, undefined, remedies);
  return RULES.filter(({ checkRunSummary }) => !checkRunSummary).flatMap((rule) => [
    ...resources.flatMap((resource) => judgeResource(rule, resource, context).reports),
    ...evaluation.judge(rule).reports,
  ]);
}

const MANDATORY = new Set(RULES.filter(({ levels }) => levels.recommended === "mandatory").map(({ name }) => name));
const fails = ({ policy, level }: Report) => MANDATORY.has(policy) && level === undefined;

/** Policy and pool, or else resource, of each finding; with `failing`, only of those that fail a deployment. */
function subjects(reports: readonly Report[], failing: boolean): ReadonlySet<string> {
  const counted = reports.filter((report) => !failing || fails(report));
  return new Set(
    counted.flatMap(({ policy, urn, finding }) => (finding?.pools ?? [urn]).map((on) => `${policy} ${on}`)),
  );
}

interface Tally {
  tried: number;
  /** Findings that require manual work. */
  asked: number;
  /** Findings for which no change that was tried helps. */
  lost: string[];
  /** The kinds of changes that were tried. */
  kinds: Set<Change["do"]>;
}

/**
 * A rule for other traffic may also open a path to the Batch service, or to an endpoint to which the name does not resolve. These two
 * policies then report this path: the nodes lose nothing by it.
 */
function tellsOfMore(subject: string): boolean {
  return /^(endpoint-node-management-dns|nsg-explicit-node-management-rule) /.test(subject);
}

/** The faults in the remedies of a program's findings. */
function faultsOf(resources: readonly PlannedResource[], given: Settings, tally: Tally): readonly string[] {
  const before = reportsOn(resources, given);
  const faults = before.flatMap((report): readonly string[] => {
    const { finding, policy } = report;
    if (!finding) return [`${policy} could not be judged`];
    const all = alternatives(inOrder(...finding.remedies)).flatMap((changes) => {
      const edits = toEdits(changes, resourcesOf(resources));
      for (const change of edits ? changes : []) tally.kinds.add(change.do);
      return edits ? [{ edits, what: changes.map((change) => change.do).join(", then ") }] : [];
    });
    if (all.length === 0) tally.asked += 1;
    if (finding.change[0]?.startsWith("No single change")) tally.lost.push(`${policy}: ${finding.found}`);
    return all.flatMap(({ edits, what }) => {
      tally.tried += 1;
      // The set of findings does not depend on whether their remedies are tried.
      const after = reportsOn(applyEdits(edits, resources), given, "as they are");
      const stays = after.some(
        (other) => other.policy === policy && other.urn === report.urn && other.finding?.found === finding.found,
      );
      const had = subjects(before, fails(report));
      const added = [...subjects(after, fails(report))].filter(
        (subject) => !had.has(subject) && (fails(report) || !tellsOfMore(subject)),
      );
      return [
        ...(stays ? [`${policy} stays after: ${what}: ${finding.found}`] : []),
        ...added.map(
          (subject) => `${subject.replace(/urn:\S*::/, "")} comes after: ${what}, for ${policy}: ${finding.found}`,
        ),
      ];
    });
  });
  return [...clashesIn(before), ...faults];
}

/**
 * The proposals for one group must be consistent: no two new rules with the same priority or name. A rule that becomes necessary by
 * another change of its alternative, such as a new endpoint, is chosen for the program after that change: it is compared only with the
 * rules that are proposed without other changes.
 */
function clashesIn(reports: readonly Report[]): readonly string[] {
  const all = reports.flatMap(({ finding }) => alternatives(inOrder(...(finding?.remedies ?? []))));
  const alone = (changes: readonly Change[]) => changes.every((change) => change.do.endsWith("security rule"));
  const places = new Map<string, string>();
  const clashes: string[] = [];
  for (const { place, what } of all.filter(alone).flat().flatMap(placesOf)) {
    const other = places.get(place) ?? what;
    if (other !== what) clashes.push(`${place} is proposed twice: ${other}, ${what}`);
    places.set(place, what);
  }
  const following = all.filter((changes) => !alone(changes)).flat();
  for (const { place, what } of following.flatMap(placesOf)) {
    const other = places.get(place) ?? what;
    if (other !== what) clashes.push(`${place} follows, and is proposed by itself: ${other}, ${what}`);
  }
  return clashes;
}

/** The priority and the name that a new rule takes in its group. */
function placesOf(change: Change): readonly { readonly place: string; readonly what: string }[] {
  if (change.do !== "add security rule" || change.priority === undefined) return [];
  const { group, rule, name, priority } = change;
  const { urn } = group.entity.resource;
  return [`${urn} ${priority}`, `${urn} ${name?.toLowerCase()}`].map((place) => ({
    place,
    what: JSON.stringify(rule),
  }));
}

function shownAs(program: Program, way: number) {
  const shape = KNOWN[way % KNOWN.length];
  const variant = VARIANTS[Math.floor(way / KNOWN.length) % VARIANTS.length];
  const written = variant?.rewrite(program);
  return written && shape && variant
    ? { resources: shape.show(written, variant.spell ?? ((type) => type)), way: `${variant.name}, ${shape.name}` }
    : undefined;
}

/** Not tried: "ask" is manual work, and no finding proposes to remove a route of the tables, where another next hop always works. */
const NOT_TRIED: ReadonlySet<string> = new Set(["ask", "remove route"]);

const WAYS = KNOWN.length * VARIANTS.length;

describe("remedies are tried", () => {
  test("each alternative mends its finding, and brings no other of its level", { timeout: 1_800_000 }, () => {
    const tally: Tally = { tried: 0, asked: 0, lost: [], kinds: new Set() };
    const faults = cases.flatMap((given, at) =>
      Array.from({ length: WAYS }, (_, way) => way)
        .filter((way) => way === 0 || (at + way) % SPARSE === 0)
        .flatMap((way) => {
          const shown = shownAs(given.program, way);
          if (!shown || (way > 0 && (given.asWrittenOnly || given.batchTokens))) return [];
          return faultsOf(shown.resources, given, tally).map((fault) => `${given.title} (${shown.way}): ${fault}`);
        }),
    );
    expect(faults).toEqual([]);
    expect(tally.tried).toBeGreaterThan(400);
    expect(tally.lost).toEqual([]);
    const left = KINDS_OF_CHANGES.filter((kind) => !tally.kinds.has(kind));
    expect(left.filter((kind) => !NOT_TRIED.has(kind))).toEqual([]);
  });

  test("and so in thousands of programs that nobody wrote", { timeout: 1_800_000 }, () => {
    const tally: Tally = { tried: 0, asked: 0, lost: [], kinds: new Set() };
    holdsAlways(
      fc.property(randomFarm, fc.nat(KNOWN.length - 1), (program, way) => {
        const resources = KNOWN[way]?.show(program, (type) => type) ?? [];
        expect(faultsOf(resources, {}, tally)).toEqual([]);
      }),
      RUNS,
    );
    expect(tally.tried).toBeGreaterThan(RUNS);
    // Several faults at once may require more changes than a message should list.
    expect(tally.lost.length).toBeLessThan(tally.tried / 100);
  });
});
