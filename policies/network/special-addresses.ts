import { type AddressSet, EVERY_ADDRESS, subtract } from "./address-set";
import { addresses } from "./address-text";

/** Where Azure's virtual networks usually live (RFC 1918). None of it is ever part of the `Internet` tag. */
export const PRIVATE: AddressSet = addresses("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

/** The virtual address of the host: DHCP, DNS, health probes. `AzureLoadBalancer` stands for it alone. */
export const HOST_ADDRESS: AddressSet = addresses("168.63.129.16");

/** Unicast addresses that are routed on the public internet, beyond doubt. The host's virtual address only looks like one. */
export const PUBLIC: AddressSet = subtract(
  addresses("0.0.0.0/0", "2000::/3"),
  addresses(
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16", "169.254.0.0/16", "172.16.0.0/12"],
    ...["192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "2001:db8::/32"],
  ),
);

/**
 * Every address that can possibly be public: all but those that Azure's own expansion of `Internet` leaves out
 * (https://learn.microsoft.com/azure/network-watcher/diagnose-vm-network-traffic-filtering-problem-cli) and
 * the local IPv6 ranges. No published service tag holds any of those.
 */
export const POSSIBLY_PUBLIC: AddressSet = subtract(
  EVERY_ADDRESS,
  addresses("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10"),
);

/**
 * Networks use private addresses: a prefix that is not known is taken for one, so that a network outside the program leaves the path
 * to public services decided.
 */
export const NOT_PUBLIC: AddressSet = subtract(EVERY_ADDRESS, POSSIBLY_PUBLIC);
