import { type AddressSet, EVERY_ADDRESS, subtract } from "./address-set";
import { addresses } from "./address-text";

/** The private ranges (RFC 1918) that Azure's virtual networks usually use. The `Internet` tag never contains any part of them. */
export const PRIVATE: AddressSet = addresses("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

/** The virtual IP address of the host, for DHCP, DNS and health probes. `AzureLoadBalancer` contains only this address. */
export const HOST_ADDRESS: AddressSet = addresses("168.63.129.16");

/** Unicast addresses that are certainly routed on the public internet. The host's virtual IP address only looks like one. */
export const PUBLIC: AddressSet = subtract(
  addresses("0.0.0.0/0", "2000::/3"),
  addresses(
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16", "169.254.0.0/16", "172.16.0.0/12"],
    ...["192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "2001:db8::/32"],
  ),
);

/**
 * Every address that can be public: all except the local IPv6 ranges and those that Azure leaves out when it expands `Internet`
 * (https://learn.microsoft.com/azure/network-watcher/diagnose-vm-network-traffic-filtering-problem-cli). No published service
 * tag contains any of the excluded addresses.
 */
export const POSSIBLY_PUBLIC: AddressSet = subtract(
  EVERY_ADDRESS,
  addresses("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10"),
);

/**
 * Networks use private addresses, so an unknown prefix of a network is assumed to be private. Otherwise every network outside
 * of the program would make the path to public services undecided.
 */
export const NOT_PUBLIC: AddressSet = subtract(EVERY_ADDRESS, POSSIBLY_PUBLIC);

/**
 * A prefix without the IPv4 addresses that Azure reserves in it: the first four and the last one. A smaller prefix than /29 is none of
 * a subnet. https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
export function withoutReserved({ v4, v6 }: AddressSet): AddressSet {
  const [first, end] = v4;
  if (first === undefined || end === undefined || end - first < 8) return { v4, v6 };
  return { v4: [first + 4, end - 1], v6 };
}
