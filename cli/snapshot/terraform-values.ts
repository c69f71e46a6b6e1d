import { isObject } from "../../policies/plan/program";
import { HIDDEN, type Spelling } from "./keep";

/** The blocks of which azurerm accepts at most one: a Terraform state has a list, the classic provider an object. */
const SINGLE_BLOCKS: ReadonlySet<string> = new Set([
  "networkConfiguration",
  "fixedScale",
  "autoScale",
  "containerConfiguration",
  "startTask",
  "azureBlobFileSystem",
  "networkProfile",
  "nodeManagementAccess",
  "virtualHub",
  "privateServiceConnection",
  "privateDnsZoneGroup",
  "delegation",
  "serviceDelegation",
  "scope",
]);

/** `security_rule` is `securityRules` in the classic provider, which names lists in the plural. */
export const TERRAFORM: Spelling = {
  namesOf: (name) => {
    const lower = name.toLowerCase();
    return [
      lower,
      ...(lower.endsWith("ies") ? [`${lower.slice(0, -3)}y`] : []),
      ...(lower.endsWith("s") ? [lower.slice(0, -1)] : []),
    ];
  },
  nameIn: (written) => written.toLowerCase().replaceAll("_", ""),
  isWrapped: (name) => SINGLE_BLOCKS.has(name),
  // Terraform writes an absent block as an empty list, and an absent string as "".
  see: (value) => (value === "" ? null : value),
};

/** The values of a resource; those that `sensitive_values` marks are hidden. */
export function withoutSensitive(values: unknown, marks: unknown): unknown {
  if (marks === true) return HIDDEN;
  if (Array.isArray(values)) {
    return Array.isArray(marks) ? values.map((each, index) => withoutSensitive(each, marks[index])) : values;
  }
  if (!isObject(values) || !isObject(marks)) return values;
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, withoutSensitive(each, marks[name])]));
}
