import { isUnknown, type Unknown } from "../known/value";
import { field, type Property, text } from "../plan/property";
import type { Account } from "../topology/account";

/** Who may call the node management endpoint of an account over public addresses. */
export type NodeManagementAccess =
  | { readonly is: "open" }
  | { readonly is: "closed"; readonly property: Property; readonly found: string }
  /** Closed but for some addresses; `values` are those that are known. */
  | {
      readonly is: "restricted";
      readonly property: Property;
      readonly found: string;
      readonly values: readonly string[];
      readonly unknowns: readonly Unknown[];
    }
  | { readonly is: "undecided"; readonly unknowns: readonly Unknown[] };

/**
 * Reads the two settings together: the rules of the network profile count only where public access is enabled.
 * https://learn.microsoft.com/azure/batch/public-network-access
 */
export function nodeManagementAccess(account: Account): NodeManagementAccess {
  const access = account.publicNetworkAccess;
  const word = text(access);
  if (isUnknown(word)) return { is: "undecided", unknowns: [word] };
  switch (word?.toLowerCase()) {
    case "disabled":
      return {
        is: "closed",
        property: access,
        found: `The account closes its endpoints to public addresses (${access.path})`,
      };
    case undefined:
    case "enabled":
      return byProfile(account);
    // A network security perimeter says what may pass; it is not part of a program.
    default:
      return { is: "undecided", unknowns: [] };
  }
}

function byProfile({
  nodeManagementDefaultAction: property,
  nodeManagementIpRules: rules,
}: Account): NodeManagementAccess {
  const action = text(property);
  if (isUnknown(action)) return { is: "undecided", unknowns: [action] };
  if (action?.toLowerCase() !== "deny") return { is: "open" };
  if (isUnknown(rules)) return { is: "undecided", unknowns: [rules] };
  const found = `The account denies node management to public addresses (${property.path})`;
  if (rules.length === 0) return { is: "closed", property, found };
  // The classic provider calls the value a range.
  const values = rules.map((rule) => text(field(rule, "value")) ?? text(field(rule, "ipRange")));
  return {
    is: "restricted",
    property,
    found: `${found}, but for ${rules.length} IP rule${rules.length > 1 ? "s" : ""}`,
    values: values.filter((value): value is string => typeof value === "string"),
    unknowns: values.filter(isUnknown),
  };
}
