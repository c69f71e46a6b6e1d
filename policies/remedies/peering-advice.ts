import { isUnknown } from "../known/value";
import type { PeeringEvidence } from "../reach/peering";
import { single } from "../topology/link";
import type { Peering } from "../topology/peering";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { ask, type Change, type Remedy } from "./remedy";

export const ALLOW_ACCESS = "Set allowVirtualNetworkAccess to true in both directions of the peering.";

/** The change that connects two networks that are not connected, or not for these subnets. */
export function peeringRemedy({ reason, from, to }: PeeringEvidence, one?: Subnet, other?: Subnet): Remedy {
  if (!from || !to) return ask("Peer the two networks with each other, in both directions.");
  const directions = [...peeringsTo(from, to), ...peeringsTo(to, from)];
  switch (reason) {
    case "access-denied": {
      const set = { allowVirtualNetworkAccess: true };
      return all(
        directions
          .filter(({ allowAccess }) => allowAccess === false)
          .map((peering) => setting(peering, set, ALLOW_ACCESS)),
        ALLOW_ACCESS,
      );
    }
    case "other-subnets": {
      const words = "Add both subnets to localSubnetNames and remoteSubnetNames of the peering, in both directions.";
      return all(
        directions.flatMap((peering) => named(peering, from, one, other, words) ?? []),
        words,
      );
    }
    case "disconnected":
      return ask("Delete both directions of the peering, and create them again.");
    default:
      return missing(from, to);
  }
}

function missing(from: VirtualNetwork, to: VirtualNetwork): Remedy {
  const [there, back] = [peeringsTo(from, to), peeringsTo(to, from)].map(({ length }) => length > 0);
  if (there) return { do: "add peering", from: to, to: from, both: false };
  return { do: "add peering", from, to, both: !back };
}

function peeringsTo(from: VirtualNetwork, to: VirtualNetwork): readonly Peering[] {
  return from.peerings.filter(({ remote, certain }) => certain && single(remote) === to);
}

function setting(peering: Peering, set: Record<string, boolean | readonly string[]>, words: string): Change {
  return { do: "set in peering", peering, set, words };
}

/** One sentence covers both directions. */
function all(changes: readonly Change[], words: string): Remedy {
  return changes.length === 0 ? ask(words) : { do: "in order", of: changes };
}

function named(
  peering: Peering,
  from: VirtualNetwork,
  one: Subnet | undefined,
  other: Subnet | undefined,
  words: string,
) {
  const { localSubnets, remoteSubnets, completeNetworks, remote } = peering;
  if (completeNetworks !== false || !one || !other) return undefined;
  const [local, far] = single(remote) === from ? [other, one] : [one, other];
  if (isUnknown(localSubnets) || isUnknown(remoteSubnets) || isUnknown(local.name) || isUnknown(far.name))
    return undefined;
  if ([...localSubnets, ...remoteSubnets].some(isUnknown)) return undefined;
  const set = {
    localSubnetNames: [...new Set([...localSubnets.map(String), local.name])],
    remoteSubnetNames: [...new Set([...remoteSubnets.map(String), far.name])],
  };
  return setting(peering, set, words);
}
