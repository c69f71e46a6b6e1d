import { isUnknown } from "../known/value";
import type { FirewallPiece } from "../network/firewall-verdict";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { shown } from "./shown";

/** The name of the first rule by which a firewall lets packets through, or does not; `undefined` where no rule of it does. */
export function firewallRuleName(
  pieces: readonly FirewallPiece<FirewallRuleNode>[],
  allows: boolean,
): string | undefined {
  const decider = pieces.flatMap(({ deciders }) => deciders).find((each) => each.allows === allows)?.rule;
  const rule = decider && decider !== "default" && !isUnknown(decider) ? decider.ref : undefined;
  return rule && (shown("name", rule.name) ?? rule.property.path);
}
