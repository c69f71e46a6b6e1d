import type { ReportingDescriptor } from "sarif";
import { RULES } from "../../policies/rules";
import type { Rule, Severity } from "../../policies/rules/rule";

/**
 * The score from which GitHub derives the severity of an alert: over 9.0 is critical, from 7.0 high, from 4.0 medium.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object
 */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** The policies as SARIF rules; those of `others` (from another version of the pack) only with their names. */
export function sarifRules(others: readonly string[]): readonly ReportingDescriptor[] {
  const known = new Set(RULES.map(({ name }) => name));
  const strange = [...new Set(others)].filter((name) => !known.has(name));
  return [...RULES.map(descriptor), ...strange.map((id) => ({ id, name: id, shortDescription: { text: id } }))];
}

function descriptor({ name, title, link, levels, severity }: Rule): ReportingDescriptor {
  return {
    id: name,
    name,
    shortDescription: { text: title },
    fullDescription: { text: title },
    helpUri: link,
    help: { text: `${title}\nSee ${link}`, markdown: `${title}\n\n[What Azure requires](${link})` },
    defaultConfiguration: {
      enabled: levels.recommended !== "disabled",
      level: levels.recommended === "mandatory" ? "error" : "warning",
    },
    properties: {
      tags: ["azure", "azure-batch", "network", "pulumi", "security"],
      precision: "high",
      "problem.severity": levels.recommended === "mandatory" ? "error" : "warning",
      "security-severity": SCORES[severity],
    },
  };
}
