import { append } from "../known/multimap";
import { isUnknown, type Unknown } from "../known/value";
import { isAbsent, text } from "../plan/property";
import type { Builder } from "./builder";
import { byTarget } from "./by-target";
import type { NatGateway } from "./egress";
import { type Entity, read } from "./entity";
import { candidates, type Link, NOTHING, single } from "./link";
import { regionOf } from "./location";
import { memoFor } from "./once";
import { sameStack } from "./registry";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

/** The NAT gateways that serve a whole network: each of its subnets that has no gateway of its own. */
export interface NetworkNatGateways {
  readonly certain: readonly NatGateway[];
  /** Those that may serve it. */
  readonly possible: readonly NatGateway[];
  /** What decides whether the possible ones serve it; `undefined` where there is none. */
  readonly why: Unknown | undefined;
}

/** The gateways of a network. @see https://learn.microsoft.com/azure/nat-gateway/nat-sku */
export function natGatewaysOf(network: Entity<"virtualNetwork">, builder: Builder): NetworkNatGateways {
  const found = gatewaysIn(builder)(network);
  const nodes = (certain: boolean) =>
    found.filter((each) => each.certain === certain).map(({ item }) => builder.natGateway(item));
  return { certain: nodes(true), possible: nodes(false), why: found.find(({ why }) => why)?.why };
}

/**
 * The NAT gateways that can be attached to further subnets of a network: those of the same stack and region, with a public address,
 * that serve no other network. None if a reference from a subnet is unknown, because it may be to any of them.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource: a gateway cannot span several networks.
 */
export function attachableNatGateways(network: Entity<"virtualNetwork">, builder: Builder): readonly NatGateway[] {
  const region = regionOf(network, builder.registry);
  if (isUnknown(region)) return [];
  return separateIn(builder).flatMap(({ gateway, networks }) => {
    const { entity, hasAddress } = gateway;
    const isHere =
      entity.token.provider === network.token.provider &&
      sameStack(entity, network) &&
      regionOf(entity, builder.registry) === region;
    if (!isHere || hasAddress !== true) return [];
    const serves =
      networks.length > 0 ? networks.every((each) => each === network) : isOnlyNetwork(network, region, builder);
    return serves ? [gateway] : [];
  });
}

/** A gateway that serves nothing could be proposed for several networks, and serves only one. */
function isOnlyNetwork(network: Entity<"virtualNetwork">, region: string, { registry }: Builder): boolean {
  return registry
    .ofStack("virtualNetwork", network)
    .every((each) => each === network || (!isUnknown(regionOf(each, registry)) && regionOf(each, registry) !== region));
}

/** The gateways that serve single subnets, or nothing, with the networks of these subnets. */
const separateIn = memoFor((builder: Builder) => {
  const { ofKind } = builder.registry;
  const networks = new Map<Entity, (Entity | undefined)[]>();
  for (const subnet of SUBNET_KINDS.flatMap((kind): readonly SubnetEntity[] => ofKind(kind)).map(builder.subnet)) {
    const { natGateway, virtualNetwork } = subnet;
    if (natGateway.to === "unknown") return [];
    for (const { entity } of candidates(natGateway)) append(networks, entity, single(virtualNetwork)?.entity);
  }
  return ofKind("natGateway")
    .filter((gateway) => sourceNetworkOf(gateway, builder).to === "nothing")
    .map((entity) => ({ gateway: builder.natGateway(entity), networks: networks.get(entity) ?? [] }));
});

const gatewaysIn = memoFor((builder: Builder) =>
  byTarget(
    builder.registry.ofKind("natGateway").map((item) => {
      return { item, property: read(item, "sourceNetwork"), link: sourceNetworkOf(item, builder) };
    }),
  ),
);

/** The network that a gateway serves as a whole. */
function sourceNetworkOf(gateway: Entity<"natGateway">, { registry }: Builder): Link<Entity<"virtualNetwork">> {
  const source = read(gateway, "sourceNetwork");
  if (isAbsent(source) && isOfFirstVersion(gateway)) return NOTHING;
  return resolveReference(registry, gateway, source, ["virtualNetwork"]);
}

/** Whether a gateway certainly has no feature that requires the SKU StandardV2. The classic provider supports none of them. */
function isOfFirstVersion(gateway: Entity<"natGateway">): boolean {
  if (gateway.token.provider === "azure") return true;
  const sku = text(read(gateway, "sku"));
  return sku !== undefined && !isUnknown(sku) && !/^standardv2$/i.test(sku);
}
