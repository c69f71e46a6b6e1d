// Over 200 lines: one table for both ways to judge, which must treat a finding in the same way.

import { describe, expect, test } from "vitest";
import { judgeResource, openEvaluation } from "../policies/judge";
import type { Report } from "../policies/judge/report";
import { type PlannedResource, planResource } from "../policies/plan/resource";
import { ask } from "../policies/remedies/remedy";
import { RULES } from "../policies/rules";
import { exemptions } from "../policies/rules/exemptions";
import { type Finding, finding, type Item, type Rule } from "../policies/rules/rule";
import { settings } from "../policies/rules/settings";
import type { Context } from "../policies/settings/context";
import { readSettings } from "../policies/settings/settings";
import type { Topology } from "../policies/topology/topology";
import { anExemption, daysFromToday, TODAY } from "./support/exemptions";

const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";
const pool = planResource({
  urn: URN,
  type: "azure-native:batch:Pool",
  name: "pool",
  inputs: { poolName: "Render-Pool", accountName: "acc" },
  outputs: { id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/acc/pools/Render-Pool" },
});

const fault = finding({
  urn: URN,
  path: "a.b",
  found: "a.b is wrong.",
  why: "It matters.",
  remedies: [ask("Set it right.")],
});

function rule(items: readonly Item[], change: Partial<Rule> = {}): Rule {
  return {
    name: "pool-vnet-location",
    title: "…",
    severity: "high",
    levels: { recommended: "mandatory", strict: "mandatory" },
    link: "https://learn.microsoft.com/azure/batch/",
    checkEntity: () => items.filter((item): item is Finding => item.kind === "finding"),
    checkTopology: () => items,
    ...change,
  };
}

function contextWith(...given: object[]): Context {
  const policies = ["pool-vnet-location", "undecided"];
  const read = readSettings({ exemptions: given }, { today: TODAY, policies });
  expect(read.problems).toEqual([]);
  return { settings: read, today: TODAY };
}

const onPool = (change: Record<string, unknown> = {}) =>
  anExemption({ policy: "pool-vnet-location", resource: "pool", ...change });

/** Both ways to judge must treat a finding in the same way. */
const ways: [
  string,
  (rule: Rule, context: Context, resources?: readonly PlannedResource[]) => ReturnType<typeof judgeResource>,
][] = [
  ["one resource", (each, context) => judgeResource(each, pool, context)],
  ["the stack", (each, context, resources = [pool]) => openEvaluation(resources, context).judge(each)],
];

describe.each(ways)("judging %s", (_way, judge) => {
  test("says what is there, why, what to change, and where to read on", () => {
    const { reports, exempted } = judge(rule([fault]), contextWith());
    expect(exempted).toEqual([]);
    expect(reports).toEqual([
      {
        policy: "pool-vnet-location",
        urn: URN,
        message: "a.b is wrong.\nIt matters.\nFix: Set it right.\nSee https://learn.microsoft.com/azure/batch/",
        severity: "high",
        level: undefined,
        finding: fault,
      },
    ]);
  });

  test("a finding can only lower the level", () => {
    const [report] = judge(rule([{ ...fault, advisory: true, severity: "low" }]), contextWith()).reports;
    expect(report).toMatchObject({ level: "advisory", severity: "low" });
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ["the name in the program", {}, true],
    ["the Azure name", { resource: "render-*" }, true],
    ["the URN", { resource: URN }, true],
    ["all policies", { policy: "*" }, true],
    ["project and stack", { project: "render", stack: "dev" }, true],
    ["its last day", { expires: TODAY }, true],
    ["another resource", { resource: "other" }, false],
    ["another stack", { stack: "prod" }, false],
    ["a security rule", { rule: "*" }, false],
    ["yesterday as its last day", { expires: daysFromToday(-1) }, false],
  ])("an exemption with %s", (_title, change, exempts) => {
    const { reports, exempted } = judge(rule([fault]), contextWith(onPool(change)));
    expect([reports.length, exempted.length]).toEqual(exempts ? [0, 1] : [1, 0]);
  });

  test("an expired exemption lets the finding bite again, and the message says so", () => {
    const expires = daysFromToday(-40);
    const [report] = judge(rule([fault]), contextWith(onPool({ expires, ticket: "NET-412" }))).reports;
    expect(report?.message.split("\n")).toContain(
      `Its exemption expired on ${expires}: "The old pool drains until the release." (NET-412).`,
    );
  });

  test("of several expired ones, the message names the last to expire", () => {
    const dates = [daysFromToday(-5), daysFromToday(-2), daysFromToday(-9)];
    const context = contextWith(...dates.map((expires) => onPool({ expires })));
    expect(judge(rule([fault]), context).reports[0]?.message).toContain(`expired on ${dates[1]}`);
  });

  test("an expired exemption does not undo one that is in force", () => {
    const context = contextWith(onPool({ expires: daysFromToday(-5) }), onPool());
    const { reports, exempted } = judge(rule([fault]), context);
    expect(reports).toEqual([]);
    expect(exempted[0]?.exemptions.map(({ at }) => at)).toEqual(["exemptions[1]"]);
  });

  test("overlapping exemptions are all in use", () => {
    const [exempted] = judge(rule([fault]), contextWith(onPool(), onPool({ policy: "*" }))).exempted;
    expect(exempted?.exemptions.map(({ at }) => at)).toEqual(["exemptions[0]", "exemptions[1]"]);
  });

  test("a policy that is not exemptable is not exempted by a star either", () => {
    const context = contextWith(onPool({ policy: "*" }));
    const strict = { ...context, settings: { ...context.settings, notExemptable: ["pool-vnet-location"] } };
    expect(judge(rule([fault]), strict).reports).toHaveLength(1);
  });

  test("nothing exempts the settings", () => {
    const context = contextWith(onPool({ policy: "*", resource: "*" }));
    expect(judge(rule([fault], { name: "settings" }), context).reports).toHaveLength(1);
  });

  test("two findings of a policy are exempted one by one", () => {
    const other = { ...fault, securityRule: "allow-old" };
    const { reports, exempted } = judge(rule([fault, other]), contextWith(onPool({ rule: "allow-*" })));
    expect(reports.map((each) => each.finding)).toEqual([fault]);
    expect(exempted.map((each) => each.finding)).toEqual([other]);
  });

  test.each([
    ["an error", new RangeError("hunter2"), /: RangeError\.$/],
    ["an error with text like a place", new Error("\n    at /policies/hunter2.js:1"), /: Error\.$/],
    ["a text", "hunter2", /: something was thrown\.$/],
    ["something else", Object.create(null), /: something was thrown\.$/],
  ])("%s in a policy is a finding of that policy, at its level, and cannot be exempted", (_title, thrown, reason) => {
    const fail = () => {
      throw thrown;
    };
    const context = contextWith(onPool({ policy: "*", resource: "*" }));
    const { reports } = judge(rule([], { checkEntity: fail, checkTopology: fail }), context);
    expect(reports).toMatchObject([{ policy: "pool-vnet-location", severity: "high", level: undefined }]);
    const lines = (reports[0] as Report).message.split("\n");
    expect(lines[0]).toMatch(/^The policy pool-vnet-location could not be judged on /);
    expect(lines[0]).toMatch(reason);
    expect(lines.join("\n")).not.toContain("hunter2");
    expect(lines.length).toBeLessThanOrEqual(6);
  });

  test.each([1, 2, 3, 4, 9])("no message is longer than six lines: %d changes, an expired exemption", (changes) => {
    const long = { ...fault, change: Array.from({ length: changes }, (_, index) => `Do ${index}.`) };
    const [report] = judge(rule([long]), contextWith(onPool({ expires: daysFromToday(-1) }))).reports;
    const lines = (report as Report).message.split("\n");
    expect(lines.length).toBeLessThanOrEqual(6);
    for (const change of long.change) expect(lines.join("\n")).toContain(change);
    expect(lines.at(-1)).toMatch(/^See https:/);
  });
});

test("a fault on one resource names the resource", () => {
  const fail = () => {
    throw new Error("oops");
  };
  const [report] = judgeResource(rule([], { checkEntity: fail }), pool, contextWith()).reports;
  expect(report?.message).toContain(URN);
});

test("the ARM id counts where it is known: for the stack, after a deployment", () => {
  const context = contextWith(onPool({ resource: "/SUBSCRIPTIONS/*/pools/render-pool" }));
  expect(openEvaluation([pool], context).judge(rule([fault])).exempted).toHaveLength(1);
});

test("a finding on something outside the program goes by its URN", () => {
  const context = contextWith(onPool());
  expect(openEvaluation([], context).judge(rule([fault])).exempted).toHaveLength(1);
});

test("a finding that names no resource is about the stack: no exemption is", () => {
  const context = contextWith(onPool({ resource: "*" }));
  expect(openEvaluation([pool], context).judge(rule([{ ...fault, urn: "" }])).reports).toHaveLength(1);
});

test("the topology is built once for all policies of a evaluation", () => {
  const seen: Topology[] = [];
  const look: Rule = rule([], { checkTopology: (topology) => (seen.push(topology) ? [] : []) });
  const evaluation = openEvaluation([pool], contextWith());
  evaluation.judge(look);
  evaluation.judge({ ...look });
  expect(seen).toHaveLength(2);
  expect(seen[0]).toBe(seen[1]);
});

test("settings come first, what sums up the others last", () => {
  expect(RULES[0]).toBe(settings);
  expect(RULES.at(-1)).toBe(exemptions);
  expect(RULES.at(-2)?.name).toBe("undecided");
});
