import type { Doubt } from "../../network/traffic-evidence";
import type { SecurityRuleNode } from "../../topology/security-group";
import { describeRule } from "../../wording/describe-rule";

/**
 * What to look at where no unknown value leaves a verdict about traffic open, but a rule that Azure would refuse or that it
 * alone understands; `undefined` where no rule of the program does.
 */
export function doubtAboutRules(doubts: readonly Doubt<SecurityRuleNode>[]): string | undefined {
  const doubt = doubts.find(({ rule }) => rule?.ref !== undefined);
  if (!doubt) return undefined;
  const why = doubt.hint === undefined ? ", or only Azure knows its meaning" : `; ${doubt.hint}`;
  return `Check ${doubt.field} of ${describeRule(doubt.rule)}: Azure rejects the value${why}.`;
}
