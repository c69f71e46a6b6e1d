import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { judgeResource, type Report } from "../judge";
import type { Context, Rule } from "../rules/rule";
import type { Session } from "./session";

type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

/** Makes the policy that Pulumi runs from a rule. */
export function toPolicy(rule: Rule, session: Session, context: () => Context): Policy {
  const base: Policy = {
    name: rule.name,
    description: rule.title,
    enforcementLevel: rule.levels.recommended,
    severity: rule.severity,
    url: rule.link,
    // Also where the rule asks for nothing here: the stack is judged with the inputs that are seen now.
    validateResource: (args, report) => {
      const resource = session.remember(args);
      for (const found of judgeResource(rule, resource, context()).reports) send(report, found);
    },
  };
  if (!rule.checkTopology) return base;
  return {
    ...base,
    validateStack: (args, report) => {
      for (const found of session.trial(args).judge(rule).reports) send(report, found);
    },
  };
}

/**
 * The object form is in the SDK since 1.21, though not yet in its types. It prints the message alone, without the
 * policy's description above it, and carries a severity and a lowered level for each finding.
 */
function send(report: ReportViolation, found: Report): void {
  const violation = {
    message: found.message,
    urn: found.urn || undefined,
    severity: found.severity,
    ...(found.level ? { enforcementLevel: found.level } : {}),
  };
  (report as unknown as (violation: object) => void)(violation);
}
