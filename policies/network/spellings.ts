import { type AddressSet, ALL_IPV4, EVERY_ADDRESS } from "./address-set";
import { parseCidr, parseDashRange } from "./address-text";
import { type Extent, exactly } from "./extent";
import type { Parsed } from "./parsed";
import { readServiceTag, type ServiceTag } from "./service-tags";
import type { Cloud } from "./tag-data";

/** Tags whose addresses depend on the subnet where they are used. */
export const SUBNET_TAGS = ["VirtualNetwork", "Internet", "AzureLoadBalancer"] as const;
export type SubnetTag = (typeof SUBNET_TAGS)[number];

/**
 * The value of an address property of a security rule: addresses, a tag with addresses of its own, or a tag whose addresses
 * depend on the subnet.
 */
export type RuleAddress =
  | { readonly kind: "addresses"; readonly set: AddressSet }
  | { readonly kind: "tag"; readonly tag: ServiceTag }
  | { readonly kind: "subnet-tag"; readonly name: SubnetTag };

/**
 * Reads the singular address property of a security rule: `*`, an address, a prefix, or one service tag.
 *
 * `Any` is the portal's name for `*`; the API refuses it, as well as dash ranges and comma-separated lists. Azure masks host
 * bits.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
export function readRuleAddress(text: string, cloud?: Cloud): Parsed<RuleAddress> {
  if (text === "*") return { value: { kind: "addresses", set: EVERY_ADDRESS } };
  const subnetTag = SUBNET_TAGS.find((name) => name.toLowerCase() === text.toLowerCase());
  if (subnetTag !== undefined) {
    const value: RuleAddress = { kind: "subnet-tag", name: subnetTag };
    return subnetTag === text ? { value } : { value, note: `Azure spells "${text}" ${subnetTag}` };
  }
  if (looksLikeAddress(text)) return mapped(parseCidr(text), (set) => ({ kind: "addresses", set }));
  if (text.toLowerCase() === "any") {
    return { problem: `"${text}" is the portal's word; the API takes * only`, hint: "the API accepts * only" };
  }
  return mapped(readServiceTag(text, cloud), (tag) => ({ kind: "tag", tag }));
}

/**
 * Reads one element of the plural address property of a security rule: an address or a prefix. Tags and `*` are refused there
 * (`SecurityRuleParameterContainsUnsupportedValue`), see https://github.com/hashicorp/terraform-provider-azurerm/issues/5617.
 */
export function readRuleListAddress(text: string): Parsed<AddressSet> {
  const parsed = parseCidr(text);
  if (parsed.problem === undefined || looksLikeAddress(text)) return parsed;
  return {
    problem: `"${text}" stands in a list; Azure takes * and service tags in the singular property only`,
    hint: "Azure accepts * and service tags in the singular property only",
  };
}

/**
 * Reads a CIDR prefix of a virtual network or subnet. Azure refuses one without a length or with host bits
 * (`InvalidCIDRNotation`).
 */
export function readNetworkPrefix(text: string): Parsed<AddressSet> {
  const parsed = text.includes("/") ? parseCidr(text) : { problem: `"${text}" has no prefix length` };
  return parsed.note === undefined ? parsed : { problem: parsed.note };
}

/** What a route or a firewall rule names: addresses, and the tag if it is a tag. `text` is the value in the program. */
export interface Destination {
  readonly text: string;
  readonly extent: Extent;
  readonly tag?: ServiceTag;
}

/**
 * Reads the address prefix of a route: a CIDR prefix without host bits, or a service tag. Azure refuses the tags that depend on
 * the subnet, the platform's tags, `*`, and addresses without a prefix length.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#service-tags-for-user-defined-routes
 */
export function readRoutePrefix(text: string, cloud?: Cloud): Parsed<Destination> {
  if (looksLikeAddress(text)) return destination(text, readNetworkPrefix(text));
  return destinationTag(text, cloud, "a route");
}

/**
 * Reads a source or destination address of an Azure Firewall rule or IP group: `*`, an address, a prefix, a range `a-b` of IPv4
 * addresses or, if `tags` is set (destinations of network rules only), a service tag.
 * `*` is every IPv4 address: Azure Firewall does not filter IPv6.
 * https://learn.microsoft.com/azure/firewall-manager/ip-groups#ip-address-formats
 */
export function readFirewallAddress(text: string, tags: boolean, cloud?: Cloud): Parsed<Destination> {
  if (text === "*") return destination(text, { value: ALL_IPV4 });
  if (looksLikeAddress(text)) return destination(text, text.includes("-") ? parseDashRange(text) : parseCidr(text));
  if (!tags)
    return { problem: `"${text}" is not an address; service tags are taken in destinations of network rules only` };
  return destinationTag(text, cloud, "a firewall rule");
}

function destinationTag(text: string, cloud: Cloud | undefined, place: string): Parsed<Destination> {
  const tag = readServiceTag(text, cloud);
  if (tag.problem !== undefined) return tag;
  if (tag.value.family.startsWith("AzurePlatform")) return { problem: `"${text}" is not a service tag for ${place}` };
  return mapped(tag, (value) => ({ text, extent: value.extent, tag: value }));
}

function destination(text: string, parsed: Parsed<AddressSet>): Parsed<Destination> {
  return mapped(parsed, (set) => ({ text, extent: exactly(set) }));
}

/** Addresses begin with a digit or contain a colon; service tags do neither. */
function looksLikeAddress(text: string): boolean {
  return /^\d/.test(text) || text.includes(":") || text.includes("/");
}

function mapped<T, U>(parsed: Parsed<T>, change: (value: T) => U): Parsed<U> {
  if (parsed.problem !== undefined) return parsed;
  const value = change(parsed.value);
  return parsed.note === undefined ? { value } : { value, note: parsed.note };
}
