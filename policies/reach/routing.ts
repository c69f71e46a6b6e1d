import { isUnknown, unknown, type Value } from "../known/value";
import { NO_ADDRESS, onlyFamily } from "../network/address-set";
import { regions } from "../network/regions";
import { type Alternatives, type RouteList, type Routing, routesFor } from "../network/routes";
import { batchNodeManagement, everyBatchNodeManagement } from "../network/service-tags";
import type { LearnedRoute, RoutedNetwork } from "../network/system-routes";
import type { Cloud } from "../network/tag-data";
import type { UserRouteFields } from "../network/user-route";
import { field, text } from "../plan/property";
import { single } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import type { RouteNode, RouteTable } from "../topology/route-table";
import { type Subnet, writtenIn } from "../topology/subnet";
import { cloudOf, contextIn, HIDDEN, peeredWith } from "./filters";
import { gatewayOf } from "./gateways";
import { hubRoutes } from "./hub-routes";
import { routesByManager } from "./managed-routes";

/** The routes of a subnet's table; `undefined` if it has none, unknown if the table is unknown. */
export function routesOf(subnet: Subnet): Value<RouteList<RouteNode>> | undefined {
  const link = subnet.routeTable;
  const written = routesByManager(subnet);
  if (written) return written;
  if (link.to === "nothing") return undefined;
  const table = single(link);
  if (table) return toRoutes(table);
  if (link.to === "unknown") return link.why;
  const { path, owner } = writtenIn(subnet, "routeTable");
  return unknown(path, owner);
}

const toRoutes = memoFor(
  (table: RouteTable): RouteList<RouteNode> => ({
    list: table.routes.map(toFields),
    complete: table.unseen === undefined,
    ...(table.unseen ? { unseen: table.unseen } : {}),
    disableBgpRoutePropagation: table.disableBgp,
  }),
);

/** A route that may belong to another table counts as one whose target is undecided. */
function toFields(route: RouteNode): UserRouteFields<RouteNode> {
  const { why, nextHopType, nextHopAddress } = route;
  const addressPrefix = why ?? route.addressPrefix;
  return { ref: route, addressPrefix, nextHopType, nextHopIpAddress: nextHopAddress };
}

/** The inputs that determine Azure's own routes of a subnet. */
export function routedNetworkIn(subnet: Subnet, inCloud: Cloud | undefined): RoutedNetwork<RouteNode> {
  const { cloud, virtualNetwork } = contextIn(subnet)(inCloud);
  const network = single(subnet.virtualNetwork);
  return {
    ...{ cloud, virtualNetwork, peered: network ? peeredWith(network) : HIDDEN },
    gateway: gatewayOf(subnet),
    learned: learnedBy(subnet),
    serviceEndpoints: serviceEndpointsOf(subnet),
  };
}

/** The routes that virtual hubs advertise to the network of a subnet, or to a network that may be its own. */
const learnedBy = memoFor(({ virtualNetwork, possibleNetworks }: Subnet): readonly LearnedRoute<RouteNode>[] => {
  const learned = possibleNetworks.flatMap((network) => hubRoutes(network).learned);
  if (single(virtualNetwork)) return learned;
  const why = virtualNetwork.to === "unknown" ? [virtualNetwork.why] : [];
  return learned.map((route) => ({ ...route, certain: false, unknowns: [...why, ...route.unknowns] }));
});

/** The names of a subnet's service endpoints: the classic provider lists names, ARM and version 5 of azurerm objects with a `service`. */
function serviceEndpointsOf({ serviceEndpoints }: Subnet): Value<readonly Value<string>[]> {
  if (isUnknown(serviceEndpoints)) return serviceEndpoints;
  return serviceEndpoints.flatMap((endpoint) => {
    const name = typeof endpoint.value === "string" ? endpoint.value : text(field(endpoint, "service"));
    return name === undefined ? [] : [name];
  });
}

/** The routes that a subnet's packets to the public addresses of node management in `region` take. */
export const batchRouting = memoFor((subnet: Subnet) =>
  memo((region: Value<string>): Routing<RouteNode> => {
    const network = routedNetworkIn(subnet, cloudOf(region));
    const known = isUnknown(region) ? undefined : batchNodeManagement(region);
    const destinations = known ?? everyBatchNodeManagement(network.cloud);
    const routing = routesFor(onlyFamily(destinations, "v4"), routesOf(subnet), network);
    return known ? routing : { ...routing, oneOf: regionsIn(region, network.cloud) };
  }),
);

/** The addresses of each region that may be the pool's; none for a region whose addresses are not published yet. */
function regionsIn(region: Value<string>, cloud: Cloud | undefined): Alternatives {
  if (!isUnknown(region)) return { parts: [], why: [] };
  const possible = [...regions().values()].filter((each) => cloud === undefined || each.cloud === cloud);
  return { parts: possible.map((each) => onlyFamily(batchNodeManagement(each) ?? NO_ADDRESS, "v4")), why: [region] };
}
