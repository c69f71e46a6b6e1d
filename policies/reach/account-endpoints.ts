import { isUnknown } from "../known/value";
import type { Account } from "../topology/account";
import { candidates, single } from "../topology/link";
import { memoFor } from "../topology/once";
import type { EndpointConnection, PrivateEndpoint } from "../topology/private-endpoint";
import type { Topology } from "../topology/topology";

/** The group id, in lower case: Azure compares it without case. */
const NODE_MANAGEMENT = "nodemanagement";

/** The private endpoints that this program makes for an account. */
export interface AccountEndpoints {
  /** Whether one of them leads to node management, or may turn out to. */
  readonly nodeManagement: boolean;
  /** Whether one leads to something else of the account. */
  readonly others: boolean;
}

/** Looks through all connections of all private endpoints for those that lead, or may lead, to this account; once for each. */
export function endpointsOf(account: Account, topology: Topology): AccountEndpoints {
  return endpointsIn(topology)(account);
}

const endpointsIn = memoFor((topology: Topology) => memoFor((account: Account) => find(account, topology)));

function find(account: Account, topology: Topology): AccountEndpoints {
  const connections = topology.privateEndpoints.flatMap((endpoint) => {
    return isUnknown(endpoint.connections)
      ? [undefined]
      : endpoint.connections.filter((each) => mayLeadTo(each, account));
  });
  const nodeManagement = connections.some((each) => each === undefined || mayBeNodeManagement(each));
  return { nodeManagement, others: connections.some((each) => each !== undefined && !mayBeNodeManagement(each)) };
}

/** Whether an endpoint certainly leads to node management of this account. */
export function leadsToNodeManagementOf({ connections }: PrivateEndpoint, account: Account): boolean {
  if (isUnknown(connections)) return false;
  return connections.some(({ account: link, groupIds }) => {
    const named = !isUnknown(groupIds) && groupIds.some((id) => !isUnknown(id) && id.toLowerCase() === NODE_MANAGEMENT);
    return named && single(link) === account;
  });
}

function mayLeadTo({ account: link }: EndpointConnection, account: Account): boolean {
  return link.to === "unknown" || candidates(link).includes(account);
}

function mayBeNodeManagement({ groupIds }: EndpointConnection): boolean {
  return isUnknown(groupIds) || groupIds.some((id) => isUnknown(id) || id.toLowerCase() === NODE_MANAGEMENT);
}
