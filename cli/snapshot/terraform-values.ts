import { isObject } from "../../policies/plan/program";
import { HIDDEN, type Spelling } from "./keep";

/** The blocks of which azurerm takes one at most: the classic provider has an object where a Terraform state has a list. */
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
]);

/** `security_rule` stands for `securityRules`: the classic provider names lists in the plural. */
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
  // Terraform writes a block that is left out as an empty list, and a text as "".
  see: (value) => (value === "" ? null : value),
};

/** The values of a resource, without those that `sensitive_values` marks. */
export function withoutSensitive(values: unknown, marks: unknown): unknown {
  if (marks === true) return HIDDEN;
  if (Array.isArray(values)) {
    return Array.isArray(marks) ? values.map((each, index) => withoutSensitive(each, marks[index])) : values;
  }
  if (!isObject(values) || !isObject(marks)) return values;
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, withoutSensitive(each, marks[name])]));
}
