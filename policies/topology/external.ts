import type { Entity } from "./entity";
import type { Kind } from "./kinds";

/** The kinds that standalone resources of other programs may belong to, or be attached to. */
const HOSTS: ReadonlySet<Kind> = new Set([
  "account",
  "virtualNetwork",
  "inlineSubnet",
  "natGateway",
  "firewall",
  "firewallPolicy",
  "privateZone",
  "virtualHub",
  "forwardingRuleset",
  "networkGroup",
  "adminConfiguration",
  "adminRuleCollection",
  "routingConfiguration",
  "routingRuleCollection",
] as const);

/**
 * Whether an entity that the program only reads counts as outside the program, as in a preview, which does not include it.
 * Gateways, endpoints, rules and links that other programs add to it are not visible, so their absence proves nothing. For
 * security groups and route tables, Azure reports all rules and routes; for a subnet, azure-native reports the attached resources.
 */
export function isExternal({ kind, token, resource }: Entity): boolean {
  const attached = kind === "subnet" && token.provider === "azure";
  return resource.isRead === true && (attached || HOSTS.has(kind));
}
