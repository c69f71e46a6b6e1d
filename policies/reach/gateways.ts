import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { single } from "../topology/link";
import { memoFor } from "../topology/once";
import type { Peering } from "../topology/peering";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { hubRoutes } from "./hub-routes";

/**
 * Whether routes can reach a subnet through a gateway: of its network, of a peer that lends it, or of a virtual hub.
 * A network outside this program may have one.
 */
export function gatewayOf(subnet: Subnet): Value<boolean> {
  const network = single(subnet.virtualNetwork);
  return network ? gatewayIn(network) : hidden(subnet);
}

const gatewayIn = memoFor((network: VirtualNetwork): Value<boolean> => {
  const answers = [network.hasGateway, hubRoutes(network).others, ...network.peerings.map(lendsGateway)];
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
});

function hidden({ virtualNetwork: link, entity }: Subnet): Unknown {
  return link.to === "unknown" ? link.why : unknown("virtualNetworkName", entity.resource.urn);
}

function lendsGateway({ useRemoteGateways, certain, property }: Peering): Value<boolean | undefined> {
  return useRemoteGateways === true && !certain ? unknown(property.path, property.owner) : useRemoteGateways;
}
