import { append } from "../known/multimap";
import { isUnknown, type Unknown, type Value } from "../known/value";
import type { AdminRules } from "../network/security-group";
import { items, texts } from "../plan/property";
import { adminRulesFor } from "./admin-rules";
import { attachableNatGateways } from "./attachable-nat-gateways";
import type { Builder } from "./builder";
import { connectsNetworks } from "./commit";
import type { NatGateway } from "./egress";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { candidates } from "./link";
import { locationOf, regionOf } from "./location";
import { dnsOf, dnsOpenIn, type NetworkDns } from "./name-resolution";
import { type NetworkNatGateways, natGatewaysOf } from "./nat-networks";
import { memoFor, once } from "./once";
import { type Peering, peeringsOf } from "./peering";
import { type RoutingRules, routingRulesFor } from "./routing-rules";
import type { SecurityRuleNode } from "./security-group";
import type { Subnet } from "./subnet";
import { type HubConnection, hubConnectionsOf } from "./virtual-hub";

/** A virtual network. */
export interface VirtualNetwork {
  readonly entity: Entity<"virtualNetwork">;
  /** In the normal form of Azure Resource Manager. */
  readonly location: Value<string | undefined>;
  /** Its region in ARM's normal form, e.g. `westeurope`. */
  readonly region: Value<string>;
  /** Its address prefixes as written; unknown as a whole where IPAM allocates them. */
  readonly addressSpace: Value<readonly Value<string>[]>;
  readonly peerings: readonly Peering[];
  /** The networks of this program that have a peering to it, or may have one. */
  readonly peeredBy: readonly VirtualNetwork[];
  /** The peerings that pass no packets, because their other direction was deleted. */
  readonly disconnectedPeerings: readonly Peering[];
  readonly subnets: readonly Subnet[];
  /** Whether a virtual network gateway or route server of this program is in it. */
  readonly hasGateway: Value<boolean>;
  /** Whether a Virtual Network Manager connects networks of its region, according to the commits of this program. */
  readonly isManaged: Value<boolean>;
  /** Whether it is connected to a virtual hub. */
  readonly hasHubConnection: Value<boolean>;
  /** The security admin rules of this program that apply, or may apply, to it. */
  readonly adminRules: AdminRules<SecurityRuleNode> | undefined;
  /** The rules of Azure Virtual Network Manager that add, or may add, routes to the route tables of its subnets. */
  readonly routingRules: readonly RoutingRules[];
  /** The name resolution of its nodes. */
  readonly dns: NetworkDns;
  /** Set where a private zone may be linked to this network, but the network or the zone of the link is unknown. */
  readonly dnsOpen: Unknown | undefined;
  /** The NAT gateways that serve all its subnets without a NAT gateway of their own. */
  readonly natGateways: NetworkNatGateways;
  /** The NAT gateways of the program that can be attached to its subnets. */
  readonly attachableNatGateways: readonly NatGateway[];
  /** The connections to virtual hubs that it has, or may have. */
  readonly hubConnections: readonly HubConnection[];
}

/** Reads a network. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
export function toVirtualNetwork(entity: Entity<"virtualNetwork">, builder: Builder): VirtualNetwork {
  const allPeerings = once(() => peeringsOf(entity, builder));
  const peerings = once(() => allPeerings().filter(({ isDisconnected }) => !isDisconnected));
  const disconnected = once(() => allPeerings().filter(({ isDisconnected }) => isDisconnected));
  const subnets = once(() => builder.subnetsOf(entity).map(builder.subnet));
  const gateway = once(() => builder.hasGateway(entity));
  const adminRules = once(() => adminRulesFor(entity, builder));
  const routingRules = once(() => routingRulesFor(entity, builder));
  const dns = once(() => dnsOf(entity, builder));
  const dnsOpen = once(() => dnsOpenIn(entity, builder));
  const natGateways = once(() => natGatewaysOf(entity, builder));
  const attachable = once(() => attachableNatGateways(entity, builder));
  const connections = once(() => hubConnectionsOf(entity, builder));
  const region = regionOf(entity, builder.registry);
  const managed = once(() => connectsNetworks(region, builder.registry));
  return {
    entity,
    location: locationOf(entity, builder.registry),
    region,
    addressSpace: addressSpace(entity),
    get dns() {
      return dns();
    },
    get dnsOpen() {
      return dnsOpen();
    },
    get natGateways() {
      return natGateways();
    },
    get attachableNatGateways() {
      return attachable();
    },
    get hubConnections() {
      return connections();
    },
    get hasGateway() {
      return gateway();
    },
    get isManaged() {
      return managed();
    },
    get hasHubConnection() {
      return isConnected(connections());
    },
    get routingRules() {
      return routingRules();
    },
    get adminRules() {
      return adminRules();
    },
    get peerings() {
      return peerings();
    },
    get peeredBy() {
      return peeredBy(builder)(entity);
    },
    get disconnectedPeerings() {
      return disconnected();
    },
    get subnets() {
      return subnets();
    },
  };
}

const peeredBy = memoFor((builder: Builder) => {
  const found = new Map<Entity, VirtualNetwork[]>();
  for (const from of builder.registry.ofKind("virtualNetwork").map(builder.virtualNetwork)) {
    const remotes = from.peerings.flatMap(({ remote }) => candidates(remote).map(({ entity }) => entity));
    for (const remote of new Set(remotes)) append(found, remote, from);
  }
  return (entity: Entity): readonly VirtualNetwork[] => found.get(entity) ?? [];
});

function isConnected(connections: readonly HubConnection[]): Value<boolean> {
  if (connections.some(({ certain }) => certain)) return true;
  return connections.find(({ why }) => why)?.why ?? false;
}

/** If IPAM allocates the prefixes, only Azure knows them. */
function addressSpace(entity: Entity<"virtualNetwork">): Value<readonly Value<string>[]> {
  const pools = items(read(entity, "addressPools"));
  if (isUnknown(pools)) return pools;
  const prefixes = read(entity, "addressSpace");
  if (pools.length > 0) return texts(readState(entity, "addressSpace"));
  return absentOrUnseen(entity, prefixes) ?? texts(prefixes);
}
