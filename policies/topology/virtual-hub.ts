import { isUnknown, type Unknown, type Value } from "../known/value";
import { field, flag, items, type Property, texts } from "../plan/property";
import type { Builder } from "./builder";
import { byTarget } from "./by-target";
import { absentOrUnseen, type Entity, read } from "./entity";
import type { FirewallNode } from "./firewall";
import { candidates, type Link, mapLink, NOTHING } from "./link";
import { memo, memoFor, once } from "./once";
import { resolveParent, resolveReference } from "./resolve";

/** A hub of Azure Virtual WAN. */
export interface VirtualHub {
  readonly entity: Entity<"virtualHub">;
  /** A hub has at most one; several where it is unknown which one belongs to it. */
  readonly routingIntent: readonly RoutingIntent[];
}

/** The next hops to which a hub sends the packets of its networks. */
export interface RoutingIntent {
  readonly entity: Entity<"routingIntent">;
  /** False where it may belong to another hub. */
  readonly certain: boolean;
  /** Whether it applies to packets to the internet. */
  readonly internet: Value<boolean>;
  /** The next hop of packets to the internet. */
  readonly firewall: Link<FirewallNode>;
  readonly property: Property;
}

/** The connection of a network to a hub. */
export interface HubConnection {
  readonly hub: Link<VirtualHub>;
  /** The hubs that it may belong to: all hubs of its stack where that is unknown. */
  readonly possibleHubs: readonly VirtualHub[];
  /** Whether the hub propagates its default route to the network. */
  readonly internetSecurity: Value<boolean>;
  /** False where it may be the connection of another network. */
  readonly certain: boolean;
  /** What decides whether it is the connection of this network; `undefined` where that is certain. */
  readonly why: Unknown | undefined;
  readonly entity: Entity<"hubConnection">;
}

/** A network's connections. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualhubs/hubvirtualnetworkconnections */
export function hubConnectionsOf(network: Entity<"virtualNetwork">, builder: Builder): readonly HubConnection[] {
  return connectionsIn(builder)(network).map(({ item, certain, why }) => toConnection(item, certain, why, builder));
}

const connectionsIn = memoFor(({ registry }: Builder) =>
  byTarget(
    registry.ofKind("hubConnection").map((item) => {
      const property = read(item, "remote");
      return { item, property, link: resolveReference(registry, item, property, ["virtualNetwork"]) };
    }),
  ),
);

function toConnection(
  entity: Entity<"hubConnection">,
  certain: boolean,
  why: Unknown | undefined,
  builder: Builder,
): HubConnection {
  const { registry } = builder;
  const hubOf = hubsIn(builder);
  const hub = once(() => mapLink(resolveParent(registry, entity, "virtualHub"), hubOf));
  return {
    entity,
    certain,
    why,
    internetSecurity: internetSecurity(entity),
    get possibleHubs() {
      const link = hub();
      return link.to === "unknown" ? registry.ofStack("virtualHub", entity).map(hubOf) : candidates(link);
    },
    get hub() {
      return hub();
    },
  };
}

/**
 * Azure propagates the default route unless the connection disables it. The classic provider disables it if the program does
 * not set the property.
 *
 * https://learn.microsoft.com/azure/virtual-wan/how-to-routing-policies,
 * https://www.pulumi.com/registry/packages/azure/api-docs/network/virtualhubconnection/
 */
function internetSecurity(entity: Entity<"hubConnection">): Value<boolean> {
  const property = read(entity, "internetSecurity");
  return absentOrUnseen(entity, property) ?? flag(property) ?? entity.token.provider === "azure-native";
}

/** The node of a hub. @see https://learn.microsoft.com/azure/templates/microsoft.network/virtualhubs */
const hubsIn = memoFor((builder: Builder) =>
  memo((entity: Entity<"virtualHub">): VirtualHub => {
    const intents = once(() => intentsOf(entity, builder));
    return {
      entity,
      get routingIntent() {
        return intents();
      },
    };
  }),
);

function intentsOf(hub: Entity<"virtualHub">, builder: Builder): readonly RoutingIntent[] {
  const { list } = builder.childrenOf(hub, "routingIntent");
  return list.map(({ child, certain }) => toIntent(child, certain, builder));
}

/** https://learn.microsoft.com/azure/templates/microsoft.network/virtualhubs/routingintent */
function toIntent(entity: Entity<"routingIntent">, certain: boolean, builder: Builder): RoutingIntent {
  const list = read(entity, "policies");
  const policies = absentOrUnseen(entity, list) ?? items(list);
  const each = isUnknown(policies) ? [] : policies.map((policy) => [policy, leadsToInternet(policy)] as const);
  const [policy, internet] = each.find(([, leads]) => leads === true) ??
    each.find(([, leads]) => isUnknown(leads)) ?? [undefined, false];
  const firewall = once((): Link<FirewallNode> => {
    if (isUnknown(policies)) return { to: "unknown", why: policies };
    if (!policy) return NOTHING;
    const nextHop = resolveReference(builder.registry, entity, field(policy, "nextHop"), ["firewall"]);
    return mapLink(nextHop, builder.firewall);
  });
  return {
    entity,
    certain,
    internet: isUnknown(policies) ? policies : internet,
    property: policy ?? list,
    get firewall() {
      return firewall();
    },
  };
}

function leadsToInternet(policy: Property): Value<boolean> {
  const destinations = texts(field(policy, "destinations"));
  if (isUnknown(destinations)) return destinations;
  const named = destinations.some((name) => !isUnknown(name) && name.toLowerCase() === "internet");
  return named || (destinations.find(isUnknown) ?? false);
}
