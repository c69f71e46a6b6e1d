import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { faultReport, type Report } from "../judge/report";
import { judgesStack, type Rule } from "../rules/rule";
import { settings } from "../rules/settings";
import { settingsSchema } from "../settings/settings";
import { REMEDIATION, tagsOf } from "./metadata";
import type { Session } from "./session";

type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

/** Makes the policy that Pulumi runs from a rule. The SDK asks in each call which functions a policy has. */
export function toPolicy(rule: Rule, session: Session): Policy {
  const validateResource: Policy["validateResource"] = (args, report) =>
    send(report, rule, args.urn, () => session.analyze(rule, args));
  const validateStack: Policy["validateStack"] = (args, report) =>
    send(report, rule, "", () => session.analyzeStack(rule, args));
  const isStackPolicy = judgesStack(rule);
  return {
    name: rule.name,
    description: rule.title,
    enforcementLevel: rule.levels.recommended,
    severity: rule.severity,
    url: rule.link,
    tags: tagsOf(rule.name),
    remediationSteps: REMEDIATION,
    ...(rule.name === settings.name ? { configSchema: { properties: settingsSchema() } } : {}),
    // Also if the rule does not read this resource: the stack analysis uses the inputs that this call provides.
    get validateResource() {
      return session.mustAnalyze(rule) ? validateResource : undefined;
    },
    get validateStack() {
      return isStackPolicy && session.mustAnalyzeStack(rule) ? validateStack : undefined;
    },
  } as Policy;
}

/**
 * Reports the findings of a policy; never throws, because one error would end the whole call and lose all its findings.
 *
 * The SDK supports the object form since 1.21, but its types do not include it yet. It prints only the message, without
 * the description of the policy above it, and has a severity and a lowered enforcement level for each finding.
 */
function send(report: ReportViolation, rule: Rule, urn: string, say: () => readonly Report[]): void {
  for (const found of unlessItThrows(rule, urn, say)) {
    const violation = {
      message: found.message,
      urn: found.urn || undefined,
      severity: found.severity,
      ...(found.level ? { enforcementLevel: found.level } : {}),
    };
    (report as unknown as (violation: object) => void)(violation);
  }
}

function unlessItThrows(rule: Rule, urn: string, say: () => readonly Report[]): readonly Report[] {
  try {
    return say();
  } catch (fault) {
    return [faultReport(rule, urn, fault)];
  }
}
