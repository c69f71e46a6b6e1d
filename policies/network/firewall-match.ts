import { isUnknown, type Unknown } from "../known/value";
import { type AddressSet, intersect, NO_ADDRESS } from "./address-set";
import type { BatchHosts } from "./batch-hosts";
import { ANYTHING, type Extent, NOWHERE, unionOf } from "./extent";
import type { FirewallRule, NetworkRule } from "./firewall";
import { applicationCover, type Certainty, likeliest } from "./firewall-host-match";
import type { Endpoint } from "./flow";
import { contains } from "./intervals";
import type { Parsed } from "./parsed";
import { parsePorts } from "./port-set";
import { type Findings, type Leaf, type Remark, readLeaves, refuse } from "./rule-fields";
import { readFirewallAddress } from "./spellings";
import type { Cloud } from "./tag-data";

/** Connections to check against the rules of a firewall. */
export interface FirewallFlow extends FirewallTarget {
  /** The addresses that the connections come from. */
  readonly sources: Endpoint;
}

/** The target of connections: TCP to one port of hosts with these addresses and names. */
export interface FirewallTarget {
  readonly destinations: AddressSet;
  readonly hosts: BatchHosts;
  readonly port: number;
  readonly cloud: Cloud | undefined;
}

/** Which connections a rule matches: from addresses in `sources` to addresses in `destinations`. */
export interface RuleMatch {
  readonly sources: Extent;
  readonly destinations: Extent;
  readonly unknowns: readonly Unknown[];
  /** What Azure would refuse. */
  readonly problems: readonly Remark[];
}

/**
 * Which of the connections a rule matches. Network rules match by address, application rules by host name only. Unknown and
 * refused values may match anything. Never throws.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function matchOf(rule: FirewallRule<unknown>, flow: FirewallTarget): RuleMatch {
  const findings: Findings = { unknowns: [], problems: [], notes: [] };
  const plain = (text: string) => readFirewallAddress(text, false, flow.cloud);
  const sources = [
    ...readAll("sourceAddresses", rule.sourceAddresses, plain, findings),
    ...readGroups("sourceIpGroups", rule.sourceIpGroups, plain, findings),
  ];
  if (sources.length === 0) sources.push(missing("sourceAddresses", findings));
  const certainty = rule.kind === "network" ? portCover(rule, flow, findings) : applicationCover(rule, flow, findings);
  const destinations =
    rule.kind === "network" ? addressCover(rule, flow, findings) : within(EVERYWHERE, flow.destinations);
  return {
    sources: unionOfAll(sources),
    destinations: limited(within(destinations, flow.destinations), certainty),
    ...findings,
  };
}

const EVERYWHERE: Extent = { must: ANYTHING.may, may: ANYTHING.may };

function addressCover(rule: NetworkRule<unknown>, flow: FirewallTarget, findings: Findings): Extent {
  const plain = (text: string) => readFirewallAddress(text, false, flow.cloud);
  const tagged = (text: string) => readFirewallAddress(text, true, flow.cloud);
  const extents = [
    ...readAll("destinationAddresses", rule.destinationAddresses, tagged, findings),
    ...readGroups("destinationIpGroups", rule.destinationIpGroups, plain, findings),
    ...readAll("destinationFqdns", rule.destinationFqdns, (text) => resolve(text, flow.hosts), findings),
  ];
  return unionOfAll(extents.length === 0 ? [missing("destinationAddresses", findings)] : extents);
}

/**
 * A host name in a network rule matches the addresses that the firewall resolves it to. A Batch host name may resolve to any
 * Batch address, other host names resolve to none of them. Wildcards are refused.
 *
 * https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules
 */
function resolve(text: string, hosts: BatchHosts): Parsed<{ readonly extent: Extent }> {
  if (!/^[a-z0-9._-]+$/i.test(text))
    return { problem: `"${text}" is not a host name, and network rules take no wildcards` };
  return { value: { extent: `.${text.toLowerCase()}`.endsWith(hosts.serviceSuffix) ? ANYTHING : NOWHERE } };
}

/** `Any` means TCP and UDP in a rule with ports, and network rules must have ports. */
function portCover(rule: NetworkRule<unknown>, { port }: FirewallTarget, findings: Findings): Certainty {
  const protocols = readList("protocols", rule.protocols, findings).map((leaf): Certainty => {
    if (leaf.is === "unknown") return "maybe";
    const lower = leaf.text.toLowerCase();
    if (lower === "tcp" || lower === "any") return "yes";
    if (lower !== "udp" && lower !== "icmp")
      refuse(leaf.field, `"${leaf.text}" is none of TCP, UDP, ICMP, Any`, findings);
    return lower === "udp" || lower === "icmp" ? "no" : "maybe";
  });
  const ports = readList("destinationPorts", rule.destinationPorts, findings).map((leaf): Certainty => {
    const parsed = leaf.is === "unknown" ? undefined : parsePorts(leaf.text);
    if (parsed?.problem !== undefined) refuse(leaf.field, parsed.problem, findings);
    return parsed?.value === undefined ? "maybe" : contains(parsed.value, port) ? "yes" : "no";
  });
  const both = [likeliest(protocols), likeliest(ports)];
  return both.includes("no") ? "no" : both.includes("maybe") ? "maybe" : "yes";
}

/** The elements of a list that must not be empty. */
function readList(field: string, value: unknown, findings: Findings): readonly Leaf[] {
  const leaves = readLeaves(field, value, findings);
  return leaves.length > 0 ? leaves : [refuse(field, "is required, and missing", findings)];
}

function readAll(
  field: string,
  value: unknown,
  read: (text: string) => Parsed<{ readonly extent: Extent }>,
  findings: Findings,
): Extent[] {
  return readLeaves(field, value, findings).map((leaf) => {
    if (leaf.is === "unknown") return ANYTHING;
    const parsed = read(leaf.text);
    if (parsed.problem !== undefined) refuse(leaf.field, parsed.problem, findings);
    return parsed.value?.extent ?? ANYTHING;
  });
}

function readGroups(field: string, value: unknown, read: Parameters<typeof readAll>[2], findings: Findings): Extent[] {
  const groups = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return groups.map((group, index) => {
    if (!isUnknown(group) && !Array.isArray(group)) refuse(`${field}[${index}]`, "is not an IP group", findings);
    const known = isUnknown(group) || Array.isArray(group);
    return known
      ? unionOfAll(readAll(`${field}[${index}]`, isUnknown(group) ? [group] : group, read, findings))
      : ANYTHING;
  });
}

function missing(field: string, findings: Findings): Extent {
  refuse(field, "is required, and missing", findings);
  return ANYTHING;
}

function unionOfAll(extents: readonly Extent[]): Extent {
  return extents.reduce(unionOf, NOWHERE);
}

function within({ must, may }: Extent, set: AddressSet): Extent {
  return { must: intersect(must, set), may: intersect(may, set) };
}

function limited(extent: Extent, certainty: Certainty): Extent {
  if (certainty === "no") return NOWHERE;
  return certainty === "yes" ? extent : { must: NO_ADDRESS, may: extent.may };
}
