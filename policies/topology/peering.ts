import { isUnknown, type Value } from "../known/value";
import { field, fieldAt, flag, items, type Property, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { type Entity, read } from "./entity";
import { type FieldName, pathOfField } from "./fields";
import { type Link, mapLink, single } from "./link";
import { memoFor, once } from "./once";
import { resolveReference } from "./resolve";
import type { VirtualNetwork } from "./virtual-network";

/** One direction of a peering, from a network of this program to another. */
export interface Peering {
  readonly remote: Link<VirtualNetwork>;
  /** The remote prefixes as far as the peering itself tells. */
  readonly remoteAddressSpace: Value<readonly Value<string>[]>;
  readonly useRemoteGateways: Value<boolean | undefined>;
  /** Whether this network may reach the remote one; absent = yes. */
  readonly allowAccess: Value<boolean | undefined>;
  /** `false` connects {@link localSubnets} with {@link remoteSubnets} alone; absent = all subnets. */
  readonly completeNetworks: Value<boolean | undefined>;
  /** Names of subnets. */
  readonly localSubnets: Value<readonly Value<string>[]>;
  readonly remoteSubnets: Value<readonly Value<string>[]>;
  /** False where it may belong to another network, or not exist at all. */
  readonly certain: boolean;
  readonly property: Property;
}

/**
 * The peerings of a network, and those that may be its own.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering,
 * https://learn.microsoft.com/azure/virtual-network/how-to-configure-subnet-peering
 */
export function peeringsOf(network: Entity<"virtualNetwork">, builder: Builder): readonly Peering[] {
  const { list: apart, unseen } = builder.childrenOf(network, "peering");
  const names = new Set(apart.map(({ child }) => lower(child.name)));
  const list = read(network, "peerings");
  const inline = items(list);
  // A list that is unknown, or that may go on, stands for one peering of which everything is unknown.
  const written = (isUnknown(inline) ? [list] : inline)
    // Without inputs the outputs are all there is, and after a refresh they repeat the standalone peerings.
    .filter((peering) => network.resource.hasInputs || !names.has(lower(text(field(peering, "name")))))
    .map((property) => toPeering(network, property, !isUnknown(inline), builder));
  // No network is peered with itself.
  const standalone = apart.map(standalonePeerings(builder)).filter(({ remote }) => single(remote)?.entity !== network);
  const others = unseen ? [toPeering(network, { ...list, value: unseen }, false, builder)] : [];
  return [...written, ...standalone, ...others];
}

/** One that may belong to any of many networks is read once. */
const standalonePeerings = memoFor((builder: Builder) =>
  memoFor(({ child, certain }: Child<"peering">) => toPeering(child, child.program, certain, builder)),
);

function lower(name: Value<string | undefined>): string | undefined {
  return isUnknown(name) ? undefined : name?.toLowerCase();
}

function toPeering(entity: Entity, property: Property, certain: boolean, builder: Builder): Peering {
  const at = (name: FieldName<"peering">) => {
    const path = pathOfField("peering", entity.token.provider, name);
    return path === undefined ? { ...property, value: undefined } : fieldAt(property, path);
  };
  const remote = once(() => {
    const link = resolveReference(builder.registry, entity, at("remote"), ["virtualNetwork"]);
    return mapLink(link, builder.virtualNetwork);
  });
  return {
    property,
    certain,
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
