import { isUnknown, type Value } from "../known/value";
import type { AdminRules } from "../network/security-group";
import { field, fieldAt, flag, items, type Property, text, texts } from "../plan/property";
import { adminRulesFor } from "./admin-rules";
import type { Builder } from "./builder";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { type Link, mapLink } from "./link";
import { once } from "./once";
import { resolveReference } from "./resolve";
import type { SecurityRuleNode } from "./security-group";
import type { Subnet } from "./subnet";

/** A virtual network. */
export interface VirtualNetwork {
  readonly entity: Entity<"virtualNetwork">;
  readonly name: Value<string>;
  readonly location: Value<string | undefined>;
  /** Its address prefixes as written; unknown as a whole where IPAM allots them. */
  readonly addressSpace: Value<readonly Value<string>[]>;
  readonly peerings: readonly Peering[];
  readonly subnets: readonly Subnet[];
  /** Whether a virtual network gateway of this program stands in it. */
  readonly hasGateway: Value<boolean>;
  /** Whether it is connected to a virtual hub. */
  readonly hasHubConnection: Value<boolean>;
  /** The security admin rules that apply to it, as far as this program shows them. */
  readonly adminRules: AdminRules<SecurityRuleNode> | undefined;
  /** Custom DNS servers; an empty list means Azure's own DNS. */
  readonly dnsServers: Value<readonly Value<string>[]>;
}

/** One direction of a peering, from a network of this program to another. */
export interface Peering {
  readonly remote: Link<VirtualNetwork>;
  /** The remote prefixes as far as the peering itself tells. */
  readonly remoteAddressSpace: Value<readonly Value<string>[]>;
  readonly useRemoteGateways: Value<boolean | undefined>;
  readonly property: Property;
}

/** Reads a network. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
export function toVirtualNetwork(entity: Entity<"virtualNetwork">, builder: Builder): VirtualNetwork {
  const peerings = once(() => peeringsOf(entity, builder));
  const subnets = once(() => builder.subnetsOf(entity).map(builder.subnet));
  const gateway = once(() => builder.hasGateway(entity));
  const adminRules = once(() => adminRulesFor(entity, builder));
  const hub = once(() => builder.hasHubConnection(entity));
  return {
    entity,
    name: entity.name,
    location: text(read(entity, "location")),
    addressSpace: addressSpace(entity),
    dnsServers: texts(read(entity, "dnsServers")),
    get hasGateway() {
      return gateway();
    },
    get hasHubConnection() {
      return hub();
    },
    get adminRules() {
      return adminRules();
    },
    get peerings() {
      return peerings();
    },
    get subnets() {
      return subnets();
    },
  };
}

/** Where IPAM allots the prefixes, only Azure knows them. */
function addressSpace(entity: Entity<"virtualNetwork">): Value<readonly Value<string>[]> {
  const pools = items(read(entity, "addressPools"));
  if (isUnknown(pools)) return pools;
  const prefixes = read(entity, "addressSpace");
  if (pools.length > 0) return texts(readState(entity, "addressSpace"));
  return absentOrUnseen(entity, prefixes) ?? texts(prefixes);
}

function peeringsOf(network: Entity<"virtualNetwork">, builder: Builder): readonly Peering[] {
  const { list: apart, unseen } = builder.childrenOf(network, "peering");
  const names = new Set(apart.map(({ child }) => lower(child.name)));
  const list = read(network, "peerings");
  const inline = items(list);
  // What is unknown as a whole, and what may belong to another network, stands for a peering of which everything is unknown.
  const written = (isUnknown(inline) ? [list] : inline)
    // Without inputs the outputs are all there is, and after a refresh they repeat the standalone peerings.
    .filter((peering) => network.resource.hasInputs || !names.has(lower(text(field(peering, "name")))))
    .map((property) => toPeering(network, property, builder));
  const standalone = apart.map(({ child, why }) => {
    return toPeering(child, why ? { ...child.program, value: why } : child.program, builder);
  });
  const others = unseen ? [toPeering(network, { value: unseen, path: "", owner: unseen.owner }, builder)] : [];
  return [...written, ...standalone, ...others];
}

function lower(name: Value<string | undefined>): string | undefined {
  return isUnknown(name) ? undefined : name?.toLowerCase();
}

function toPeering(entity: Entity, property: Property, builder: Builder): Peering {
  const native = entity.token.provider === "azure-native";
  const remoteId = fieldAt(property, native ? "remoteVirtualNetwork.id" : "remoteVirtualNetworkId");
  const remote = once(() => {
    const link = resolveReference(builder.registry, entity, remoteId, ["virtualNetwork"]);
    return mapLink(link, builder.virtualNetwork);
  });
  return {
    property,
    remoteAddressSpace: texts(fieldAt(property, "remoteAddressSpace.addressPrefixes")),
    useRemoteGateways: flag(fieldAt(property, "useRemoteGateways")),
    get remote() {
      return remote();
    },
  };
}
