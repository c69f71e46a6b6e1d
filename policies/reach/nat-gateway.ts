import { unknown } from "../known/value";
import type { NatGateway } from "../topology/egress";
import { type Link, NOTHING, single } from "../topology/link";
import type { Subnet } from "../topology/subnet";

/**
 * The NAT gateway through which the packets of a subnet leave: its own, else one that serves the whole network.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-sku
 */
export function natGatewayOf({ natGateway: own, virtualNetwork, possibleNetworks, entity }: Subnet): Link<NatGateway> {
  if (own.to !== "nothing") return own;
  const network = single(virtualNetwork);
  const certain = network?.natGateways.certain ?? [];
  if (certain.length > 0) return { to: "nodes", nodes: certain, by: "id" };
  const serving = possibleNetworks.map(({ natGateways }) => natGateways);
  if (serving.every((each) => each.certain.length + each.possible.length === 0)) return NOTHING;
  const why = virtualNetwork.to === "unknown" ? virtualNetwork.why : network?.natGateways.why;
  return { to: "unknown", why: why ?? unknown("natGateway", entity.resource.urn) };
}
