import { type NodeManagementAccess, nodeManagementAccess } from "../reach/account-access";
import { endpointsOf } from "../reach/account-endpoints";
import { stillServesClassic } from "../reach/batch-subnets";
import { letsIn } from "../reach/pool-access";
import type { Context } from "../settings/context";
import type { Account } from "../topology/account";
import { single } from "../topology/link";
import type { PoolNode, Topology } from "../topology/topology";
import { namesOf } from "../wording/names";
import { finding, type Item, openQuestion, type Rule } from "./rule";

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
  const judged = pools.map((pool) => ({ pool, verdict: letsIn(pool, access) }));
  const passing = judged.filter(({ verdict }) => verdict.is === "violated").map(({ pool }) => pool);
  const findings = access.is === "restricted" && passing.length > 0 ? [restricted(account, access, passing)] : [];
  const question = "whether the account lets its nodes reach its node management endpoint";
  const open = judged.flatMap(({ pool, verdict }): readonly Item[] => {
    if (verdict.is !== "undecided") return [];
    const { unknowns } = verdict;
    return [openQuestion({ urn: pool.entity.resource.urn, question, unknowns }, () => ADVICE[access.is])];
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
