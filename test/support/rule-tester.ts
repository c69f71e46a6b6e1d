import { describe, expect, test } from "vitest";
import { judgeResource, openTrial } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Rule, Undecided } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import { readSettings } from "../../policies/settings/settings";
import { TODAY } from "./exemptions";
import { FULL } from "./full";
import { messageFaults } from "./message-faults";
import { batchTokens } from "./program/batch-tokens";
import { accountOf, compareAccounts } from "./program/compare";
import { IN_JAVA, SHAPES, type Shape } from "./program/shapes";
import { CHILDREN_TWICE, VARIANTS, type Variant } from "./program/variants";
import { type Expected, faultsOf, type Tables, type Valid } from "./rule-tables";
import { withSecrets } from "./secrets";

const [FULLEST] = SHAPES as readonly [Shape];
const FIRST_PREVIEW = "first preview";

/** Tests a policy with its tables, each case in every way in which it can be written and shown. */
export function testRule(rule: Rule, tables: Tables): void {
  const undecided = typeof tables.undecided === "string" ? [] : tables.undecided;
  describe(rule.name, () => {
    test("its tables are complete", () => expect(faultsOf(tables)).toEqual([]));

    describe("valid", () => {
      test.each(byTitle(tables.valid))("%s", (_, each) => {
        const { reports, undecided: asked } = judge(rule, show(each), each);
        expect(reports.map(({ message }) => message)).toEqual([]);
        // Deployed, it is known to be right.
        expect(asked).toEqual([]);
        expect(inEveryShape(rule, each, [])).toEqual([]);
      });
    });

    describe("invalid", () => {
      test.each(byTitle(tables.invalid))("%s", (_, each) => {
        const resources = show(each);
        const { reports } = judge(rule, resources, each);
        expect(reports.map(({ message }) => message)).toHaveLength(each.finds.length);
        reports.forEach((report, at) => {
          check(report, each.finds[at] as Expected, resources);
          expect(messageFaults(report.message, rule)).toEqual([]);
        });
        expect(inEveryShape(rule, each, reports)).toEqual([]);
      });

      test.each(byTitle(tables.invalid))("no message tells a secret: %s", (_, each) => {
        expect(secretsTold(rule, each)).toEqual([]);
      });
    });

    if (undecided.length > 0) {
      describe("undecided", () => {
        test.each(byTitle(undecided))("%s", (_, each) => {
          const { reports, undecided: asked } = judge(rule, show(each, each.shownAs ?? FIRST_PREVIEW), each);
          expect(reports.map(({ message }) => message)).toEqual([]);
          expect(asked.map(asQuestion)).toEqual(
            each.asks.map(({ on, by, whether }) => ({
              on,
              by: [...by].sort(),
              whether: expect.stringContaining(whether),
            })),
          );
          for (const [at, { advises = "" }] of each.asks.entries()) expect(asked[at]?.advice ?? "").toContain(advises);
          const deployed = judge(rule, show(each), each);
          const later = deployed.reports;
          expect([...asked, ...deployed.undecided].filter(leadsNowhere)).toEqual([]);
          expect(later.flatMap((report) => messageFaults(report.message, rule))).toEqual([]);
          expect(inEveryShape(rule, { ...each, onlyDeployed: "it is undecided before" }, later)).toEqual([]);
        });
      });
    }
  });
}

function byTitle<C extends Valid>(cases: readonly C[]): [string, C][] {
  return cases.map((each) => [each.title, each]);
}

function show(each: Valid, name = FULLEST.name): readonly PlannedResource[] {
  const shape = SHAPES.find((other) => other.name === name);
  if (!shape) throw new Error(`There is no shape "${name}".`);
  return shape.show(each.program, batchTokens(each.batchTokens));
}

/** Where a text of the program is printed although it does not look like what belongs there. */
function secretsTold(rule: Rule, each: Valid): readonly string[] {
  const told: string[] = [];
  for (const [place, { at, secret, resources }] of [...withSecrets(show(each))].entries()) {
    if (!isTried(each, place)) continue;
    const { reports, undecided } = judge(rule, resources, each);
    const texts = [
      ...reports.map(({ message }) => message),
      ...undecided.map(({ question, advice = "" }) => question + advice),
    ];
    told.push(...texts.filter((text) => text.includes(secret)).map((text) => `${at}: ${text}`));
  }
  return told;
}

interface Judged {
  readonly reports: readonly Report[];
  readonly undecided: readonly Undecided[];
}

function judge(rule: Rule, resources: readonly PlannedResource[], { settings, today = TODAY }: Valid): Judged {
  const read = readSettings(settings, { today, policies: [rule.name] });
  expect(read.problems).toEqual([]);
  const context: Context = { settings: read, today };
  const single = resources.map((resource) => judgeResource(rule, resource, context));
  const all = [...single, openTrial(resources, context).judge(rule)];
  return { reports: all.flatMap(({ reports }) => reports), undecided: all.flatMap((each) => each.undecided) };
}

