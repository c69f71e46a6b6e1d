import { groupBy } from "../known/multimap";
import { type AddressSet, intersect, isEmpty, subtract, unionAll } from "./address-set";

/** A route of a subnet, or one that it may have. */
export interface RouteEntry<Route> {
  readonly route: Route;
  /** The destinations of the route. */
  readonly destinations: AddressSet;
  /** Its precedence among routes for the same address, see {@link rank}: a range if it is not known. */
  readonly rank: readonly [lowest: number, highest: number];
  /** Whether the route exists, and for all of `destinations`, whatever the unknown values turn out to be. */
  readonly certain: boolean;
}

/** Destinations with the same routes: `routes` is the one that wins, or those of which one wins. */
export interface RoutePiece<Route> {
  readonly destinations: AddressSet;
  readonly routes: readonly Route[];
}

/** Where a route comes from, in ascending order of precedence among equal prefixes. */
export const origins = [
  "system",
  "gateway",
  "private endpoint",
  "AzureCloud",
  "AzureCloud.region",
  "global tag",
  "regional tag",
  "prefix",
] as const;

/**
 * The rank of an entry: the longer prefix wins. Among equal prefixes, a user-defined route wins over one that a gateway
 * propagates, and that over a system route. Among user-defined routes, a prefix wins over a regional tag, then a global tag,
 * `AzureCloud.<region>` and `AzureCloud`.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route
 */
export function rank(prefixLength: number, origin: (typeof origins)[number]): number {
  return prefixLength * origins.length + origins.indexOf(origin);
}

interface Part<Route> {
  readonly destinations: AddressSet;
  readonly entries: readonly RouteEntry<Route>[];
  /** No entry ranked below this can win here. */
  readonly floor: number;
}

/**
 * Which of `entries` wins for which part of `destinations`. An entry may win unless a certain one outranks it in every case;
 * any of several entries of equal rank may win. Destinations without a route form a piece without routes.
 */
export function chooseRoutes<Route>(
  destinations: AddressSet,
  entries: readonly RouteEntry<Route>[],
): readonly RoutePiece<Route>[] {
  let parts: readonly Part<Route>[] = [{ destinations, entries: [], floor: Number.NEGATIVE_INFINITY }];
  for (const entry of entries.toSorted((a, b) => b.rank[1] - a.rank[1])) {
    parts = parts.flatMap((part) => (entry.rank[1] < part.floor ? [part] : divide(part, entry)));
  }
  return joined(parts.filter((part) => !isEmpty(part.destinations)).map(toPiece));
}

function divide<Route>(part: Part<Route>, entry: RouteEntry<Route>): readonly Part<Route>[] {
  const inside = intersect(part.destinations, entry.destinations);
  if (isEmpty(inside)) return [part];
  const floor = entry.certain ? Math.max(part.floor, entry.rank[0]) : part.floor;
  return [
    { destinations: inside, entries: [...part.entries, entry], floor },
    { ...part, destinations: subtract(part.destinations, entry.destinations) },
  ];
}

function toPiece<Route>({ destinations, entries, floor }: Part<Route>): RoutePiece<Route> {
  const winners = entries.filter((entry) => entry.rank[1] >= floor);
  return { destinations, routes: [...new Set(winners.map((entry) => entry.route))] };
}

/** Merges pieces with the same routes into one. */
function joined<Route>(pieces: readonly RoutePiece<Route>[]): readonly RoutePiece<Route>[] {
  const ids = new Map<Route, number>();
  const idOf = (route: Route) => ids.get(route) ?? ids.set(route, ids.size).size - 1;
  const groups = groupBy(pieces, ({ routes }) => routes.map(idOf).sort().join());
  return [...groups.values()].map((same) => ({
    destinations: unionAll(same.map((piece) => piece.destinations)),
    routes: same[0]?.routes ?? [],
  }));
}
