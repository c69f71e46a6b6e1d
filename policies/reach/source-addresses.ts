import { isUnknown, type Unknown, type Value } from "../known/value";
import type { NatGateway } from "../topology/egress";
import type { FirewallNode } from "../topology/firewall";
import { type Link, single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import type { RouteHop } from "./hop";
import { natGatewayOf } from "./nat-gateway";
import type { RouteOutcome } from "./next-hop";

/** The public source addresses of a pool's packets at the end of their path. */
export interface SourceAddresses {
  /** `undefined` means addresses that this program does not show. */
  readonly addresses: readonly Value<string | undefined>[];
  /** Whether Azure chooses some of them for each node, so that they are not known in advance. */
  readonly unpredictable: boolean;
  /**
   * The values that decide which of these addresses applies, if only one does: for routes of which one applies, and for firewalls
   * that may be behind one next hop. `undefined` if all of them apply.
   */
  readonly oneOf: readonly Unknown[] | undefined;
}

/** The source addresses of one egress. */
type Source = Omit<SourceAddresses, "oneOf">;

/** Addresses that this program does not show. */
export const NOT_SHOWN: SourceAddresses = { addresses: [undefined], unpredictable: false, oneOf: undefined };

/**
 * The source addresses of a pool's packets: of a firewall on their path, else of the NAT gateway of the subnet, else of the nodes.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-overview, https://learn.microsoft.com/azure/firewall/snat-private-range
 */
export function sourceAddresses(
  pool: PoolNode,
  subnet: Subnet | undefined,
  route: RouteHop | undefined,
): SourceAddresses {
  if (!subnet || !route) return { ...ownAddresses(pool), oneOf: undefined };
  const pieces = route.verdict.because.map(({ because }) => oncePerNextHop(because));
  const used = oncePerNextHop(arriving(pieces.flat()));
  if (used.length > 0 && used.every(({ reason }) => reason === "learned")) return NOT_SHOWN;
  return { ...joined(used.flatMap((outcome) => sourcesBy(outcome, pool, subnet))), oneOf: choiceIn(pieces) };
}

/** Packets that are dropped have no source address at the account. If all are dropped, the account is judged as if they were not. */
function arriving(outcomes: readonly RouteOutcome[]): readonly RouteOutcome[] {
  const some = outcomes.filter(({ is }) => is !== "violated");
  return some.length > 0 ? some : outcomes;
}

function choiceIn(pieces: readonly (readonly RouteOutcome[])[]): readonly Unknown[] | undefined {
  const either = pieces.filter((outcomes) => outcomes.length > 1).flat();
  const instead = pieces.flat().flatMap(({ instead: each }) => each?.why ?? []);
  if (either.length + instead.length === 0) return undefined;
  return [...new Set([...either.flatMap(({ route }) => route.unknowns), ...instead])];
}

function oncePerNextHop(outcomes: readonly RouteOutcome[]): readonly RouteOutcome[] {
  return [...new Map(outcomes.map((outcome) => [keyOf(outcome), outcome])).values()];
}

/** Routes to one next hop have the same source addresses. */
function keyOf({ route, firewall }: RouteOutcome): unknown {
  return firewall ?? `${route.source} ${String(route.hop.type)}`;
}

function sourcesBy(outcome: RouteOutcome, pool: PoolNode, subnet: Subnet): readonly Source[] {
  const { route, firewall, instead, reason } = outcome;
  if (firewall) return [firewall, ...(instead?.firewalls ?? [])].map(behindFirewall);
  // Routes that a gateway may learn are ignored here, as in the judgement of routes.
  if (reason === "learned") return [];
  if (route.hop.type !== "Internet") return [NOT_SHOWN];
  const nat = natGatewayOf(subnet);
  return [nat.to === "nothing" ? ownAddresses(pool) : behindNat(nat)];
}

function behindFirewall({ subnet, publicAddresses }: FirewallNode): Source {
  const own = single(subnet);
  const nat = own && natGatewayOf(own);
  if (nat && nat.to !== "nothing") return behindNat(nat);
  return { addresses: isUnknown(publicAddresses) ? [publicAddresses] : publicAddresses, unpredictable: false };
}

function behindNat(link: Link<NatGateway>): Source {
  const gateway = single(link);
  if (!gateway) return { addresses: [link.to === "unknown" ? link.why : undefined], unpredictable: false };
  const { addresses } = gateway;
  return { addresses: isUnknown(addresses) ? [addresses] : addresses, unpredictable: false };
}

function ownAddresses({ addresses, publicAddresses }: PoolNode): Source {
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
      return NOT_SHOWN;
  }
}

function addressOf(link: Extract<PoolNode["addresses"], readonly unknown[]>[number]): Value<string | undefined> {
  return link.to === "unknown" ? link.why : single(link)?.address;
}

function joined(all: readonly Source[]): Source {
  return {
    addresses: [...new Set(all.flatMap(({ addresses }) => addresses))],
    unpredictable: all.some(({ unpredictable }) => unpredictable),
  };
}
