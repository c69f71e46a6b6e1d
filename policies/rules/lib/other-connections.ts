/** What may connect two networks that this program does not peer, as a clause; the program does not show whether it does. */
export const MAY_CONNECT = {
  hub: "a virtual hub may connect them",
  managed: "a connectivity configuration of a Virtual Network Manager may connect them",
} as const;

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-connectivity-configuration */
export const CHECK_CONFIGURATION =
  "Make sure that a committed connectivity configuration connects the two, or peer them.";

/**
 * What a peering does whose `allowVirtualNetworkAccess` is false, as a clause.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#create-a-peering
 */
export const DENIES_ACCESS =
  "has allowVirtualNetworkAccess set to false, which passes at most the traffic that security rules allow explicitly";
