import { isUnknown, type Value } from "../known/value";
import { field, fieldAt, flag, items, type Property, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { type Entity, read, readState } from "./entity";
import { type FieldName, pathOfField } from "./fields";
import { type Link, mapLink, single } from "./link";
import { memoFor, once } from "./once";
import { resolveReference } from "./resolve";
import type { VirtualNetwork } from "./virtual-network";

/** One direction of a peering, from a network of this program to another. */
export interface Peering {
  readonly remote: Link<VirtualNetwork>;
  /** The remote prefixes that the peering itself lists. */
  readonly remoteAddressSpace: Value<readonly Value<string>[]>;
  readonly useRemoteGateways: Value<boolean | undefined>;
  /** Whether this network may reach the remote one; absent = yes. */
  readonly allowAccess: Value<boolean | undefined>;
  /** `false` connects {@link localSubnets} with {@link remoteSubnets} only; absent = all subnets. */
  readonly completeNetworks: Value<boolean | undefined>;
  /** Names of subnets. */
  readonly localSubnets: Value<readonly Value<string>[]>;
  readonly remoteSubnets: Value<readonly Value<string>[]>;
  /** False where it may belong to another network, or may not exist. */
  readonly certain: boolean;
  /** Azure reports that the other direction was deleted: no packet passes until both are deleted and created again. */
  readonly isDisconnected: boolean;
  readonly property: Property;
}

/**
 * The peerings that a network has, or may have.
 *
 * `Initiated` is not read: Azure reports it for the direction that is created first, and Pulumi's state keeps it after the second.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering,
 * https://learn.microsoft.com/azure/virtual-network/how-to-configure-subnet-peering,
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-peering-issues
 */
export function peeringsOf(network: Entity<"virtualNetwork">, builder: Builder): readonly Peering[] {
  const { list: apart, unseen } = builder.childrenOf(network, "peering");
  const names = new Set(apart.map(({ child }) => lower(child.name)));
  const list = read(network, "peerings");
  const inline = items(list);
  const reported = items(readState(network, "peerings"));
  // An unknown list, or a list that may have further peerings, counts as one peering with unknown properties.
  const written = (isUnknown(inline) ? [list] : inline)
    // Without inputs only the outputs are known, and after a refresh they list the standalone peerings as well.
    .filter((peering) => network.resource.hasInputs || !names.has(lower(text(field(peering, "name")))))
    .map((property) =>
      toPeering({ entity: network, property, state: sameName(reported, property) }, !isUnknown(inline), builder),
    );
  // A network cannot be peered with itself.
  const standalone = apart.map(standalonePeerings(builder)).filter(({ remote }) => single(remote)?.entity !== network);
  const others = unseen ? [toPeering({ entity: network, property: { ...list, value: unseen } }, false, builder)] : [];
  return [...written, ...standalone, ...others];
}

/** A peering that may belong to several networks is read once. */
const standalonePeerings = memoFor((builder: Builder) =>
  memoFor(({ child, certain }: Child<"peering">) =>
    toPeering({ entity: child, property: child.program, state: child.state }, certain, builder),
  ),
);

function lower(name: Value<string | undefined>): string | undefined {
  return isUnknown(name) ? undefined : name?.toLowerCase();
}

/** Azure lists the peerings of a network in its own order: they are matched by name. */
function sameName(reported: Value<readonly Property[]>, property: Property): Property | undefined {
  const name = lower(text(field(property, "name")));
  if (isUnknown(reported) || name === undefined) return undefined;
  return reported.find((each) => lower(text(field(each, "name"))) === name);
}

interface Place {
  readonly entity: Entity;
  /** The properties in the program. */
  readonly property: Property;
  /** The properties that the provider reports. */
  readonly state?: Property | undefined;
}

function toPeering({ entity, property, state }: Place, certain: boolean, builder: Builder): Peering {
  const at = (name: FieldName<"peering">, place = property) => {
    const path = pathOfField("peering", entity.token.provider, name);
    return path === undefined ? { ...place, value: undefined } : fieldAt(place, path);
  };
  const reported = state && text(at("state", state));
  const remote = once(() => {
    const link = resolveReference(builder.registry, entity, at("remote"), ["virtualNetwork"]);
    return mapLink(link, builder.virtualNetwork);
  });
  return {
    property,
    certain,
    isDisconnected: !isUnknown(reported) && reported?.toLowerCase() === "disconnected",
    remoteAddressSpace: texts(at("remoteAddressSpace")),
    useRemoteGateways: flag(at("useRemoteGateways")),
    allowAccess: flag(at("allowAccess")),
    completeNetworks: flag(at("completeNetworks")),
    localSubnets: texts(at("localSubnets")),
    remoteSubnets: texts(at("remoteSubnets")),
    get remote() {
      return remote();
    },
  };
}
