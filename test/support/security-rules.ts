import { unionAll } from "../../policies/network/address-set";
import { toPrefixes } from "../../policies/network/address-text";
import { readAdminRule } from "../../policies/network/admin-rule";
import { formatPorts } from "../../policies/network/port-set";
import type { Filters } from "../../policies/network/security-group";
import { readSecurityRule, type SecurityRule, type SecurityRuleFields } from "../../policies/network/security-rule";
import type { SubnetContext } from "../../policies/network/subnet-context";
import type { TrafficEvidence } from "../../policies/network/traffic-evidence";

/** A complete outbound rule for TCP, from and to anywhere; `fields` overrides what the test is about. */
export function outbound(priority: unknown, access: unknown, fields: SecurityRuleFields = {}): SecurityRuleFields {
  return {
    ...{ name: `rule-${String(priority)}`, direction: "Outbound", access, priority, protocol: "*" },
    ...{ sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
    ...fields,
  };
}

export function inbound(priority: unknown, access: unknown, fields: SecurityRuleFields = {}): SecurityRuleFields {
  return outbound(priority, access, { direction: "Inbound", ...fields });
}

/** An outbound TCP rule to port 443 of `destinationAddressPrefix`. */
export function allow443(
  priority: unknown,
  destinationAddressPrefix: unknown,
  fields: SecurityRuleFields = {},
): SecurityRuleFields {
  return outbound(priority, "Allow", {
    protocol: "Tcp",
    destinationAddressPrefix,
    destinationPortRange: "443",
    ...fields,
  });
}

/** The user rule with the lowest precedence: denies all outbound traffic. */
export const D4096 = outbound(4096, "Deny", { name: "D4096" });

/** The group of these rules, each with its fields as its reference. */
export function group(...rules: readonly SecurityRuleFields[]): Filters<SecurityRuleFields> {
  return { group: { rules: rules.map((fields) => readSecurityRule(fields, fields)), complete: true } };
}

/** The raw fields of an admin rule for outbound TCP 443. */
export function admin(priority: number, access: string, tag: string): SecurityRule<SecurityRuleFields> {
  const any = { addressPrefix: "*", addressPrefixType: "IPPrefix" };
  const fields = {
    ...{ name: `admin-${priority}`, direction: "Outbound", access, priority, protocol: "Tcp" },
    ...{ sources: [any], destinations: [{ addressPrefix: tag, addressPrefixType: "ServiceTag" }] },
    ...{ sourcePortRanges: ["0-65535"], destinationPortRanges: ["443"] },
  };
  return readAdminRule(fields, {});
}

/** The subnet of the test vectors: 10.0.1.0/24 in 10.0.0.0/16, without routes. */
export const SUBNET: SubnetContext = {
  cloud: "Public",
  subnet: { prefixes: ["10.0.1.0/24"], complete: true },
  virtualNetwork: { prefixes: ["10.0.0.0/16"], complete: true },
  peered: { prefixes: [], complete: true },
  routes: { list: [], complete: true },
};

/** The subnet of the test vectors with these user-defined routes. */
export function routed(...routes: readonly (readonly [prefix: unknown, nextHopType: unknown])[]): SubnetContext {
  const list = routes.map(([addressPrefix, nextHopType]) => ({ addressPrefix, nextHopType }));
  return { ...SUBNET, routes: { list, complete: true } };
}

/** Evidence as text: `Allow rule-100 37×`, one line for each deciding rule, with the number of its remote prefixes. */
export function deciders<Ref>({ pieces }: TrafficEvidence<Ref>): string[] {
  const lines = new Map<string, (typeof pieces)[number][]>();
  for (const piece of pieces) {
    const line = `${piece.effect} ${piece.rule?.name ?? "no group"}`;
    lines.set(line, [...(lines.get(line) ?? []), piece]);
  }
  return [...lines.keys()].sort();
}

/** The remote prefixes, local prefixes and ports that `name` decides. */
export function decidedBy<Ref>({ pieces }: TrafficEvidence<Ref>, name: string) {
  const own = pieces.filter((piece) => (piece.rule?.name ?? "no group") === name);
  return {
    remote: toPrefixes(unionAll(own.map((piece) => piece.remote))),
    local: toPrefixes(unionAll(own.map((piece) => piece.local))),
    localPorts: [...new Set(own.flatMap((piece) => formatPorts(piece.localPorts)))],
  };
}
