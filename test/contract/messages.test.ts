import { readdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { faultReport } from "../../policies/judge/report";
import { misplacedSettings, settingsDisabled } from "../../policies/notices";
import { RULES } from "../../policies/rules";
import type { Rule } from "../../policies/rules/rule";
import { undecided } from "../../policies/rules/undecided";
import { messageFaults } from "../support/message-faults";
import { everythingSaid, formatSaid } from "../support/written/messages";
import { handedOn, saidBy } from "../support/written/said";
import { casesOf } from "../support/written/tables";

// Every message that the tests of the policies produce, as the CLI prints it. "npm run docs" renews the files.
const folder = path.join(__dirname, "messages");
const fileOf = (name: string) => path.join(folder, `${name}.txt`);
const NOTICES = "notices";
const RENEW = 'renew it with "npm run docs"';

describe.each(RULES.map((rule) => ({ name: rule.name, rule })))("the messages of $name", ({ name, rule }) => {
  test("are what is written down", async () => {
    const said = everythingSaid(rule, await casesOf(rule));
    expect(said.filter(({ findings }) => findings.length === 0)).toEqual([]);
    await expect(formatSaid(said), RENEW).toMatchFileSnapshot(fileOf(name));
  });

  test("do not exist where nothing is wrong", async () => {
    const { valid } = await casesOf(rule);
    expect(valid.flatMap((each) => saidBy(rule, each))).toEqual([]);
  });

  test("say what is there and what to do, in short lines, with a link", async () => {
    const findings = everythingSaid(rule, await casesOf(rule)).flatMap((each) => each.findings);
    const faults = findings.map(({ policyName, message }) => [
      message,
      messageFaults(message, policyName === undecided.name ? undecided : rule),
    ]);
    expect(faults.filter(([, found]) => (found?.length ?? 0) > 0)).toEqual([]);
  });
});

test("what is said besides findings is what is written down", async () => {
  const [rule] = RULES.filter(({ checkRunSummary }) => !checkRunSummary) as [Rule];
  const pool = "urn:pulumi:dev::shapes::azure-native:batch:Pool::render";
  const said = {
    "the policy settings is disabled": settingsDisabled(rule),
    "a setting of all policies is given to one of them": misplacedSettings(rule, "", { exemptions: [] })[0],
    "something unknown is given to a policy": misplacedSettings(rule, "", { mode: "strict" })[0],
    "a policy fails on one resource": faultReport(rule, pool, new Error("what was expected is not there")),
    "a policy fails on the stack": faultReport(rule, "", "a text that was thrown"),
  };
  const lines = Object.entries(said).map(([title, report]) => ({
    title,
    findings: report ? [handedOn(rule, report)] : [],
  }));
  await expect(formatSaid(lines), RENEW).toMatchFileSnapshot(fileOf(NOTICES));
});

test("each file belongs to a policy", () => {
  const expected = [...RULES.map(({ name }) => name), NOTICES].map((name) => `${name}.txt`);
  expect(readdirSync(folder).sort()).toEqual(expected.sort());
});
