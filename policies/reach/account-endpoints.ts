import { isUnknown } from "../known/value";
import type { Account } from "../topology/account";
import type { Link } from "../topology/link";
import { memoFor } from "../topology/once";
import type { EndpointConnection, PrivateEndpoint } from "../topology/private-endpoint";
import type { Topology } from "../topology/topology";
import { leadsToAccount } from "./connection";

/** The group id, in lower case: Azure compares it without case. */
const NODE_MANAGEMENT = "nodemanagement";

/** The private endpoints of this program that lead to node management of the account, or may turn out to. */
export function nodeManagementEndpoints(account: Link<Account>, topology: Topology): readonly PrivateEndpoint[] {
  const { byAccount, others } = endpointsIn(topology);
  const own = account.to === "nodes" ? account.nodes.flatMap((node) => byAccount.get(node) ?? []) : [];
  const possible = account.to === "nodes" ? others.anywhere : [...others.anywhere, ...others.outside];
  // A pool whose account is not known may belong to any.
  const all = account.to === "unknown" ? topology.privateEndpoints : [...new Set([...own, ...possible])];
  return all.filter((endpoint) => mayServe(endpoint, account));
}

/** The private endpoints of this program that lead to something else of the account, to its clients. */
export function otherEndpoints(account: Account, topology: Topology): readonly PrivateEndpoint[] {
  const link: Link<Account> = { to: "nodes", nodes: [account], by: "id" };
  return (endpointsIn(topology).byAccount.get(account) ?? []).filter((endpoint) => !mayServe(endpoint, link));
}

/** Endpoints by the accounts that they may lead to. `anywhere`: that is not known; `outside`: to an account of another program. */
interface EndpointsByAccount {
  readonly byAccount: ReadonlyMap<Account, readonly PrivateEndpoint[]>;
  readonly others: { readonly anywhere: readonly PrivateEndpoint[]; readonly outside: readonly PrivateEndpoint[] };
}

const endpointsIn = memoFor(({ privateEndpoints }: Topology): EndpointsByAccount => {
  const byAccount = new Map<Account, PrivateEndpoint[]>();
  const anywhere: PrivateEndpoint[] = [];
  const outside: PrivateEndpoint[] = [];
  for (const endpoint of privateEndpoints) {
    const { connections } = endpoint;
    const links = isUnknown(connections) ? [] : connections.map(({ account }) => account);
    if (isUnknown(connections) || links.some(({ to }) => to === "unknown")) anywhere.push(endpoint);
    if (links.some(({ to }) => to === "external")) outside.push(endpoint);
    for (const account of new Set(links.flatMap((link) => (link.to === "nodes" ? link.nodes : [])))) {
      const list = byAccount.get(account);
      if (list) list.push(endpoint);
      else byAccount.set(account, [endpoint]);
    }
  }
  return { byAccount, others: { anywhere, outside } };
});

function mayServe({ connections }: PrivateEndpoint, account: Link<Account>): boolean {
  if (isUnknown(connections)) return true;
  return connections.some((each) => mayBeNodeManagement(each) && leadsToAccount(each, account) !== false);
}

function mayBeNodeManagement({ groupIds }: EndpointConnection): boolean {
  return isUnknown(groupIds) || groupIds.some((id) => isUnknown(id) || id.toLowerCase() === NODE_MANAGEMENT);
}
