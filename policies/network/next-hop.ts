import { isUnknown, type Unknown, type Value } from "../known/value";

/**
 * Where a route sends packets: the five types that a user route may name, and the three that only Azure sets.
 *
 * - `None`: the packet is dropped;
 * - `VNetPeering`, `VirtualNetworkServiceEndpoint`, `InterfaceEndpoint`: system routes to a peered network, to a service
 *   with a service endpoint, and to a private endpoint.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes
 */
export type HopType = UserHopType | "VNetPeering" | "VirtualNetworkServiceEndpoint" | "InterfaceEndpoint";

export type UserHopType = "VirtualNetworkGateway" | "VnetLocal" | "Internet" | "VirtualAppliance" | "None";

/** A next hop. `address` is the private address of the appliance; `undefined` for every other type. */
export interface NextHop {
  /** `undefined` where Azure refuses the route, so that nothing can be said about it. */
  readonly type: Value<HopType> | undefined;
  readonly address: Value<string> | undefined;
}

const userHopTypes: readonly UserHopType[] = [
  "VirtualNetworkGateway",
  "VnetLocal",
  "Internet",
  "VirtualAppliance",
  "None",
];

/**
 * The next hop type in Azure's spelling, from any casing (the documentation writes `VNetLocal`, the API `VnetLocal`);
 * `undefined` for what Azure refuses in a user route.
 */
export function readHopType(written: unknown): UserHopType | Unknown | undefined {
  if (isUnknown(written)) return written;
  if (typeof written !== "string") return undefined;
  const lower = written.toLowerCase();
  return userHopTypes.find((type) => type.toLowerCase() === lower);
}
