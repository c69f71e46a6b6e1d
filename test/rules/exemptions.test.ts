import { describe, expect, test } from "vitest";
import { judgeResource, openEvaluation } from "../../policies/judge";
import { unknown } from "../../policies/known/value";
import { planResource } from "../../policies/plan/resource";
import { exemptions } from "../../policies/rules/exemptions";
import { finding, type Item, type Rule } from "../../policies/rules/rule";
import type { Context } from "../../policies/settings/context";
import { readSettings } from "../../policies/settings/settings";
import { anExemption, daysFromToday, TODAY } from "../support/exemptions";

const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";
const pool = planResource({ urn: URN, type: "azure-native:batch:Pool", name: "pool", inputs: { poolName: "p" } });
const fault = finding({ urn: URN, path: "a", found: "a is wrong.", why: "It matters.", remedies: [] });
const policies = ["some-policy", "other-policy"];

function ruleOf(items: readonly Item[], name = "some-policy"): Rule {
  const levels = { recommended: "mandatory", strict: "mandatory" } as const;
  return { name, title: "…", severity: "high", levels, link: "https://x", checkTopology: () => items };
}

function contextWith(given: readonly object[]): Context {
  const settings = readSettings({ exemptions: given }, { today: TODAY, policies });
  expect(settings.problems).toEqual([]);
  return { settings, today: TODAY };
}

const exempt = (change: Record<string, unknown> = {}) =>
  anExemption({ policy: "some-policy", resource: "pool", ...change });

/** The lines of the message of `exemptions` after `rules` judged a stack with one pool. */
function said(given: readonly object[], rules: readonly Rule[] = [ruleOf([fault])], resources = [pool]): string[] {
  const evaluation = openEvaluation(resources, contextWith(given));
  for (const rule of rules) evaluation.judge(rule);
  const { reports } = evaluation.judge(exemptions);
  expect(reports.length).toBeLessThanOrEqual(1);
  return reports[0]?.message.split("\n") ?? [];
}

const see = `See ${exemptions.link}`;

describe("says nothing", () => {
  test("without exemptions", () => expect(said([])).toEqual([]));
  test("of those that an organisation has for other stacks", () => {
    expect(said([exempt({ resource: "other" }), exempt({ stack: "prod" })])).toEqual([]);
  });
});

describe("lists what is active", () => {
  test("with its end, reason and ticket", () => {
    expect(said([exempt({ ticket: "NET-412" })])).toEqual([
      `Active: some-policy on pool (exemptions[0]) until ${daysFromToday(100)}, "The old pool drains until the release." (NET-412).`,
      "1 exemption excludes 1 finding from the result.",
      see,
    ]);
  });

  test("the first to expire first, with those that expire within 30 days", () => {
    const far = exempt({ expires: daysFromToday(31), rule: "b" });
    const near = exempt({ expires: daysFromToday(30), rule: "a" });
    const today = exempt({ expires: TODAY, rule: "?" });
    const rules = [
      ruleOf([
        { ...fault, securityRule: "a" },
        { ...fault, securityRule: "b" },
      ]),
    ];
    const lines = said([far, near, today], rules);
    expect(lines[0]?.match(/exemptions\[\d\]/g)).toEqual(["exemptions[2]", "exemptions[1]", "exemptions[0]"]);
    expect(lines.slice(1)).toEqual([
      "3 exemptions exclude 2 findings from the result.",
      "Fix: Resolve or renew before they expire: some-policy on pool rule ? (exemptions[2]) in 0 days; some-policy on pool rule a (exemptions[1]) in 30 days.",
      see,
    ]);
  });

  test("those that were used for one resource alone too", () => {
    const context = contextWith([exempt({ stack: "dev" })]);
    const rule: Rule = { ...ruleOf([]), checkEntity: () => [fault] };
    const { exempted } = judgeResource(rule, pool, context);
    const evaluation = openEvaluation([pool], context, { judged: new Set([rule.name]), exempted, undecided: [] });
    const message = evaluation.judge(exemptions).reports[0]?.message;
    expect(message).toContain("Active: some-policy on pool");
    expect(message).not.toContain("matches nothing");
  });

  test("of many, as after a baseline: the first three, by the names that the program has for their resources", () => {
    const soon = { expires: daysFromToday(30) };
    expect(said(Array.from({ length: 40 }, () => exempt({ resource: URN, ...soon })))).toEqual([
      `Active: some-policy on pool (exemptions[0]) until ${soon.expires}; some-policy on pool (exemptions[1]) until ${soon.expires}; ` +
        `some-policy on pool (exemptions[2]) until ${soon.expires}; and 37 more; "azure-batch-guard check --format json" lists all, with their reasons.`,
      "40 exemptions exclude 1 finding from the result.",
      "Fix: Resolve or renew before they expire: some-policy on pool (exemptions[0]) in 30 days; some-policy on pool (exemptions[1]) in 30 days; " +
        "some-policy on pool (exemptions[2]) in 30 days; and 37 more.",
      see,
    ]);
  });

  test("three still have their reasons, a long one in short", () => {
    const [active] = said([exempt(), exempt({ reason: "because ".repeat(50) }), exempt()]);
    expect(active?.match(/until \d/g)).toHaveLength(3);
    expect(active).toContain('"because because ');
    expect(active?.length).toBeLessThan(400);
  });
});

