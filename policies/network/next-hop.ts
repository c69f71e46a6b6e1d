import type { Value } from "../known/value";

/** The types of next hop that a user-defined route may name, in the spelling of Azure Resource Manager. */
export const USER_HOP_TYPES = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"] as const;

/**
 * Where a route sends packets: the types that a user route may name, and those that only Azure sets.
 *
 * - `None`: the packet is dropped;
 * - `VNetPeering`, `VirtualNetworkServiceEndpoint`, `InterfaceEndpoint`: system routes to a peered network, to a service
 *   with a service endpoint, and to a private endpoint.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes
 */
export type HopType =
  | (typeof USER_HOP_TYPES)[number]
  | "VNetPeering"
  | "VirtualNetworkServiceEndpoint"
  | "InterfaceEndpoint";

/** A next hop. */
export interface NextHop {
  /** `undefined` where it is unknown, or where Azure refuses the route. */
  readonly type: HopType | undefined;
  /** The private address of an appliance; `undefined` for every other type, and where Azure refuses it. */
  readonly address: Value<string> | undefined;
}
