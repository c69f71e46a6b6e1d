/** What may connect two networks that this program does not peer, as a clause; the program does not show whether it does. */
export const MAY_CONNECT = {
  hub: "a virtual hub may connect them",
  managed: "a connectivity configuration of a Virtual Network Manager may connect them",
} as const;

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-connectivity-configuration */
export const CHECK_CONFIGURATION =
  "Make sure that a committed connectivity configuration connects the two, or peer them.";
