import { isUnknown, type Unknown } from "../known/value";
import { type AddressSet, EVERY_ADDRESS } from "./address-set";
import { parseCidr } from "./address-text";
import { type Findings, type Leaf, readLeaf, readLeaves, readNumber, readWord, refuse } from "./rule-fields";
import { ADMIN_PRIORITIES } from "./rule-order";
import { portsOf, type Side, sideOf } from "./rule-sides";
import type { Protocol, SecurityRule } from "./security-rule";
import { readServiceTag } from "./service-tags";
import { SUBNET_TAGS } from "./spellings";

/** An element of `sources` or `destinations`. */
export interface AddressPrefixItem {
  readonly addressPrefix?: unknown;
  readonly addressPrefixType?: unknown;
}

/** A security admin rule of Azure Virtual Network Manager as the program writes it; any value may be `Unknown`. */
export interface AdminRuleFields {
  readonly name?: unknown;
  readonly direction?: unknown;
  readonly access?: unknown;
  readonly priority?: unknown;
  readonly protocol?: unknown;
  /** A list of {@link AddressPrefixItem}. */
  readonly sources?: unknown;
  readonly destinations?: unknown;
  readonly sourcePortRanges?: unknown;
  readonly destinationPortRanges?: unknown;
}

const PROTOCOLS = ["Tcp", "Udp", "Icmp", "Esp", "Ah", "Any"] as const;

/**
 * Reads a security admin rule, as `readSecurityRule` reads those of network security groups. Omitted addresses or ports count
 * as unknown: their default in Azure is not documented.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export function readAdminRule<Ref>(
  fields: AdminRuleFields,
  ref: Ref,
  maybe: boolean | Unknown = false,
): SecurityRule<Ref> {
  const findings: Findings = { unknowns: isUnknown(maybe) ? [maybe] : [], problems: [], notes: [] };
  const protocol = readWord("protocol", fields.protocol, PROTOCOLS, findings);
  const rule = {
    ref,
    name: typeof fields.name === "string" ? fields.name : "",
    direction: readWord("direction", fields.direction, ["Inbound", "Outbound"], findings),
    access: readWord("access", fields.access, ["Allow", "Deny", "AlwaysAllow"], findings),
    priority: readNumber("priority", fields.priority, [ADMIN_PRIORITIES.first, ADMIN_PRIORITIES.last], findings),
    protocol: protocol === "Any" ? "*" : (protocol satisfies Protocol | undefined),
    source: readItems("sources", fields.sources, findings),
    destination: readItems("destinations", fields.destinations, findings),
    sourcePorts: portsOf(required("sourcePortRanges", fields.sourcePortRanges, findings), findings),
    destinationPorts: portsOf(required("destinationPortRanges", fields.destinationPortRanges, findings), findings),
    isDefault: false,
  } as const;
  return { ...rule, ...findings, maybe: maybe !== false || findings.problems.length > 0 };
}

function required(field: string, value: unknown, findings: Findings): Leaf[] {
  const leaves = readLeaves(field, value, findings);
  return leaves.length > 0
    ? leaves
    : [refuse(field, "is missing, and what Azure takes for it is not documented", findings)];
}

function readItems(field: string, value: unknown, findings: Findings): Side {
  if (!Array.isArray(value) || value.length === 0) {
    required(field, isUnknown(value) ? value : undefined, findings);
    return sideOf([undefined]);
  }
  return sideOf(value.map((item, index) => readItem(`${field}[${index}]`, item, findings)));
}

function readItem(field: string, item: unknown, findings: Findings): AddressSet | string | undefined {
  if (isUnknown(item) || typeof item !== "object" || item === null) {
    readLeaf(field, isUnknown(item) ? item : {}, findings);
    return undefined;
  }
  const { addressPrefix, addressPrefixType } = item as AddressPrefixItem;
  const prefix = readLeaf(`${field}.addressPrefix`, addressPrefix, findings);
  if (prefix === undefined) refuse(`${field}.addressPrefix`, "is required, and missing", findings);
  const type = readWord(`${field}.addressPrefixType`, addressPrefixType, ["IPPrefix", "ServiceTag"], findings);
  if (prefix?.is !== "text" || type === undefined) return undefined;
  if (type === "IPPrefix" && prefix.text === "*") return EVERY_ADDRESS;
  const subnetTag = SUBNET_TAGS.some((tag) => tag.toLowerCase() === prefix.text.toLowerCase());
  if (type === "ServiceTag" && subnetTag) return prefix.text;
  const parsed = type === "IPPrefix" ? parseCidr(prefix.text) : readServiceTag(prefix.text);
  if (parsed.problem !== undefined) refuse(prefix.field, parsed.problem, findings);
  if (parsed.note !== undefined) findings.notes.push({ field: prefix.field, text: parsed.note });
  if (parsed.value === undefined) return undefined;
  return "v4" in parsed.value ? parsed.value : prefix.text;
}
