import { isUnknown, type Value } from "../known/value";
import { covers, onlyFamily, parseCidr, unionAll } from "../network/address-set";
import { PUBLIC } from "../network/special-addresses";
import { text } from "../plan/property";
import type { Account } from "../topology/account";
import { candidates, single } from "../topology/link";
import type { PoolNode, Topology } from "../topology/topology";
import { type NodeManagementAccess, nodeManagementAccess } from "./lib/account-access";
import { endpointsOf } from "./lib/account-endpoints";
import { stillServesClassic } from "./lib/batch-subnets";
import { namesOf } from "./lib/names";
import { type Context, finding, type Item, type Rule } from "./rule";

export const accountNodeManagementReachable: Rule = {
  name: "account-node-management-reachable",
  title: "The nodes of a Batch account's pools are allowed to reach its node management endpoint.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/private-connectivity",
  checkTopology: (topology, context) => topology.accounts.flatMap((account) => check(account, topology, context)),
};

function check(account: Account, topology: Topology, context: Context): readonly Item[] {
  const endpoints = endpointsOf(account, topology);
  const access = nodeManagementAccess(account);
  if (endpoints.nodeManagement || access.is === "open") return [];
  const pools = topology.pools.filter((pool) => single(pool.account) === account);
  if (access.is === "closed") return [closed(account, access, pools, endpoints.others, context)];
  const left = access.is === "restricted" ? pools.filter((pool) => !isLetIn(pool, access)) : pools;
  const passing = access.is === "restricted" && access.unknowns.length === 0 ? left.filter(hasPassingAddresses) : [];
  const findings = access.is === "restricted" && passing.length > 0 ? [restricted(account, access, passing)] : [];
  const question = "whether the account lets its nodes reach its node management endpoint";
  const open = left
    .filter((pool) => !passing.includes(pool))
    .map((pool): Item => {
      const item = { kind: "undecided", urn: pool.entity.resource.urn, question } as const;
      const unknowns = [...access.unknowns, ...(access.is === "restricted" ? leavesFrom(pool).filter(isUnknown) : [])];
      return unknowns.length > 0 ? { ...item, unknowns } : { ...item, unknowns, advice: ADVICE[access.is] };
    });
  return [...findings, ...open];
}

/** What to look at where the deployment does not tell more either. */
const ADVICE = {
  restricted: "Compare the account's IP rules with the public addresses that these nodes leave from.",
  undecided: "Look at the rules of the account's network security perimeter, which is not part of this program.",
};

type Access<K> = Extract<NodeManagementAccess, { readonly is: K }>;

function closed(
  account: Account,
  access: Access<"closed">,
  pools: readonly PoolNode[],
  others: boolean,
  context: Context,
) {
  const has = others
    ? 'its private endpoints serve clients of the Batch API only (groupIds "batchAccount")'
    : "it has no private endpoint";
  const who = pools.length > 0 ? `The nodes of ${namesOf(pools)}` : "The nodes of its pools";
  return finding({
    urn: account.entity.resource.urn,
    path: access.property.path,
    found: `${access.found}, and ${has}.`,
    why: `${who} have no way to the Batch service: they turn unusable.`,
    change: ['Add a private endpoint for the account with groupIds ["nodeManagement"] to the network of its pools.'],
    advisory: pools.length === 0 || stillServesClassic(pools, context),
  });
}

function restricted(account: Account, access: Access<"restricted">, pools: readonly PoolNode[]) {
  return finding({
    urn: account.entity.resource.urn,
    path: access.property.path,
    found: `${access.found}; Azure chooses the public addresses of ${namesOf(pools)}.`,
    why: "Nobody knows these addresses beforehand, so no IP rule can let the nodes in for long.",
    change: [
      "Give the pools public addresses of your own (UserManaged) or a NAT gateway and allow those, or add a nodeManagement private endpoint.",
    ],
    advisory: true,
  });
}

/** Whether the rules cover the addresses that a pool leaves from, as far as anybody can know: those made here are unknown at first. */
function isLetIn(pool: PoolNode, { values }: Access<"restricted">): boolean {
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
