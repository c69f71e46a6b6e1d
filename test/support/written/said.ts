import { judgeResource, openEvaluation, questionsOf } from "../../../policies/judge";
import type { Report } from "../../../policies/judge/report";
import { RULES } from "../../../policies/rules";
import type { Rule } from "../../../policies/rules/rule";
import { undecided } from "../../../policies/rules/undecided";
import type { Context } from "../../../policies/settings/context";
import { readSettings } from "../../../policies/settings/settings";
import type { Diagnostic } from "../../../toolchain/wire/analyzer-answers";
import { TODAY } from "../exemptions";
import { batchTokens } from "../program/batch-tokens";
import { SHAPES } from "../program/shapes";
import type { UndecidedCase, Valid } from "../rule-tables";

/** The reports of a policy on a case, as the engine shows them; at its level in `recommended`, or else in `strict`. */
export function saidBy(rule: Rule, each: Valid): readonly Diagnostic[] {
  const before = rule.checkRunSummary ? RULES.slice(0, RULES.indexOf(rule)) : [];
  return judged([...before, rule], each, rule.checkRunSummary ? FIRST_PREVIEW : FULLEST);
}

/** The reports of the policy `undecided` on a case that `rule` cannot decide. */
export function askedBy(rule: Rule, each: UndecidedCase): readonly Diagnostic[] {
  return judged([rule, undecided], each, each.shownAs ?? FIRST_PREVIEW);
}

const FULLEST = SHAPES[0]?.name;
const FIRST_PREVIEW = "first preview";
const STACK = "urn:pulumi:dev::shapes::pulumi:pulumi:Stack::shapes-dev";

/** The reports of the last of `rules`. */
function judged(rules: readonly Rule[], each: Valid, shape: string | undefined) {
  const { program, settings, today = TODAY } = each;
  const resources = SHAPES.find(({ name }) => name === shape)?.show(program, batchTokens(each.batchTokens)) ?? [];
  const context: Context = {
    settings: readSettings(settings, { today, policies: RULES.map(({ name }) => name) }),
    today,
  };
  const single = rules.map((rule) => resources.map((resource) => judgeResource(rule, resource, context)));
  const exempted = single.flat().flatMap((result) => result.exempted);
  const undecided = rules.flatMap((rule, at) => (single[at] ?? []).flatMap((result) => questionsOf(rule, result)));
  const evaluation = openEvaluation(resources, context, { judged: new Set(), exempted, undecided });
  const whole = rules.map((rule) => evaluation.judge(rule));
  const last = rules.length - 1;
  const reports = [...(single[last] ?? []), whole[last]].flatMap((result) => result?.reports ?? []);
  return reports.map((report) => handedOn(rules[last] as Rule, report));
}

/** The engine attributes reports without a resource to the stack. */
export function handedOn({ title, levels }: Rule, { policy, urn, message, severity, level }: Report): Diagnostic {
  const own = levels.recommended === "disabled" ? levels.strict : levels.recommended;
  const configured = own === "disabled" ? "advisory" : own;
  return { policyName: policy, level: level ?? configured, severity, urn: urn || STACK, message, description: title };
}