function check(report: Report, expected: Expected, resources: readonly PlannedResource[]): void {
  const { finding, message } = report;
  expect({
    on: nameIn(report.urn),
    at: finding?.path,
    advisory: report.level === "advisory",
    securityRule: finding?.securityRule,
  }).toEqual({
    on: expected.on,
    at: expected.at,
    advisory: expected.advisory === true,
    securityRule: expected.securityRule,
  });
  if (expected.severity !== undefined) expect(report.severity).toBe(expected.severity);
  for (const text of expected.says) expect(message).toContain(text);
  const resource = resources.find(({ urn }) => urn === report.urn);
  expect(resource, "the finding is on a resource of the program").toBeDefined();
  if (!expected.isMissing && expected.at !== "") expect(valueAt(resource, expected.at)).toBeDefined();
}

function valueAt(resource: PlannedResource | undefined, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const start: unknown = { ...(resource?.outputs.value as object), ...(resource?.properties.value as object) };
  return keys.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], start);
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

function asQuestion({ urn, question, unknowns }: Undecided) {
  const by = unknowns.map(({ owner, path }) => `${nameIn(owner)} ${path}`.trim());
  return { on: nameIn(urn), by: [...new Set(by)].sort(), whether: question };
}

/** Whether a question neither names values that the deployment tells nor says what else to do. */
function leadsNowhere({ unknowns, advice }: Undecided): boolean {
  return unknowns.length === 0 && advice === undefined;
}

/** Where a way to write or show the program changes what the policy finds. */
function inEveryShape(rule: Rule, each: Valid, reports: readonly Report[]): readonly string[] {
  const settings = readSettings(each.settings, { today: TODAY, policies: [] });
  const account = accountOf(show(each), undefined, settings);
  return variantsFor(each).flatMap((variant, at) => {
    const program = variant.rewrite(each.program);
    if (!program) return [];
    const shapes = variant.needsInputs ? SHAPES.filter(({ sees }) => sees !== "outputs") : SHAPES;
    return shapes
      .filter((_, index) => isTried(each, at + index))
      .flatMap((shape) => {
        const resources = shape.show(program, variant.spell ?? batchTokens(each.batchTokens));
        const { unclear, clearer } = compareAccounts(account, accountOf(resources, variant.restore, settings));
        const found = linesOf(judge(rule, resources, each).reports, variant);
        const expected = linesOf(reports, variant);
        // Who knows less says less: there is no finding in a shape that a fuller one does not have, at that level or above.
        const fewer = clearer.length === 0 && !(shape.sees !== "all" && each.overlaps !== undefined);
        const moved = each.before === undefined ? [] : expected.map((line) => onAnother(line, each.before as string));
        const added = fewer ? missing(found, [...expected, ...expected.map(lowered), ...moved]) : [];
        const before = shape.name === IN_JAVA ? (each.notInJava ?? each.onlyDeployed) : each.onlyDeployed;
        const sees = shape.sees === "all" || (shape.sees === "before" && before === undefined);
        const lost = sees && unclear.length === 0 ? missing(expected, found) : [];
        const where = `${variant.name}, ${shape.name}`;
        return [...added.map((line) => `${where} finds ${line}`), ...lost.map((line) => `${where} misses ${line}`)];
      });
  });
}

/** Of the ways to write and show a program, one in so many is tried, in each program others. */
const SPARSE = FULL ? 1 : 5;

function isTried({ title }: Valid, way: number): boolean {
  return (title.length + way) % SPARSE === 0;
}

const EVERY_WAY = [...VARIANTS, CHILDREN_TWICE];

function variantsFor({ asWrittenOnly, batchTokens }: Valid): readonly Variant[] {
  return asWrittenOnly === undefined && batchTokens === undefined ? EVERY_WAY : VARIANTS.slice(0, 1);
}

/** Where rules and subnets move to other resources, findings move with them. */
function linesOf(reports: readonly Report[], { moves, restore = (text) => text }: Variant): readonly string[] {
  return reports.map(({ policy, level, urn, finding, message }) => {
    const on = moves ? "" : ` on ${restore(nameIn(urn))}`;
    return `${policy} ${level ?? "as set"}${on}${finding ? "" : `: ${message}`}`;
  });
}

function onAnother(finding: string, resource: string): string {
  return finding.replace(/ on \S+/, ` on ${resource}`);
}

function lowered(finding: string): string {
  return finding.replace(" as set", " advisory");
}

function missing(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those];
  return these.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
