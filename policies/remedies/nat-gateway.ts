import { single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import type { Change } from "./remedy";

/** Gives a subnet a NAT gateway: one of the program, if it can be attached, otherwise a new one. */
export function natGatewayFor(subnet: Subnet): Change {
  const [gateway] = single(subnet.virtualNetwork)?.attachableNatGateways ?? [];
  return { do: "add NAT gateway", subnet, ...(gateway ? { gateway } : {}) };
}
