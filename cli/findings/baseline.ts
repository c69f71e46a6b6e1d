import { parseUrn } from "../../policies/plan/urn";
import { NEVER_EXEMPT } from "../../policies/settings/exemption";
import { globProblem } from "../../policies/settings/glob";
import type { JudgedFinding } from "./document";

/** An exemption as a user writes it. */
export interface WrittenExemption {
  readonly policy: string;
  readonly resource: string;
  readonly rule?: string;
  readonly project: string;
  readonly stack: string;
  readonly reason: string;
  readonly expires: string;
}

/** Policies about the evaluation itself, whose findings cannot be accepted. */
const ABOUT_JUDGING: readonly string[] = [...NEVER_EXEMPT, "undecided"];

/**
 * Exemptions for `findings`, each for one resource and stack. Findings that cannot be exempted (about the stack as a whole, or
 * about the evaluation itself) are left out.
 */
export function exemptionsFor(
  findings: readonly JudgedFinding[],
  terms: Pick<WrittenExemption, "reason" | "expires">,
): readonly WrittenExemption[] {
  const exemptions = findings.filter(isExemptable).map(({ policy, urn, evidence }): WrittenExemption => {
    const { project = "", stack = "" } = parseUrn(urn) ?? {};
    const rule = evidence?.securityRule;
    return {
      policy,
      resource: patternFor(urn),
      ...(rule === undefined ? {} : { rule: patternFor(rule) }),
      project: patternFor(project),
      stack: patternFor(stack),
      ...terms,
    };
  });
  return [...new Map(exemptions.map((each) => [JSON.stringify(each), each])).values()];
}

/** Whether a finding can be exempted. */
export function isExemptable({ policy, urn, evidence }: JudgedFinding): boolean {
  return !ABOUT_JUDGING.includes(policy) && evidence !== undefined && parseUrn(urn)?.type !== "pulumi:pulumi:Stack";
}

/** A pattern that matches a text: the text, with `?` for characters that are wildcards in other glob languages. */
function patternFor(text: string): string {
  if (globProblem(text) === undefined) return text;
  const escaped = text.replace(/[{}[\]()!]/g, "?").replace(/^\s|\s$/g, "?");
  return globProblem(escaped) === undefined ? escaped : `${escaped.slice(0, 1000)}*`;
}
