import { isUnknown } from "../known/value";
import type { FirewallPiece } from "../network/firewall-verdict";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { shown } from "./shown";

/** The name of the first rule by which a firewall allows packets, or denies them; `undefined` where no rule of it does. */
export function firewallRuleName(
  pieces: readonly FirewallPiece<FirewallRuleNode>[],
  allows: boolean,
): string | undefined {
  const decider = pieces.flatMap(({ deciders }) => deciders).find((each) => each.allows === allows)?.rule;
  const rule = decider && decider !== "default" && !isUnknown(decider) ? decider.ref : undefined;
  return rule && nameOfRule(rule);
}

/** What leaves open whether a firewall allows packets, by the first rule that does, as a clause; `undefined` where no rule of it does. */
export function firewallDoubt(pieces: readonly FirewallPiece<FirewallRuleNode>[]): string | undefined {
  const deciders = pieces.flatMap((piece) => piece.deciders);
  // A rule that allows packets leaves open whether it matches all of them; one that may deny them comes first.
  const open = [...deciders.filter(({ allows }) => allows !== true), ...deciders];
  for (const { rule, allows } of open) {
    if (rule === "default" || isUnknown(rule) || rule.ref === undefined) continue;
    const name = `rule "${nameOfRule(rule.ref)}"`;
    if (allows === undefined && rule.kind === "application" && rule.terminateTls === true)
      return `${name} inspects TLS`;
    return allows === false ? `${name} may deny a part of it` : `${name} may not match all of it`;
  }
  return undefined;
}

function nameOfRule({ name, property }: FirewallRuleNode): string {
  return shown("name", name) ?? property.path;
}
