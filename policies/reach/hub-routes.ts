import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { LearnedRoute } from "../network/system-routes";
import { single } from "../topology/link";
import { memoFor } from "../topology/once";
import type { RouteNode } from "../topology/route-table";
import type { HubConnection, RoutingIntent } from "../topology/virtual-hub";
import type { VirtualNetwork } from "../topology/virtual-network";

/** The effect of virtual hubs on the routes of a network. */
export interface HubRoutes {
  /** The default routes that routing intents advertise to the network. */
  readonly learned: readonly LearnedRoute<RouteNode>[];
  /** Whether the network may learn other routes from a hub. */
  readonly others: Value<boolean>;
}

/**
 * The routes that a network learns from the hubs that it is connected to. Routing intent for the internet advertises a default
 * route to the firewall that it names, except to a connection whose internet security is off.
 *
 * https://learn.microsoft.com/azure/virtual-wan/how-to-routing-policies
 */
export const hubRoutes = memoFor((network: VirtualNetwork): HubRoutes => {
  const parts = network.hubConnections.map(routesBy);
  const others = parts.map((part) => part.others);
  return {
    learned: parts.flatMap(({ learned }) => learned),
    others: others.includes(true) || (others.find(isUnknown) ?? false),
  };
});

function routesBy(connection: HubConnection): HubRoutes {
  const { internetSecurity, certain, why } = connection;
  if (internetSecurity === false) return { learned: [], others: false };
  const { hub, possibleHubs } = connection;
  const intents = [...new Set(possibleHubs.flatMap(({ routingIntent }) => routingIntent))];
  const leading = intents.filter(({ internet }) => internet !== false);
  const open = [certain ? undefined : why, internetSecurity, hub.to === "unknown" ? hub.why : undefined].filter(
    isUnknown,
  );
  if (leading.length === 0) return { learned: [], others: certain ? (open[0] ?? true) : (why ?? true) };
  const isOnly = certain && single(hub) !== undefined;
  return { learned: leading.map((intent) => toRoute(intent, isOnly, open)), others: false };
}

function toRoute(intent: RoutingIntent, isConnected: boolean, open: readonly Unknown[]): LearnedRoute<RouteNode> {
  const { entity, property, internet, firewall } = intent;
  const unknowns = [...open, ...(isUnknown(internet) ? [internet] : [])];
  const certain = isConnected && intent.certain && unknowns.length === 0;
  const hidden = certain || unknowns.length > 0 ? [] : [unknown(property.path, property.owner)];
  return {
    ref: {
      ...{ name: entity.name, addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopAddress: undefined },
      ...{
        nextHop: property,
        certain,
        why: certain ? undefined : (unknowns[0] ?? hidden[0]),
        property,
        entity,
        firewall,
      },
    },
    prefix: "0.0.0.0/0",
    certain,
    unknowns: [...unknowns, ...hidden],
  };
}
