import { isUnknown, type Unknown, type Value } from "../known/value";
import type { NatGateway } from "../topology/egress";
import { type Link, single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import type { RouteHop } from "./hop";
import { natGatewayOf } from "./nat-gateway";
import type { RouteOutcome } from "./next-hop";

/** The public addresses that a pool's packets come from at the end of their way. */
export interface SourceAddresses {
  /** `undefined` stands for addresses that this program does not show. */
  readonly addresses: readonly Value<string | undefined>[];
  /** Whether some are chosen by Azure, anew for each node, so that nobody knows them beforehand. */
  readonly unpredictable: boolean;
}

const HIDDEN: SourceAddresses = { addresses: [undefined], unpredictable: false };

/**
 * Where a pool's packets come from: a firewall on their way, else the NAT gateway of the subnet, else addresses of the nodes.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-overview, https://learn.microsoft.com/azure/firewall/snat-private-range
 */
export function sourceAddresses(
  pool: PoolNode,
  subnet: Subnet | undefined,
  route: RouteHop | undefined,
): SourceAddresses {
  if (!subnet || !route) return ownAddresses(pool);
  const outcomes = route.verdict.because.flatMap(({ because }) => because);
  const used = new Map(outcomes.map((outcome) => [keyOf(outcome), outcome]));
  return joined([...used.values()].map((outcome) => sourcesBy(outcome, pool, subnet)));
}

/** Routes to one next hop leave from the same addresses. */
function keyOf({ route, firewall }: RouteOutcome): unknown {
  return firewall ?? `${route.source} ${String(route.hop.type)}`;
}

function sourcesBy({ route, firewall, reason }: RouteOutcome, pool: PoolNode, subnet: Subnet): SourceAddresses {
  if (firewall) {
    const own = single(firewall.subnet);
    const nat = own && natGatewayOf(own);
    if (nat && nat.to !== "nothing") return behindNat(nat);
    const { publicAddresses } = firewall;
    return { addresses: isUnknown(publicAddresses) ? [publicAddresses] : publicAddresses, unpredictable: false };
  }
  // What a gateway may learn is left aside, as the routes leave it.
  if (reason === "learned") return { addresses: [], unpredictable: false };
  if (route.hop.type !== "Internet") return HIDDEN;
  const nat = natGatewayOf(subnet);
  return nat.to === "nothing" ? ownAddresses(pool) : behindNat(nat);
}

function behindNat(link: Link<NatGateway>): SourceAddresses {
  const gateway = single(link);
  if (!gateway) return { addresses: [link.to === "unknown" ? link.why : undefined], unpredictable: false };
  const { addresses } = gateway;
  return { addresses: isUnknown(addresses) ? [addresses] : addresses, unpredictable: false };
}

function ownAddresses({ addresses, publicAddresses }: PoolNode): SourceAddresses {
  if (isUnknown(publicAddresses)) return { addresses: [publicAddresses], unpredictable: false };
  switch (publicAddresses) {
    case "BatchManaged":
      return { addresses: [], unpredictable: true };
    case "UserManaged":
      return {
        addresses: isUnknown(addresses) ? [addresses as Unknown] : addresses.map(addressOf),
        unpredictable: false,
      };
    default:
      return HIDDEN;
  }
}

function addressOf(link: Extract<PoolNode["addresses"], readonly unknown[]>[number]): Value<string | undefined> {
  return link.to === "unknown" ? link.why : single(link)?.address;
}

function joined(all: readonly SourceAddresses[]): SourceAddresses {
  return {
    addresses: [...new Set(all.flatMap(({ addresses }) => addresses))],
    unpredictable: all.some(({ unpredictable }) => unpredictable),
  };
}
