import { isUnknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { covers, onlyFamily, parseCidr, unionAll } from "../network/address-set";
import { PUBLIC } from "../network/special-addresses";
import { text } from "../plan/property";
import { candidates, single } from "../topology/link";
import type { PoolNode } from "../topology/topology";
import type { NodeManagementAccess } from "./account-access";

/** The access to an account that leaves open who may call: some addresses may, or nobody knows. */
export type PartialAccess = Extract<NodeManagementAccess, { readonly is: "restricted" | "undecided" }>;

/**
 * Whether an account lets the nodes of a pool call it. `violated` where Azure chooses the addresses that they leave from: no
 * rule can let them in for long.
 */
export function letsIn(pool: PoolNode, access: PartialAccess): Verdict<undefined> {
  const because = undefined;
  if (access.is === "undecided") return { is: "undecided", because, unknowns: access.unknowns };
  if (isCovered(pool, access.values)) return { is: "holds", because };
  if (access.unknowns.length === 0 && hasPassingAddresses(pool)) return { is: "violated", because };
  return { is: "undecided", because, unknowns: [...access.unknowns, ...leavesFrom(pool).filter(isUnknown)] };
}

/** Whether the rules cover the addresses that a pool leaves from, as far as anybody can know: those made here are unknown at first. */
function isCovered(pool: PoolNode, values: readonly string[]): boolean {
  const allowed = unionAll(values.flatMap((value) => parseCidr(value).value ?? []));
  if (covers(allowed, onlyFamily(PUBLIC, "v4"))) return true;
  const addresses = leavesFrom(pool);
  return (
    addresses.length > 0 &&
    addresses.every((address) => {
      const own = address === undefined || isUnknown(address) ? undefined : parseCidr(address).value;
      return own !== undefined && covers(allowed, own);
    })
  );
}

/**
 * The public addresses that a pool's packets leave from, none where they are not part of the program. A NAT gateway takes
 * precedence over addresses of the nodes: https://learn.microsoft.com/azure/nat-gateway/nat-overview
 */
function leavesFrom(pool: PoolNode): readonly Value<string | undefined>[] {
  const gateways = candidates(pool.subnet).map(({ natGateway }) => natGateway);
  if (gateways.every(({ to }) => to === "nothing")) return ownAddresses(pool);
  return gateways.flatMap((link): readonly Value<string | undefined>[] => {
    const gateway = single(link);
    if (!gateway) return [link.to === "unknown" ? link.why : undefined];
    return isUnknown(gateway.addresses) ? [gateway.addresses] : gateway.addresses;
  });
}

function ownAddresses({ addresses }: PoolNode): readonly Value<string | undefined>[] {
  return isUnknown(addresses) ? [addresses] : addresses.map((link) => single(link)?.address);
}

/** Pools leave from addresses that Azure chooses, and changes, unless the subnet sends their packets another way. */
function hasPassingAddresses(pool: PoolNode): boolean {
  const provision = text(pool.provision);
  if (isUnknown(provision) || (provision ?? "BatchManaged").toLowerCase() !== "batchmanaged") return false;
  if (pool.subnet.to !== "nodes" && pool.subnet.to !== "nothing") return false;
  return candidates(pool.subnet).every(
    ({ natGateway, routeTable }) => natGateway.to === "nothing" && routeTable.to === "nothing",
  );
}
