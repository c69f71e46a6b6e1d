import { whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type EgressEvidence, type EgressFacts, egressOver } from "../network/egress";
import { judgeRouting } from "../network/routes";
import type { Route } from "../network/user-route";
import type { NatGateway } from "../topology/egress";
import { single } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import type { Provision } from "../topology/pool";
import { poolRegion } from "../topology/region";
import type { RouteNode } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { inRegion } from "./any-region";
import type { EgressHop } from "./hop";
import { natGatewayOf } from "./nat-gateway";
import { batchRouting } from "./routing";

/** How a pool's packets leave the network, or why they do not. */
export interface Egress extends EgressEvidence<NatGateway> {
  /** The route that they take; `undefined` for a pool without a subnet. */
  readonly route?: Route<RouteNode>;
}

/** Whether the nodes of a pool have no public addresses of their own. */
export function hasNoPublicAddresses({ publicAddresses: word }: PoolNode): Value<boolean> {
  return isUnknown(word) ? word : word === "NoPublicIPAddresses";
}

/**
 * Whether packets to node management have a public source address, if the pool uses this subnet. A gateway without a route gives none:
 * no program shows the routes that a gateway learns, so the answer is undecided, unless the table disables route propagation.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#border-gateway-protocol
 */
export function egressHop(pool: PoolNode, subnet: Subnet): EgressHop {
  // The program does not show whether pools that are declared in settings have addresses: that is not asked.
  const provision = pool.declared ? "BatchManaged" : pool.publicAddresses;
  const region = poolRegion(pool);
  const judged = (word: Provision) => inRegion(region, (each) => judgedOnce(subnet)(each)(word));
  const verdict = isUnknown(provision)
    ? whicheverOf(judged("BatchManaged"), judged("NoPublicIPAddresses"), provision)
    : judged(provision);
  return { kind: "egress", verdict };
}

function whicheverOf(one: Verdict<readonly Egress[]>, other: Verdict<readonly Egress[]>, why: Unknown) {
  const verdict = whichever([one, other], [why]);
  return { ...verdict, because: verdict.because.flat() };
}

const judgedOnce = memoFor((subnet: Subnet) =>
  memo((region: Value<string>) =>
    memo((provision: Provision): Verdict<readonly Egress[]> => {
      const routing = batchRouting(subnet)(region);
      const verdict = judgeRouting(routing, (route) => egressBy(route, provision, subnet));
      return { ...verdict, because: verdict.because.flatMap((piece) => piece.because) };
    }),
  ),
);

/** Next hops that lead packets out of the network; the hop "route" covers packets that take another one. */
const LEAVING: ReadonlySet<unknown> = new Set(["Internet", "VirtualAppliance", "VirtualNetworkGateway"]);

/** Whether packets that take one route have a public source address. */
function egressBy(route: Route<RouteNode>, provision: Provision, subnet: Subnet): Verdict<Egress> {
  const facts: EgressFacts<NatGateway> = {
    provision,
    natGateway: natOf(subnet),
  };
  const judged = egressOver(route.hop, facts);
  const verdict = { ...judged, because: { ...judged.because, route } };
  if (!LEAVING.has(route.hop.type)) return { is: "holds", because: verdict.because };
  // A NAT gateway of another program is assumed to have an address: without one it would be useless.
  const isExternal = verdict.is !== "holds" && route.hop.type === "Internet" && natGatewayOf(subnet).to === "external";
  return isExternal ? { is: "holds", because: { ...verdict.because, via: "nat-gateway" } } : verdict;
}

function natOf(subnet: Subnet): Value<{ ref: NatGateway; hasAddress: Value<boolean> }> | undefined {
  const link = natGatewayOf(subnet);
  if (link.to === "nothing") return undefined;
  const gateway = single(link);
  if (gateway) return { ref: gateway, hasAddress: gateway.hasAddress };
  return link.to === "unknown" ? link.why : unknown("natGateway", subnet.entity.resource.urn);
}
