import { type Unknown, unknownToAll } from "../known/value";
import { single } from "../topology/link";
import type { RoutingRules } from "../topology/routing-rules";
import type { Subnet } from "../topology/subnet";

/**
 * What is unknown about the routes of a subnet whose table a network manager writes, or may; `undefined` if none does.
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-user-defined-route
 */
export function routesByManager(subnet: Subnet): Unknown | undefined {
  const rules = routingRulesOn(subnet);
  if (!rules) return undefined;
  const { virtualNetwork } = subnet;
  if (virtualNetwork.to === "unknown") return virtualNetwork.why;
  return (single(virtualNetwork) && rules.may) ?? unknownToAll(rules.entity.resource.urn);
}

/** The routing rules that write routes into the table of a subnet, or may. */
export function routingRulesOn({ possibleNetworks }: Subnet): RoutingRules | undefined {
  return possibleNetworks.flatMap(({ routingRules }) => routingRules)[0];
}
