import { type Unknown, unknown } from "../known/value";
import { single } from "../topology/link";
import type { Subnet } from "../topology/subnet";

/**
 * What is not known of the routes of a subnet into whose table a network manager writes, or may; `undefined` where none does.
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-user-defined-route
 */
export function routesByManager({ virtualNetwork, possibleNetworks }: Subnet): Unknown | undefined {
  const [first] = possibleNetworks.flatMap(({ routingRules }) => routingRules);
  if (!first) return undefined;
  if (single(virtualNetwork)) return first.may ?? unknown("", first.entity.resource.urn);
  return virtualNetwork.to === "unknown" ? virtualNetwork.why : unknown("", first.entity.resource.urn);
}
