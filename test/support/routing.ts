import type { RoutePiece } from "../../policies/network/route-choice";
import type { RouteList } from "../../policies/network/routes";
import type { RoutedNetwork } from "../../policies/network/system-routes";
import type { Route, UserRouteFields } from "../../policies/network/user-route";

/** The network of the test vectors: 10.0.0.0/16, with nothing around it. */
export const NETWORK: RoutedNetwork = {
  cloud: "Public",
  virtualNetwork: { prefixes: ["10.0.0.0/16"], complete: true },
  peered: { prefixes: [], complete: true },
  gateway: false,
  serviceEndpoints: [],
};

/** A user route by prefix and next hop; an appliance gets an address. Its `ref` is the prefix. */
export function route(addressPrefix: unknown, nextHopType: unknown, more: object = {}): UserRouteFields<unknown> {
  const nextHopIpAddress = `${nextHopType}`.toLowerCase() === "virtualappliance" ? "10.0.100.4" : undefined;
  return { ref: addressPrefix, addressPrefix, nextHopType, nextHopIpAddress, ...more };
}

/** A route table with these routes and no others. */
export function table(...list: readonly UserRouteFields<unknown>[]): RouteList<unknown> {
  return { list, complete: true, disableBgpRoutePropagation: undefined };
}

/** The routes of a piece, each as `user VirtualAppliance` or `system Internet`. */
export function hops(piece: RoutePiece<Route<unknown>> | undefined): string[] {
  return (piece?.routes ?? []).map(({ source, hop }) => `${source} ${hop.type ?? "?"}`);
}
