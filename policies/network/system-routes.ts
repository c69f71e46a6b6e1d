import { unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import {
  type AddressSet,
  covers,
  EVERY_ADDRESS,
  NO_ADDRESS,
  onlyFamily,
  overlap,
  subtract,
  unionAll,
} from "./address-set";
import { addresses } from "./address-text";
import { readPrivateEndpointPolicies } from "./endpoint-policies";
import type { HopType } from "./next-hop";
import { type RouteEntry, rank } from "./route-choice";
import { everyBatchNodeManagement } from "./service-tags";
import { NOT_PUBLIC, POSSIBLY_PUBLIC } from "./special-addresses";
import { readNetworkPrefix } from "./spellings";
import type { AddressSpace } from "./subnet-context";
import type { Cloud } from "./tag-data";
import { prefixLength } from "./user-entries";
import type { Route } from "./user-route";

/** What determines the system routes of a subnet. A `SubnetContext` contains some of it already. */
export interface RoutedNetwork<Ref = unknown> {
  /** The cloud that the network is in; `undefined` where it is not known. */
  readonly cloud?: Cloud | undefined;
  /** The address space of the subnet's virtual network. */
  readonly virtualNetwork: AddressSpace;
  /** The address spaces of its peers. */
  readonly peered: AddressSpace;
  /** Whether the network can learn routes from a gateway: its own, a peer's that it may use, or a virtual hub. */
  readonly gateway: Value<boolean>;
  /** Default routes to an appliance that the network certainly learns, or may learn. */
  readonly learned?: readonly LearnedRoute<Ref>[];
  /** The services with a service endpoint on the subnet (`Microsoft.Storage`). */
  readonly serviceEndpoints: Value<readonly Value<string>[]> | undefined;
}

/** A route that a virtual hub advertises, to the appliance that `ref` identifies. */
export interface LearnedRoute<Ref> {
  readonly ref: Ref;
  /** Its address prefix: `0.0.0.0/0`. */
  readonly prefix: string;
  readonly certain: boolean;
  readonly unknowns: readonly Unknown[];
}

/**
 * The routes that Azure adds to a subnet. `withoutPropagation` is `disableBgpRoutePropagation` of its route table.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#system-routes
 */
export function systemEntries<Ref>(
  network: RoutedNetwork<Ref>,
  withoutPropagation: Value<boolean> | undefined,
): readonly RouteEntry<Route<Ref>>[] {
  const own = spaceEntries<Ref>(network.virtualNetwork, "VnetLocal");
  const local = [...own, ...spaceEntries<Ref>(network.peered, "VNetPeering")];
  return [
    always("0.0.0.0/0", "Internet"),
    always("::/0", "Internet"),
    ...reservedEntries<Ref>(own),
    ...local,
    ...serviceEntries<Ref>(network),
    ...gatewayEntries<Ref>(network.gateway, withoutPropagation, local),
    ...(network.learned ?? []).flatMap((each) => learnedEntries(each, withoutPropagation)),
  ];
}

const memory = new Map<string, RouteEntry<Route<never>>>();

function always(prefix: string, hop: HopType): RouteEntry<Route<never>> {
  const known = memory.get(`${prefix} ${hop}`);
  if (known !== undefined) return known;
  const at = rank(prefixLength(prefix), "system");
  const route = systemRoute<never>(prefix, hop, []);
  const made = { route, destinations: addresses(prefix), rank: [at, at] as const, certain: true };
  memory.set(`${prefix} ${hop}`, made);
  return made;
}

function systemRoute<Ref>(prefix: unknown, type: HopType, unknowns: readonly Unknown[]): Route<Ref> {
  const hop = { type, address: undefined };
  const shown = typeof prefix === "string" ? prefix : undefined;
  return { source: "system", ref: undefined, prefix: shown, hop, unknowns, problems: [] };
}

function spaceEntries<Ref>(space: AddressSpace, hop: HopType): readonly RouteEntry<Route<Ref>>[] {
  const entries = space.prefixes.map((prefix) => {
    const valid = typeof prefix === "string" && readNetworkPrefix(prefix).problem === undefined;
    return valid ? always(prefix, hop) : maybeInside<Ref>(systemRoute(undefined, hop, unknownsAmong([prefix])));
  });
  return space.complete ? entries : [...entries, maybeInside(systemRoute(undefined, hop, []))];
}

function maybeInside<Ref>(route: Route<Ref>): RouteEntry<Route<Ref>> {
  return { route, destinations: NOT_PUBLIC, rank: [rank(0, "system"), rank(128, "system")], certain: false };
}

/** Azure drops packets to a reserved range, unless the network's own address space includes that range or a part of it. */
function reservedEntries<Ref>(own: readonly RouteEntry<Route<Ref>>[]): readonly RouteEntry<Route<Ref>>[] {
  const taken = own.filter((entry) => entry.certain).map((entry) => entry.destinations);
  const open = own.some((entry) => !entry.certain);
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    .map((prefix) => always(prefix, "None"))
    .filter((entry) => !taken.some((each) => covers(entry.destinations, each)))
    .map((entry) => ({ ...entry, certain: !open }));
}

/** A service endpoint routes the public addresses of its service. There is none for Batch. */
function serviceEntries<Ref>({ serviceEndpoints, cloud }: RoutedNetwork): readonly RouteEntry<Route<Ref>>[] {
  const services = Array.isArray(serviceEndpoints) ? serviceEndpoints : unknownsAmong([serviceEndpoints]);
  if (services.length === 0) return [];
  const destinations = subtract(POSSIBLY_PUBLIC, everyBatchNodeManagement(cloud));
  return services.map((service) => ({
    route: systemRoute<Ref>(service, "VirtualNetworkServiceEndpoint", unknownsAmong([service])),
    destinations,
    rank: [rank(1, "system"), rank(128, "system")],
    certain: false,
  }));
}

/**
 * Operators filter BGP announcements of public prefixes longer than /24 (IPv6: /48), so a gateway learns no longer prefix of
 * Batch.
 * https://www.rfc-editor.org/rfc/rfc7454#section-6.1.3
 */
const longestLearned = { v4: 24, v6: 48 };

/** The routes that a gateway learns are never known here. Routes to the network and to its peers take precedence over them. */
function gatewayEntries<Ref>(
  gateway: Value<boolean>,
  withoutPropagation: Value<boolean> | undefined,
  local: readonly RouteEntry<Route<Ref>>[],
): readonly RouteEntry<Route<Ref>>[] {
  if (gateway === false || withoutPropagation === true) return [];
  const preferred = unionAll([NO_ADDRESS, ...local.filter((each) => each.certain).map((each) => each.destinations)]);
  const route: Route<Ref> = {
    ...systemRoute<Ref>(undefined, "VirtualNetworkGateway", unknownsAmong([gateway, withoutPropagation])),
    source: "gateway",
  };
  return (["v4", "v6"] as const).map((family) => ({
    route,
    destinations: subtract(onlyFamily(EVERY_ADDRESS, family), preferred),
    rank: [rank(0, "gateway"), rank(longestLearned[family], "gateway")],
    certain: false,
  }));
}

function learnedEntries<Ref>(
  { ref, prefix, certain, unknowns }: LearnedRoute<Ref>,
  withoutPropagation: Value<boolean> | undefined,
): readonly RouteEntry<Route<Ref>>[] {
  if (withoutPropagation === true) return [];
  const route: Route<Ref> = {
    ...{ source: "gateway", ref, name: undefined, prefix, problems: [] },
    hop: { type: "VirtualAppliance", address: undefined },
    unknowns: [...unknowns, ...unknownsAmong([withoutPropagation])],
  };
  const at = rank(prefixLength(prefix), "gateway");
  return [
    { route, destinations: addresses(prefix), rank: [at, at], certain: certain && !isUnknown(withoutPropagation) },
  ];
}

/** What affects the route to a private endpoint. */
export interface EndpointRoute {
  /** The addresses that it may have; a single one if it is known. */
  readonly addresses: AddressSet;
  /** `privateEndpointNetworkPolicies` of the subnet that hosts it; absent means `Disabled`. */
  readonly networkPolicies: unknown;
}

/**
 * The route of a private endpoint, to its single address. If its subnet applies network policies to routes, a user-defined
 * route wins over it if its prefix is at least as long as that of the endpoint's network.
 *
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
 */
export function endpointEntry<Ref>(endpoint: EndpointRoute, network: RoutedNetwork): RouteEntry<Route<Ref>> {
  const local = [
    ...spaceEntries<Ref>(network.virtualNetwork, "VnetLocal"),
    ...spaceEntries<Ref>(network.peered, "VNetPeering"),
  ];
  const holding = local.filter((entry) => entry.certain && overlap(entry.destinations, endpoint.addresses));
  const lengths = holding.map((entry) => prefixLength(entry.route.prefix ?? ""));
  const placed = lengths.length > 0 && covers(unionAll(holding.map((entry) => entry.destinations)), endpoint.addresses);
  const own = rank(32, "system");
  const policies = readPrivateEndpointPolicies(endpoint.networkPolicies);
  const lowest = policies.routes === false ? own : rank(placed ? Math.min(...lengths) : 0, "private endpoint");
  const highest = policies.routes === true && placed ? rank(Math.max(...lengths), "private endpoint") : own;
  const route = systemRoute<Ref>(undefined, "InterfaceEndpoint", unknownsAmong([endpoint.networkPolicies]));
  return { route, destinations: onlyFamily(endpoint.addresses, "v4"), rank: [lowest, highest], certain: true };
}
