// Over 200 lines: a second evaluator of packets, which shares no code with the first.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ipaddr from "ipaddr.js";
import { isUnknown } from "../../policies/known/value";
import type { SecurityRuleFields } from "../../policies/network/security-rule";

// How Azure treats one IPv4 packet, implemented again as plainly as possible: no sets, no code shared with the evaluator.
// Rules are in Azure's spelling; 10.0.0.0/16 is the virtual network, 10.9.0.0/16 its peer, and there are no routes.

export interface OraclePacket {
  readonly direction: "Inbound" | "Outbound";
  readonly protocol: "Tcp" | "Udp" | "Icmp";
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

export type Outcome = "Allow" | "Deny";
type Match = "yes" | "no" | "maybe";

const published = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "policies", "network", "data", "service-tags.json"), "utf8"),
) as { Public: { batch: Record<string, string[]> } };
const batch = published.Public.batch;

function within(address: string, prefixes: readonly string[]): boolean {
  const ip = ipaddr.process(address);
  return prefixes.some((prefix) => {
    const [network, length] = ipaddr.parseCIDR(prefix.includes("/") ? prefix : `${prefix}/32`);
    return network.kind() === "ipv4" && ip.kind() === "ipv4" && ip.match([network, length] as never);
  });
}

const NEVER_PUBLIC = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const UNCLEAR = [
  "0.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "198.18.0.0/15",
  "224.0.0.0/3",
];

const ofBatchMemory = new Map<string, string[]>();

/** The suffixes of the Batch tags that contain `address`. */
function batchTagsOf(address: string): string[] {
  let suffixes = ofBatchMemory.get(address);
  if (suffixes === undefined) {
    suffixes = Object.keys(batch).filter((suffix) => within(address, batch[suffix] ?? []));
    ofBatchMemory.set(address, suffixes);
  }
  return suffixes;
}

function inTag(address: string, tag: string): Match {
  const [family, suffix] = tag.split(".") as [string, string?];
  const ofBatch = batchTagsOf(address);
  const region = (name: string | undefined) => ofBatch.some((own) => own.toLowerCase() === name?.toLowerCase());
  if (family === "VirtualNetwork")
    return within(address, ["10.0.0.0/16", "10.9.0.0/16", "168.63.129.16"]) ? "yes" : "no";
  if (family === "AzureLoadBalancer") return within(address, ["168.63.129.16"]) ? "yes" : "no";
  if (within(address, NEVER_PUBLIC)) return "no";
  if (family === "Internet") return within(address, UNCLEAR) ? "maybe" : "yes";
  if (family === "BatchNodeManagement")
    return (suffix === undefined ? ofBatch.length > 0 : region(suffix)) ? "yes" : "no";
  if (family === "AzureCloud" && ofBatch.length > 0) {
    if (suffix === undefined || region(suffix)) return "yes";
    return ofBatch.every((own) => own === "") ? "maybe" : "no";
  }
  return ofBatch.length > 0 ? "no" : "maybe";
}

function anyOf(matches: readonly Match[]): Match {
  return matches.includes("yes") ? "yes" : matches.includes("maybe") ? "maybe" : "no";
}

function values(singular: unknown, plural: unknown): unknown[] {
  const list = isUnknown(plural) ? [plural] : ((plural ?? []) as unknown[]);
  return singular === undefined || singular === null || singular === "" ? list : [singular, ...list];
}

function addressMatches(address: string, singular: unknown, plural: unknown, groups: unknown, node: boolean): Match {
  // Neither the nodes of a pool nor the Batch service are in an application security group; everything else may be.
  if (groups !== undefined) return node || inTag(address, "BatchNodeManagement") === "yes" ? "no" : "maybe";
  return anyOf(
    values(singular, plural).map((value) => {
      if (isUnknown(value)) return "maybe";
      if (value === "*") return "yes";
      return /^\d/.test(`${value}`) ? (within(address, [`${value}`]) ? "yes" : "no") : inTag(address, `${value}`);
    }),
  );
}

function portMatches(port: number, singular: unknown, plural: unknown): Match {
  return anyOf(
    values(singular, plural).map((value) => {
      if (isUnknown(value)) return "maybe";
      if (value === "*") return "yes";
      const [first, last] = `${value}`.split("-").map(Number) as [number, number?];
      return port >= first && port <= (last ?? first) ? "yes" : "no";
    }),
  );
}

