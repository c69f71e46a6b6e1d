import { single } from "../topology/link";
import { sameStack } from "../topology/registry";
import type { Subnet } from "../topology/subnet";
import type { Change } from "./remedy";

/** Gives a subnet a NAT gateway: one of its program, if it can be attached, otherwise a new one. */
export function natGatewayFor(subnet: Subnet): Change {
  const attachable = single(subnet.virtualNetwork)?.attachableNatGateways ?? [];
  const gateway = attachable.find(({ entity }) => sameStack(entity, subnet.entity));
  return { do: "add NAT gateway", subnet, ...(gateway ? { gateway } : {}) };
}
