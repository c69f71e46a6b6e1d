import { unknown } from "../known/value";
import type { NatGateway } from "../topology/egress";
import { type Link, NOTHING, single } from "../topology/link";
import type { Subnet } from "../topology/subnet";

/**
 * The NAT gateway through which the packets of a subnet leave: its own, else one that serves the whole network.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-sku
 */
export function natGatewayOf({ natGateway: own, virtualNetwork, entity }: Subnet): Link<NatGateway> {
  const network = single(virtualNetwork);
  if (own.to !== "nothing" || !network) return own;
  const { certain, possible, why } = network.natGateways;
  if (certain.length > 0) return { to: "nodes", nodes: certain, by: "id" };
  if (possible.length === 0) return NOTHING;
  return { to: "unknown", why: why ?? unknown("natGateway", entity.resource.urn) };
}
