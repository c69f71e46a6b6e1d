import { isUnknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { defaultOutboundAccess, type EgressEvidence, type EgressFacts, egressOver } from "../network/egress";
import { judgeRouting } from "../network/routes";
import type { Route } from "../network/user-route";
import { text } from "../plan/property";
import { apiVersionOf } from "../topology/api-version";
import type { NatGateway } from "../topology/egress";
import { single } from "../topology/link";
import { poolRegion } from "../topology/region";
import type { RouteNode } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { batchRouting } from "./routed";
import { gatewayOf } from "./routing";

/** How a pool's packets leave the network, or why they do not. */
export type Egress = EgressEvidence<NatGateway>;

/** Whether the nodes of a pool have no public addresses of their own. */
export function hasNoPublicAddresses({ provision }: PoolNode): Value<boolean> {
  const word = text(provision);
  return isUnknown(word) ? word : word?.toLowerCase() === "nopublicipaddresses";
}

/** Whether a pool's packets to the Batch service leave the network, should this subnet be the pool's. */
export function egressOf(pool: PoolNode, subnet: Subnet): Verdict<readonly Egress[]> {
  const routing = batchRouting(subnet, poolRegion(pool));
  const verdict = judgeRouting(routing, (route) => egressBy(route, pool, subnet));
  return { ...verdict, because: verdict.because.flatMap((piece) => piece.because) };
}

/** The same for packets that take one route. */
export function egressBy(route: Route<RouteNode>, pool: PoolNode, subnet: Subnet): Verdict<Egress> {
  const facts: EgressFacts<NatGateway> = {
    provision: text(pool.provision),
    natGateway: natOf(subnet),
    defaultOutbound: defaultOutboundAccess(subnet.defaultOutboundAccess, apiVersionOf(subnet.entity.token)),
  };
  const own = egressOver(route.hop, facts);
  if (own.is === "holds") return own;
  const { defaultOutbound } = facts;
  // A gateway of the network, of a peer that lends it, or of a hub leads somewhere: what lies there is not shown.
  if (gatewayOf(subnet) === true) return { is: "holds", because: { way: "virtual-network-gateway", defaultOutbound } };
  // A NAT gateway that another program makes has an address, or it would be of no use to anybody.
  if (subnet.natGateway.to === "external") return { is: "holds", because: { way: "nat-gateway", defaultOutbound } };
  return own;
}

function natOf(subnet: Subnet): Value<{ ref: NatGateway; hasAddress: Value<boolean> }> | undefined {
  const link = subnet.natGateway;
  if (link.to === "nothing") return undefined;
  const gateway = single(link);
  if (gateway) return { ref: gateway, hasAddress: gateway.hasAddress };
  return link.to === "unknown" ? link.why : unknown("natGateway", subnet.entity.resource.urn);
}
