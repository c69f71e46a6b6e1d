import { describe, expect, test } from "vitest";
import type { Report } from "../../policies/judge/report";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Rule, Undecided } from "../../policies/rules/rule";
import { inEveryShape } from "./every-shape";
import { explaining } from "./explain";
import { explainedBy, judge, nameIn, SPARSE, show } from "./judged";
import { messageFaults } from "./message-faults";
import { type Expected, faultsOf, type Tables, type Valid } from "./rule-tables";
import { withSecrets } from "./secrets";
import { isTried } from "./tried";

const FIRST_PREVIEW = "first preview";

/** Tests a policy with its tables, each case in every spelling and shape. */
export function testRule(rule: Rule, tables: Tables): void {
  const undecided = typeof tables.undecided === "string" ? [] : tables.undecided;
  describe(rule.name, () => {
    test("its texts are written", () => expect(unwrittenIn(rule)).toEqual([]));

    test("its tables are complete", () => expect(faultsOf(tables)).toEqual([]));

    describe("valid", () => {
      test.each(byTitle(tables.valid))("%s", (_, each) => {
        const resources = show(each);
        explaining(explainedBy(rule, each, resources), () => {
          const { reports, undecided: asked } = judge(rule, resources, each);
          expect(reports.map(({ message }) => message)).toEqual([]);
          // Deployed, it is known to be right.
          expect(asked).toEqual([]);
        });
        expect(inEveryShape(rule, each, [])).toBe("");
      });
    });

    describe("invalid", () => {
      test.each(byTitle(tables.invalid))("%s", (_, each) => {
        const resources = show(each);
        const { reports } = judge(rule, resources, each);
        explaining(explainedBy(rule, each, resources), () => {
          expect(reports.map(({ message }) => message)).toHaveLength(each.finds.length);
          reports.forEach((report, at) => {
            check(report, each.finds[at] as Expected, resources);
            expect(messageFaults(report.message, rule)).toEqual([]);
          });
        });
        expect(inEveryShape(rule, each, reports)).toBe("");
      });

      test.each(byTitle(tables.invalid))("no message shows a secret: %s", (_, each) => {
        expect(secretsTold(rule, each)).toEqual([]);
      });
    });

    if (undecided.length > 0) {
      describe("undecided", () => {
        test.each(byTitle(undecided))("%s", (_, each) => {
          const resources = show(each, each.shownAs ?? FIRST_PREVIEW);
          const { reports, undecided: asked } = judge(rule, resources, each);
          explaining(explainedBy(rule, each, resources), () => {
            expect(reports.map(({ message }) => message)).toEqual([]);
            expect(asked.map(asQuestion)).toEqual(
              each.asks.map(({ on, by, whether }) => ({
                on,
                by: [...by].sort(),
                whether: expect.stringContaining(whether),
              })),
            );
            for (const [at, { advises = "" }] of each.asks.entries())
              expect(asked[at]?.advice ?? "").toContain(advises);
          });
          const deployed = judge(rule, show(each), each);
          const later = deployed.reports;
          expect([...asked, ...deployed.undecided].filter(leadsNowhere)).toEqual([]);
          expect(later.flatMap((report) => messageFaults(report.message, rule))).toEqual([]);
          expect(inEveryShape(rule, { ...each, onlyDeployed: "it is undecided before" }, later)).toBe("");
        });
      });
    }
  });
}

/** The placeholder of "npm run new-policy". */
function unwrittenIn({ title, link }: Rule): readonly string[] {
  return Object.entries({ title, link })
    .filter(([, text]) => text.startsWith("TODO"))
    .map(([name, text]) => `${name}: ${text}`);
}

function byTitle<C extends Valid>(cases: readonly C[]): [string, C][] {
  return cases.map((each) => [each.title, each]);
}

/** The texts of the program that are printed although they are not valid at their places. */
function secretsTold(rule: Rule, each: Valid): readonly string[] {
  const leaks: string[] = [];
  for (const { at, secret, resources } of withSecrets(show(each))) {
    if (!isTried(`${rule.name}: ${each.title}: secret at ${at}`, SPARSE)) continue;
    const { reports, undecided } = judge(rule, resources, each);
    const texts = [
      ...reports.map(({ message }) => message),
      ...undecided.map(({ question, advice = "" }) => question + advice),
    ];
    leaks.push(...texts.filter((text) => text.includes(secret)).map((text) => `${at}: ${text}`));
  }
  return leaks;
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

function asQuestion({ urn, question, unknowns }: Undecided) {
  const by = unknowns.map(({ owner, path }) => `${nameIn(owner)} ${path}`.trim());
  return { on: nameIn(urn), by: [...new Set(by)].sort(), whether: question };
}

/** Whether a question names no deciding value and has no advice. */
function leadsNowhere({ unknowns, advice }: Undecided): boolean {
  return unknowns.length === 0 && advice === undefined;
}