describe("reports what has no effect, where it is meant for this stack", () => {
  const unused = (lines: string[]) => lines.some((line) => line.includes("Remove what has expired or matches nothing"));

  test("with its place in the configuration", () => {
    expect(said([exempt({ resource: "gone", stack: "dev" })])).toEqual([
      "No exemption is active in this stack.",
      "An exemption without effect today would hide a new fault tomorrow.",
      "Fix: Remove what has expired or matches nothing in this stack: some-policy on gone (exemptions[0]).",
      see,
    ]);
  });

  test.each<[string, readonly number[], string]>([
    [
      "each by its place",
      [0, 1, 2],
      "gone (exemptions[0]); some-policy on gone (exemptions[1]); some-policy on gone (exemptions[2]).",
    ],
    ["the rest by places alone", [0, 1, 2, 3, 4, 5, 7], "gone (exemptions[2]); and 4 more (exemptions[3-5, 7])."],
    [
      "not even all places of hundreds",
      Array.from({ length: 300 }, (_, index) => 2 * index),
      "; and 297 more (exemptions[6, 8, 10, 12, 14, 16, 18, 20, 22, 24, …]).",
    ],
  ])("of many: %s", (_title, gone, end) => {
    const given = Array.from({ length: Math.max(...gone) + 1 }, (_, index) =>
      exempt({ stack: "dev", ...(gone.includes(index) ? { resource: "gone" } : {}) }),
    );
    const change = said(given).find((line) => line.includes("Remove what"));
    expect(change?.slice(-end.length)).toBe(end);
    expect(change?.length).toBeLessThan(300);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ["a full URN that matches nothing", { resource: `${URN}-gone` }, true],
    ["its stack and project", { resource: "gone", stack: "dev", project: "render" }, true],
    ["any policy", { policy: "*", resource: "gone", stack: "dev" }, true],
    ["one that has expired, used or not", { stack: "dev", expires: daysFromToday(-1) }, true],
    ["one that is used", { stack: "dev" }, false],
    ["a list for all stacks of the project", { resource: "gone", project: "render" }, false],
    ["a list for all", { resource: "gone" }, false],
    ["a policy that is disabled", { policy: "other-policy", resource: "gone", stack: "dev" }, false],
  ])("%s", (_title, change, reported) => expect(unused(said([exempt(change)]))).toBe(reported));

  test("not while its policy is undecided: the finding may come at deployment", () => {
    const question: Item = { kind: "undecided", urn: URN, question: "whether …", unknowns: [unknown("a", URN)] };
    const given = [exempt({ stack: "dev" })];
    expect(unused(said(given, [ruleOf([question])]))).toBe(false);
    expect(unused(said(given, [ruleOf([]), ruleOf([question], "other-policy")]))).toBe(true);
    // A resource that is not in the stack has no finding, whatever the decision.
    expect(unused(said([exempt({ resource: "gone", stack: "dev" })], [ruleOf([question])]))).toBe(true);
  });

  test("not while the resource is left out of the update, as with --target", () => {
    const left = planResource({ urn: URN, type: "azure-native:batch:Pool", name: "pool", inputs: {} });
    expect(unused(said([exempt({ stack: "dev" })], [ruleOf([])], [left]))).toBe(false);
    expect(unused(said([exempt({ stack: "dev" })], [ruleOf([])]))).toBe(true);
  });
});
