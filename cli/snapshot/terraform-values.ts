import { isObject } from "../../policies/plan/program";
import { HIDDEN, type Spelling } from "./keep";

/** The blocks of which azurerm takes one at most: the classic provider has an object where a Terraform state has a list. */
const SINGLE_BLOCKS: ReadonlySet<string> = new Set([
  "networkConfiguration",
  "fixedScale",
  "autoScale",
  "containerConfiguration",
  "startTask",
  "networkProfile",
  "nodeManagementAccess",
  "virtualHub",
  "privateServiceConnection",
  "privateDnsZoneGroup",
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

/** A change of a name or form between the versions of azurerm: from the older ones to the one that is read. */
interface Change {
  /** The older name. */
  readonly from: string;
  readonly to: string;
  readonly value: (old: unknown) => unknown;
}

const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  azurerm_route_table: [
    { from: "disable_bgp_route_propagation", to: "bgp_route_propagation_enabled", value: (old) => old !== true },
  ],
  azurerm_subnet: [
    {
      from: "private_endpoint_network_policies_enabled",
      to: "private_endpoint_network_policies",
      value: (old) => (old === true ? "Enabled" : "Disabled"),
    },
    { from: "address_prefix", to: "address_prefixes", value: (old) => [old] },
  ],
};
const INLINE_SUBNET: readonly Change[] = [{ from: "address_prefix", to: "address_prefixes", value: (old) => [old] }];

/** Values of an older version of azurerm, under the names of the one that is read. */
export function brought(type: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const renewed = applied(values, CHANGES[type] ?? []);
  const { subnet } = renewed;
  if (type !== "azurerm_virtual_network" || !Array.isArray(subnet)) return renewed;
  return { ...renewed, subnet: subnet.map((each) => (isObject(each) ? applied(each, INLINE_SUBNET) : each)) };
}

function applied(
  values: Readonly<Record<string, unknown>>,
  changes: readonly Change[],
): Readonly<Record<string, unknown>> {
  const renewed: Record<string, unknown> = { ...values };
  for (const { from, to, value } of changes) {
    const old = renewed[from];
    if (old === undefined || old === null || old === "" || !isEmpty(renewed[to])) continue;
    renewed[to] = old === HIDDEN ? HIDDEN : value(old);
  }
  return renewed;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
