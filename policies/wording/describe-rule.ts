import { isUnknown } from "../known/value";
import type { SecurityRule } from "../network/security-rule";
import { field, numeric } from "../plan/property";
import type { SecurityRuleNode } from "../topology/security-group";
import { quoted, shown } from "./shown";

/** A rule of the program for a message: `rule "allow-batch" (securityRules[0], priority 110)`. */
export function describeNode(rule: SecurityRuleNode): string {
  const priority = numeric(field(rule.property, "priority"));
  const details = [
    rule.property.path,
    isUnknown(priority) || priority === undefined ? "" : `priority ${priority}`,
    rule.inList ? `also ${rule.inList.path} of its group` : "",
  ];
  const place = details.filter((detail) => detail !== "").join(", ");
  const name = quoted(shown("name", rule.name));
  const kind = rule.origin === "admin" ? "security admin rule" : "rule";
  return place === "" ? `${kind}${name}` : `${kind}${name} (${place})`;
}

/** A deciding rule for a message: one of the program, one of Azure's own, or none at all. */
export function describeRule(rule: SecurityRule<SecurityRuleNode> | undefined): string {
  if (rule === undefined) return "no network security group";
  if (rule.ref !== undefined) return describeNode(rule.ref);
  return rule.isDefault
    ? `Azure's default rule ${rule.name} (priority ${rule.priority})`
    : "a rule that this program does not show";
}

/** Where a rule of the program is written, for a finding. */
export function placeOf({ property, name }: SecurityRuleNode) {
  const { owner: urn, path } = property;
  return { urn, path, ...(isUnknown(name) ? {} : { securityRule: name }) };
}

/** The text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a small letter at its beginning. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
