import type { Doubt } from "../../network/traffic-evidence";
import type { SecurityRuleNode } from "../../topology/security-group";
import { describeRule } from "../../wording/describe-rule";
import { checkRejected } from "./rejected-value";

/**
 * What to check if a verdict on traffic is undecided because of a rule that Azure would reject, or whose meaning only Azure knows;
 * `undefined` if no rule of the program is the reason.
 */
export function doubtAboutRules(doubts: readonly Doubt<SecurityRuleNode>[]): string | undefined {
  const doubt = doubts.find(({ rule }) => rule?.ref !== undefined);
  return doubt && checkRejected(`${doubt.field} of ${describeRule(doubt.rule)}`, doubt.hint);
}
