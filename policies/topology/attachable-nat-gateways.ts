import { append, groupBy } from "../known/multimap";
import { isUnknown } from "../known/value";
import { items } from "../plan/property";
import { stackIn } from "../plan/urn";
import { parseArmId } from "./arm-id";
import type { Builder } from "./builder";
import type { NatGateway } from "./egress";
import { type Entity, read, readState } from "./entity";
import { candidates, single } from "./link";
import { regionOf } from "./location";
import { sourceNetworkOf } from "./nat-networks";
import { memoFor } from "./once";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

/**
 * The NAT gateways with a public address that can be attached to further subnets of a network: those of its other subnets, and
 * those of its stack that serve nothing, if the stack has no other network that could need them. A gateway cannot span several
 * networks.
 *
 * https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource
 */
export function attachableNatGateways(network: Entity<"virtualNetwork">, builder: Builder): readonly NatGateway[] {
  const { ofNetwork, unused, networks } = usesIn(builder);
  const stack = stackOf(network);
  const free = networks.get(stack)?.length === 1 ? (unused.get(stack) ?? []) : [];
  const possible = [...(ofNetwork.get(network) ?? []), ...free.filter(({ entity }) => fits(entity, network, builder))];
  return possible.filter(({ hasAddress }) => hasAddress === true);
}

function fits(gateway: Entity<"natGateway">, network: Entity<"virtualNetwork">, { registry }: Builder): boolean {
  const [own, other] = [regionOf(gateway, registry), regionOf(network, registry)];
  const isHere = !isUnknown(own) && own === other && gateway.token.provider === network.token.provider;
  const [subscription, others] = [subscriptionOf(gateway), subscriptionOf(network)];
  return isHere && (subscription === undefined || others === undefined || subscription === others);
}

function subscriptionOf({ id }: Entity): string | undefined {
  return isUnknown(id) ? undefined : parseArmId(id)?.subscription.toLowerCase();
}

const stackOf = ({ resource }: Entity) => stackIn(resource.urn);

interface Uses {
  /** The gateways whose subnets are all in one network. */
  readonly ofNetwork: ReadonlyMap<Entity, readonly NatGateway[]>;
  /** By stack; none where a reference to a gateway is unknown. */
  readonly unused: ReadonlyMap<string, readonly NatGateway[]>;
  readonly networks: ReadonlyMap<string, readonly Entity[]>;
}

const usesIn = memoFor((builder: Builder): Uses => {
  const { ofKind } = builder.registry;
  const uses = usesOf(builder);
  const ofNetwork = new Map<Entity, NatGateway[]>();
  const unused: Entity<"natGateway">[] = [];
  for (const entity of ofKind("natGateway")) {
    if (sourceNetworkOf(entity, builder).to !== "nothing") continue;
    const [first, ...others] = new Set(uses.networks.get(entity) ?? []);
    if (first !== undefined && others.length === 0) append(ofNetwork, first, builder.natGateway(entity));
    else if (!uses.networks.has(entity) && !uses.open && !isReportedInUse(entity)) unused.push(entity);
  }
  return {
    ofNetwork: uses.open ? new Map() : ofNetwork,
    unused: groupBy(unused.map(builder.natGateway), ({ entity }) => stackOf(entity)),
    networks: groupBy(ofKind("virtualNetwork"), stackOf),
  };
});

/** The networks of the subnets that gateways serve, `undefined` for one that is not shown; `open` if a reference is unknown. */
function usesOf(builder: Builder) {
  const { registry } = builder;
  const networks = new Map<Entity, (Entity | undefined)[]>();
  let open = false;
  for (const subnet of SUBNET_KINDS.flatMap((kind): readonly SubnetEntity[] => registry.ofKind(kind)).map(
    builder.subnet,
  )) {
    const { natGateway, virtualNetwork } = subnet;
    if (natGateway.to === "unknown") open = true;
    for (const { entity } of candidates(natGateway)) append(networks, entity, single(virtualNetwork)?.entity);
  }
  for (const association of registry.ofKind("natGatewayAssociation")) {
    const target = resolveReference(registry, association, read(association, "target"), ["natGateway"]);
    if (target.to === "unknown") open = true;
    const subnet = resolveReference(registry, association, read(association, "subnet"), SUBNET_KINDS);
    // A subnet of another program is in a network that this one does not show.
    if (!single(subnet)) for (const entity of candidates(target)) append(networks, entity, undefined);
  }
  return { networks, open };
}

/** Azure reports the subnets that a gateway serves, also those of other programs. */
function isReportedInUse(gateway: Entity<"natGateway">): boolean {
  const subnets = items(readState(gateway, "subnets"));
  return !isUnknown(subnets) && subnets.length > 0;
}