function matches(rule: SecurityRuleFields, packet: OraclePacket): Match {
  const protocol: Match =
    rule.protocol === "*" || rule.protocol === packet.protocol ? "yes" : isUnknown(rule.protocol) ? "maybe" : "no";
  const all = [
    protocol,
    addressMatches(
      packet.source,
      rule.sourceAddressPrefix,
      rule.sourceAddressPrefixes,
      rule.sourceApplicationSecurityGroups,
      packet.direction === "Outbound",
    ),
    addressMatches(
      packet.destination,
      rule.destinationAddressPrefix,
      rule.destinationAddressPrefixes,
      rule.destinationApplicationSecurityGroups,
      packet.direction === "Inbound",
    ),
    portMatches(packet.sourcePort, rule.sourcePortRange, rule.sourcePortRanges),
    portMatches(packet.destinationPort, rule.destinationPortRange, rule.destinationPortRanges),
  ];
  return all.includes("no") ? "no" : all.includes("maybe") ? "maybe" : "yes";
}

const any = {
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};
const vnet = { sourceAddressPrefix: "VirtualNetwork", destinationAddressPrefix: "VirtualNetwork" };
const DEFAULTS: readonly SecurityRuleFields[] = [
  { ...any, ...vnet, name: "AllowVnetInBound", direction: "Inbound", access: "Allow", priority: 65000 },
  {
    ...any,
    sourceAddressPrefix: "AzureLoadBalancer",
    name: "AllowAzureLoadBalancerInBound",
    direction: "Inbound",
    access: "Allow",
    priority: 65001,
  },
  { ...any, name: "DenyAllInBound", direction: "Inbound", access: "Deny", priority: 65500 },
  { ...any, ...vnet, name: "AllowVnetOutBound", direction: "Outbound", access: "Allow", priority: 65000 },
  {
    ...any,
    destinationAddressPrefix: "Internet",
    name: "AllowInternetOutBound",
    direction: "Outbound",
    access: "Allow",
    priority: 65001,
  },
  { ...any, name: "DenyAllOutBound", direction: "Outbound", access: "Deny", priority: 65500 },
];

/** Every possible outcome for `packet`, with the rules that may cause it. */
export function outcomes(rules: readonly SecurityRuleFields[], packet: OraclePacket): Map<Outcome, Set<string>> {
  const found = new Map<Outcome, Set<string>>();
  for (const completed of completions(rules)) {
    const walk = [...completed, ...DEFAULTS]
      .filter((rule) => rule.direction === packet.direction)
      .sort((a, b) => Number(a.priority) - Number(b.priority));
    for (const rule of walk) {
      const match = matches(rule, packet);
      if (match === "no") continue;
      const access = rule.access as Outcome;
      found.set(access, (found.get(access) ?? new Set()).add(`${rule.name}`));
      if (match === "yes") break;
    }
  }
  return found;
}

/** `rules` with every unknown direction, access and priority replaced by each relevant value. */
function completions(rules: readonly SecurityRuleFields[]): SecurityRuleFields[][] {
  let all: SecurityRuleFields[][] = [[]];
  for (const rule of rules) {
    const directions = isUnknown(rule.direction) ? ["Inbound", "Outbound"] : [rule.direction];
    const accesses = isUnknown(rule.access) ? ["Allow", "Deny"] : [rule.access];
    all = all.flatMap((chosen) =>
      directions.flatMap((direction) => accesses.map((access) => [...chosen, { ...rule, direction, access }])),
    );
  }
  return all.flatMap(withPriorities);
}

function withPriorities(rules: SecurityRuleFields[]): SecurityRuleFields[][] {
  const index = rules.findIndex((rule) => isUnknown(rule.priority));
  const rule = rules[index];
  if (rule === undefined) return [rules];
  const taken = rules
    .filter((each) => each.direction === rule.direction)
    .map((each) => Number(isUnknown(each.priority) ? Number.NaN : each.priority));
  const free = (start: number, step: number) => {
    let number = start;
    while (taken.includes(number)) number += step;
    return number;
  };
  const places = new Set([
    free(100, 1),
    free(4096, -1),
    ...taken.filter((each) => each >= 100).map((each) => free(each, 1)),
  ]);
  return [...places]
    .filter((place) => place >= 100 && place <= 4096)
    .flatMap((priority) => withPriorities(rules.map((each) => (each === rule ? { ...each, priority } : each))));
}
