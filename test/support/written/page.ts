import type { Rule } from "../../../policies/rules/rule";
import { SETTINGS } from "../../../policies/settings/settings";
import { formatFindings } from "../../../toolchain/commands/report";
import { levelIn, presetNames } from "../../../toolchain/docs/presets";
import { table } from "../../../toolchain/docs/sections";
import type { Diagnostic } from "../../../toolchain/wire/analyzer-answers";
import { batchTokens } from "../program/batch-tokens";
import type { Program } from "../program/language";
import type { Valid } from "../rule-tables";
import { reduce, reduceBeside } from "./reduce";
import { askedBy, saidBy } from "./said";
import { type Cases, example } from "./tables";
import { toYaml } from "./yaml";

/** The page of a policy, generated from its declaration and its test cases. */
export function pageOf(rule: Rule, cases: Cases): string {
  const [bad, good] = [example(cases.invalid), example(cases.valid)];
  const findings = saidBy(rule, bad);
  const least = reduce(bad.program, (program) => isSame(saidBy(rule, { ...bad, program }), findings));
  const mended = reduceBeside(good.program, { program: bad.program, least }, (program) =>
    isSame(saidBy(rule, { ...good, program }), []),
  );
  const changes = findings.flatMap(({ message }) => changesIn(message));
  const parts = [
    '<!-- Written by "npm run docs". -->',
    `# ${rule.name}`,
    rule.title,
    table(
      ["Severity", ...presetNames.map((name) => `\`${name}\``)],
      [[rule.severity, ...presetNames.map((name) => levelIn(name, rule))]],
    ),
    "The examples are cases of its tests, without what makes no difference to it. What has no location is in West Europe.",
    "## Reported",
    shown(bad, least),
    block("text", formatFindings(findings).join("\n")),
    ...(changes.length > 0 ? ["## How to fix it", bullets(changes)] : []),
    "## Not reported",
    shown(good, mended),
    ...beforeDeployment(rule, cases),
    ...(rule.limits ? ["## What it says nothing of", bullets(rule.limits)] : []),
    "## Settings",
    settingsIn(rule, cases),
    "## Links",
    bullets([
      `[The requirement](${rule.link})`,
      `[The policy](${rule.name}.ts)`,
      `[The cases that it is tested with](../../test/rules/${rule.name}.test.ts)`,
      `[All that it says](../../test/contract/messages/${rule.name}.txt)`,
      "[All policies](../../README.md#policies)",
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The configuration and the program of an example, if it has them. */
function shown({ settings, batchTokens: start }: Valid, program: Program): string {
  const yaml = toYaml(program, batchTokens(start));
  return [
    ...(settings ? [block("json", JSON.stringify({ settings }, undefined, 2))] : []),
    ...(yaml ? [block("yaml", yaml.trimEnd())] : []),
  ].join("\n\n");
}

/** The questions where it is undecided, each once, with its advice. */
function beforeDeployment(rule: Rule, { undecided }: Cases): readonly string[] {
  if (typeof undecided === "string") return [];
  const said = undecided.flatMap((each) => askedBy(rule, each).map(({ message }) => message.split("\n")));
  const questions = said.map((lines) =>
    lines.filter((line) => !/^(See|The policies are evaluated again) /.test(line)).join(" "),
  );
  return ["## Undecided if", bullets(questions)];
}

/** The settings in the policy's test, and those of all policies. */
function settingsIn(rule: Rule, { valid, invalid, undecided }: Cases): string {
  const all = [...valid, ...invalid, ...(typeof undecided === "string" ? [] : undecided)];
  const used = new Set(rule.checkRunSummary ? [] : all.flatMap(({ settings = {} }) => Object.keys(settings)));
  const own = Object.entries(SETTINGS).flatMap(([name, { about, kind }]) =>
    used.has(name) ? `\`${name}\`: ${about} Accepts ${kind.accepts}.` : [],
  );
  const common = "Levels, exemptions, and names of further Batch subnets and security groups:";
  return bullets([...own, `${common} [Configure it](../../docs/configuration.md).`]);
}

function changesIn(message: string): readonly string[] {
  return message.split("\n").flatMap((line) => (line.startsWith("Fix: ") ? line.slice("Fix: ".length) : []));
}

function isSame(some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function bullets(lines: readonly string[]): string {
  return [...new Set(lines)].map((line) => `- ${line}`).join("\n");
}
