import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { candidates, single } from "../topology/link";
import type { Peering } from "../topology/peering";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";

/** Why a subnet can reach another one, or cannot reach it. */
export interface PeeringEvidence {
  readonly reason:
    | "same-network"
    | "peered"
    | "not-peered"
    | "disconnected"
    | "access-denied"
    | "other-subnets"
    | "one-direction"
    | "unclear"
    | "hub"
    | "forwarded"
    | "managed"
    | "outside";
  readonly from: VirtualNetwork | undefined;
  readonly to: VirtualNetwork | undefined;
  /** The peering that decides, if there is one. */
  readonly peering?: Peering;
}

/**
 * Whether packets pass between two subnets: their networks are the same, or peered with each other. A peering works only if both
 * networks have one to the other, and is not transitive. If one side is deleted, the other side is disconnected, and Azure accepts no
 * new peering for it.
 *
 * A side that does not allow access takes the addresses of the peer out of its tag `VirtualNetwork`: traffic does not flow, unless a
 * security rule allows it explicitly, which the caller judges. It controls the access of its own network to the peer, so what it
 * does to connections from the peer is undecided.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview,
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering,
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-peering-issues,
 * https://learn.microsoft.com/rest/api/virtualnetwork/virtual-network-peerings/create-or-update
 *
 * @param why what is unknown if a network is not part of the program.
 */
export function connected(one: Subnet, other: Subnet | undefined, why: Unknown): Verdict<PeeringEvidence> {
  const from = single(one.virtualNetwork);
  const to = other && single(other.virtualNetwork);
  const because = (reason: PeeringEvidence["reason"], peering?: Peering): PeeringEvidence => ({
    ...{ reason, from, to },
    ...(peering ? { peering } : {}),
  });
  if (!from || !to) return { is: "undecided", because: because("outside"), unknowns: [why] };
  if (from === to) return { is: "holds", because: because("same-network") };
  const there = direction(from, to, one, other);
  const back = direction(to, from, other, one);
  if (there.is === "refused") return { is: "violated", because: because(there.reason, there.peering) };
  if (back.is === "refused") {
    const refused = because(back.reason, back.peering);
    if (back.reason === "other-subnets") return { is: "violated", because: refused };
    return { is: "undecided", because: refused, unknowns: [] };
  }
  const open = [there, back].find(({ is }) => is === "open");
  if (open?.is === "open")
    return { is: "undecided", because: because("unclear", open.peering), unknowns: open.unknowns };
  if (there.is === "allowed" && back.is === "allowed")
    return { is: "holds", because: because("peered", there.peering) };
  const [half] = [there, back].filter(({ is }) => is === "allowed");
  // Another program may have made the other direction of a peering.
  const ended = disconnectedBetween(from, to) ?? disconnectedBetween(to, from);
  if (half?.is === "allowed" && !ended) {
    return { is: "undecided", because: because("one-direction", half.peering), unknowns: [] };
  }
  // A virtual hub may still connect the networks.
  const hub = from.hasHubConnection !== false && to.hasHubConnection !== false;
  if (hub) return { is: "undecided", because: because("hub"), unknowns: [from, to].flatMap(hubUnknown) };
  const managed = [from.isManaged, to.isManaged].filter((each) => each !== false);
  if (managed.length > 0) return { is: "undecided", because: because("managed"), unknowns: managed.filter(isUnknown) };
  return { is: "violated", because: ended ? because("disconnected", ended) : because("not-peered") };
}

/** {@link connected} for packets of which `mayAllow` tells whether security rules may allow them explicitly: it is asked only where that decides. */
export function withExplicitRules(
  verdict: Verdict<PeeringEvidence>,
  mayAllow: () => boolean,
): Verdict<PeeringEvidence> {
  const { is, because } = verdict;
  const isOpen = is === "violated" && because.reason === "access-denied" && mayAllow();
  return isOpen ? { is: "undecided", because, unknowns: [] } : verdict;
}

/** Whether two networks may have routes to each other: those of a peering that does not allow access have them. */
export function mayHaveRoutes({ is, because }: Verdict<PeeringEvidence>): boolean {
  return is !== "violated" || because.reason === "access-denied";
}

function disconnectedBetween(from: VirtualNetwork, to: VirtualNetwork): Peering | undefined {
  return from.disconnectedPeerings.find(({ certain, remote }) => certain && single(remote) === to);
}

function hubUnknown({ hasHubConnection }: VirtualNetwork): readonly Unknown[] {
  return isUnknown(hasHubConnection) ? [hasHubConnection] : [];
}

type Direction =
  | { readonly is: "none" }
  | { readonly is: "allowed"; readonly peering: Peering }
  | { readonly is: "refused"; readonly reason: "access-denied" | "other-subnets"; readonly peering: Peering }
  | { readonly is: "open"; readonly peering: Peering; readonly unknowns: readonly Unknown[] };

/** What the peerings of one network say about another network. */
function direction(from: VirtualNetwork, to: VirtualNetwork, one: Subnet, other: Subnet): Direction {
  const certain = from.peerings.filter((peering) => peering.certain && single(peering.remote) === to);
  const judged = certain.map((peering) => judge(peering, one, other));
  const [first] = judged;
  if (first) return judged.find(({ is }) => is === "allowed") ?? judged.find(({ is }) => is === "open") ?? first;
  const perhaps = from.peerings.find(({ remote }) => remote.to === "unknown" || candidates(remote).includes(to));
  return perhaps ? { is: "open", peering: perhaps, unknowns: [remoteOf(perhaps)] } : { is: "none" };
}

function remoteOf({ remote, property }: Peering): Unknown {
  return remote.to === "unknown" ? remote.why : unknown(property.path, property.owner);
}

function judge(peering: Peering, one: Subnet, other: Subnet): Direction {
  const { allowAccess, completeNetworks, localSubnets, remoteSubnets } = peering;
  if (allowAccess === false) return { is: "refused", reason: "access-denied", peering };
  const whole = completeNetworks ?? true;
  const named = whole === true ? true : both(isNamed(one, localSubnets), isNamed(other, remoteSubnets));
  if (named === false && whole === false) return { is: "refused", reason: "other-subnets", peering };
  const unknowns = [allowAccess, whole, ...(whole === true ? [] : [named])].filter(isUnknown);
  if (unknowns.length > 0) return { is: "open", peering, unknowns };
  return { is: "allowed", peering };
}

function both(one: Value<boolean>, other: Value<boolean>): Value<boolean> {
  if (one === false || other === false) return false;
  return isUnknown(one) ? one : other;
}

/** Subnet peering connects the subnets that it names. https://learn.microsoft.com/azure/virtual-network/how-to-configure-subnet-peering */
function isNamed({ name }: Subnet, names: Value<readonly Value<string>[]>): Value<boolean> {
  if (isUnknown(names)) return names;
  if (isUnknown(name)) return name;
  if (names.some((each) => !isUnknown(each) && each.toLowerCase() === name.toLowerCase())) return true;
  return names.find(isUnknown) ?? false;
}
