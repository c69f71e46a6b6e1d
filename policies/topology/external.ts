import type { Entity } from "./entity";
import type { Kind } from "./kinds";

/** What others stand in, or are attached to, by resources of their own. */
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
 * Whether an entity of a state that the program only reads is left to the program that makes it, as at a preview, where it
 * does not come at all: gateways, endpoints, rules and links that others add to it are not seen, so that their absence
 * proves nothing. Of groups and tables Azure reports all rules and routes; of a subnet azure-native reports what is attached.
 */
export function isExternal({ kind, token, resource }: Entity): boolean {
  const attached = kind === "subnet" && token.provider === "azure";
  return resource.isRead === true && (attached || HOSTS.has(kind));
}
