import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { RouteTable as Routes } from "../network/routes";
import type { RoutedNetwork } from "../network/system-routes";
import type { UserRouteFields } from "../network/user-route";
import { field, text } from "../plan/property";
import { read } from "../topology/entity";
import { single } from "../topology/link";
import { memoFor } from "../topology/once";
import type { RouteNode, RouteTable } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { contextOf } from "./filters";

/** The routes of a subnet's table; `undefined` where it has none, unknown where it cannot be told which table it is. */
export function routesOf(subnet: Subnet): Value<Routes<RouteNode>> | undefined {
  const link = subnet.routeTable;
  if (link.to === "nothing") return undefined;
  const table = single(link);
  if (table) return toRoutes(table);
  if (link.to === "unknown") return link.why;
  const { path, owner } = read(subnet.entity, "routeTable");
  return unknown(path, owner);
}

const toRoutes = memoFor(
  (table: RouteTable): Routes<RouteNode> => ({
    list: table.routes.map(toFields),
    complete: table.unseen === undefined,
    ...(table.unseen ? { unseen: table.unseen } : {}),
    disableBgpRoutePropagation: table.disableBgp,
  }),
);

/** A route that may belong to another table counts as one whose target is open. */
function toFields(route: RouteNode): UserRouteFields<RouteNode> {
  const { name, property, nextHopType, nextHopAddress } = route;
  const addressPrefix = route.certain ? route.addressPrefix : unknown(property.path, property.owner);
  return { ref: route, name, addressPrefix, nextHopType, nextHopIpAddress: nextHopAddress };
}

/** What Azure's own routes of a subnet follow from. */
export function routedNetworkOf(subnet: Subnet, region: Value<string>): RoutedNetwork {
  const { cloud, virtualNetwork, peered } = contextOf(subnet, region);
  return { cloud, virtualNetwork, peered, gateway: gatewayOf(subnet), serviceEndpoints: serviceEndpointsOf(subnet) };
}

/**
 * Whether routes can reach a subnet through a gateway: of its network, of a peer that lends it, or of a virtual hub.
 * A network outside this program may have one.
 */
export function gatewayOf(subnet: Subnet): Value<boolean> {
  const network = single(subnet.virtualNetwork);
  return network ? gatewayIn(network) : hidden(subnet);
}

const gatewayIn = memoFor((network: VirtualNetwork): Value<boolean> => {
  const answers = [
    network.hasGateway,
    network.hasHubConnection,
    ...network.peerings.map((peering) => peering.useRemoteGateways),
  ];
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
});

function hidden({ virtualNetwork: link, entity }: Subnet): Unknown {
  return link.to === "unknown" ? link.why : unknown("virtualNetworkName", entity.resource.urn);
}

/** The names of a subnet's service endpoints: the classic provider lists names, ARM objects with a `service`. */
export function serviceEndpointsOf({ serviceEndpoints }: Subnet): Value<readonly Value<string>[]> {
  if (isUnknown(serviceEndpoints)) return serviceEndpoints;
  return serviceEndpoints.flatMap((endpoint) => {
    const name = typeof endpoint.value === "string" ? endpoint.value : text(field(endpoint, "service"));
    return name === undefined ? [] : [name];
  });
}

/** Whether two networks are the same or peered, as far as this program shows. */
export function areConnected(
  one: VirtualNetwork | undefined,
  other: VirtualNetwork | undefined,
  why: Unknown,
): Value<boolean> {
  if (!one || !other) return why;
  if (one === other) return true;
  const ways = [one, other].flatMap((network) => network.peerings.map((peering) => peering.remote));
  if (ways.some((remote) => single(remote) === one || single(remote) === other)) return true;
  // Through a hub or a network outside this program there may be a way all the same.
  const open = ways.some((remote) => remote.to !== "nodes") || one.hasHubConnection !== false;
  return open ? why : false;
}
