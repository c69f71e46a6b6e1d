import { isUnknown } from "../known/value";
import type { Service } from "../topology/features";
import { candidates } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { Topology } from "../topology/topology";

/** The group ids of private endpoints for the services; those that have none are public only. */
const GROUPS: Record<Service, RegExp | undefined> = {
  Storage: /^(blob|dfs|file|queue|table|web)(_secondary)?$/i,
  AzureContainerRegistry: /^registry(_data_.*)?$/i,
  MicrosoftContainerRegistry: undefined,
  Internet: undefined,
};

/**
 * Whether nodes in the subnet may have a path to a service that does not use its public addresses: a private endpoint, in
 * this program or in a network outside of it. A service endpoint is not such a path: with it the service keeps its public addresses,
 * and security rules match them as before.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview#considerations
 */
export function mayReachPrivately(subnet: Subnet, service: Service, topology: Topology): boolean {
  const groups = GROUPS[service];
  if (!groups) return false;
  return leadsElsewhere(subnet) || topology.privateEndpoints.some((endpoint) => mayLeadTo(endpoint, groups));
}

/** Whether the subnet's network is connected to networks that this program does not show. */
function leadsElsewhere({ virtualNetwork }: Subnet): boolean {
  const networks = candidates(virtualNetwork);
  const closed = networks.every(
    ({ peerings, hasHubConnection }) =>
      hasHubConnection === false && peerings.every(({ remote }) => remote.to === "nodes"),
  );
  return networks.length === 0 || !closed;
}

function mayLeadTo({ connections }: PrivateEndpoint, groups: RegExp): boolean {
  if (isUnknown(connections)) return true;
  return connections.some(
    ({ groupIds }) => isUnknown(groupIds) || groupIds.some((group) => isUnknown(group) || groups.test(group)),
  );
}
