import { unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import type { NextHop } from "./next-hop";

/** What decides whether packets with next hop `Internet` can leave the virtual network. */
export interface EgressFacts<Ref> {
  /** `publicIPAddressConfiguration.provision` of the pool, in any casing; absent means `BatchManaged`. */
  readonly provision: Value<string> | undefined;
  /** The NAT gateway of the subnet; `undefined` if it has none. */
  readonly natGateway: Value<NatGateway<Ref>> | undefined;
}

export interface NatGateway<Ref> {
  readonly ref: Ref;
  /** Whether a public IP address or prefix is attached to it. */
  readonly hasAddress: Value<boolean>;
}

/** How a node's packets leave, or why they do not. */
export interface EgressEvidence<Ref> {
  readonly via:
    | "pool-public-addresses"
    | "nat-gateway"
    | "appliance"
    | "virtual-network-gateway"
    | "nat-gateway-without-address"
    | "no-public-addresses"
    | "dropped"
    | "inside-the-network"
    | "unclear";
  readonly natGateway?: Ref;
}

/**
 * Whether packets of a pool's node that take `hop` have a path out of the virtual network at all. An appliance or a gateway
 * counts as a path here; what it allows is a separate question.
 *
 * Appliances and gateways take precedence over a NAT gateway, and a NAT gateway over public addresses of the nodes. Default
 * outbound access does not count: for pools without public addresses Azure "may" provide it, and advises users to configure
 * their own.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-overview,
 * https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip
 */
export function egressOver<Ref>(hop: NextHop, facts: EgressFacts<Ref>): Verdict<EgressEvidence<Ref>> {
  switch (hop.type) {
    case "VirtualAppliance":
      return { is: "holds", because: { via: "appliance" } };
    case "VirtualNetworkGateway":
      return { is: "holds", because: { via: "virtual-network-gateway" } };
    case "None":
      return { is: "violated", because: { via: "dropped" } };
    case "Internet":
      return overInternet(facts);
    case "VnetLocal":
    case "VNetPeering":
    case "VirtualNetworkServiceEndpoint":
    case "InterfaceEndpoint":
      return { is: "undecided", because: { via: "inside-the-network" }, unknowns: [] };
    default:
      return { is: "undecided", because: { via: "unclear" }, unknowns: [] };
  }
}

function overInternet<Ref>({ provision, natGateway: nat }: EgressFacts<Ref>): Verdict<EgressEvidence<Ref>> {
  const withoutNat = fromPool<Ref>(provision);
  if (nat === undefined) return withoutNat;
  if (isUnknown(nat)) return either(withoutNat, { is: "holds", because: { via: "nat-gateway" } }, nat);
  const through: Verdict<EgressEvidence<Ref>> = {
    is: "holds",
    because: { via: "nat-gateway", natGateway: nat.ref },
  };
  if (nat.hasAddress === true) return through;
  const without = withoutAddress(withoutNat, { via: "nat-gateway-without-address", natGateway: nat.ref });
  return isUnknown(nat.hasAddress) ? either(without, through, nat.hasAddress) : without;
}

/**
 * A NAT gateway needs at least one public address for outbound connectivity. Whether one without an address conflicts with the
 * nodes' own public addresses is not documented.
 *
 * https://learn.microsoft.com/azure/nat-gateway/troubleshoot-nat#nat-gateway-configuration-basics
 */
function withoutAddress<Ref>(
  withoutNat: Verdict<EgressEvidence<Ref>>,
  because: EgressEvidence<Ref>,
): Verdict<EgressEvidence<Ref>> {
  if (withoutNat.is === "violated") return { is: "violated", because };
  return { is: "undecided", because, unknowns: withoutNat.is === "undecided" ? withoutNat.unknowns : [] };
}

function fromPool<Ref>(provision: Value<string> | undefined): Verdict<EgressEvidence<Ref>> {
  if (isUnknown(provision)) return { is: "undecided", because: { via: "unclear" }, unknowns: [provision] };
  switch (String(provision ?? "BatchManaged").toLowerCase()) {
    case "batchmanaged":
    case "usermanaged":
      return { is: "holds", because: { via: "pool-public-addresses" } };
    case "nopublicipaddresses":
      return { is: "violated", because: { via: "no-public-addresses" } };
    default:
      return { is: "undecided", because: { via: "unclear" }, unknowns: [] };
  }
}

/** The verdict if `deciding` selects one of the two. */
function either<Ref>(
  first: Verdict<EgressEvidence<Ref>>,
  second: Verdict<EgressEvidence<Ref>>,
  deciding: Unknown,
): Verdict<EgressEvidence<Ref>> {
  if (first.is === second.is && first.is !== "undecided") return first;
  const more = [first, second].flatMap((each) => (each.is === "undecided" ? each.unknowns : []));
  return { is: "undecided", because: first.because, unknowns: unknownsAmong([deciding, ...more]) };
}
