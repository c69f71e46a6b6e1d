import { isUnknown } from "../known/value";
import { covers } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import type { NextHop } from "../network/next-hop";

/** Whether a next hop is declared as trusted in settings: an appliance by its address, gateways by their type. */
export function isTrustedNextHop({ type, address }: NextHop, trusted: readonly string[]): boolean {
  if (type === "VirtualNetworkGateway") return trusted.includes(type);
  if (type !== "VirtualAppliance" || address === undefined || isUnknown(address)) return false;
  const own = parseCidr(address).value;
  return trusted.some((each) => {
    const range = parseCidr(each).value;
    return own !== undefined && range !== undefined && covers(range, own);
  });
}
