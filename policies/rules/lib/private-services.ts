import { isUnknown } from "../../known/value";
import type { Service } from "../../topology/features";
import { candidates } from "../../topology/link";
import type { PrivateEndpoint } from "../../topology/private-endpoint";
import { serviceEndpointsOf } from "../../topology/routing";
import type { Subnet } from "../../topology/subnet";
import type { Topology } from "../../topology/topology";

/** How private endpoints and service endpoints call the services; those that have neither are public only. */
const PRIVATE_NAMES: Record<Service, { readonly groups: RegExp; readonly endpoint: RegExp } | undefined> = {
  Storage: { groups: /^(blob|dfs|file|queue|table|web)(_secondary)?$/i, endpoint: /^Microsoft\.Storage(\.Global)?$/i },
  AzureContainerRegistry: { groups: /^registry(_data_.*)?$/i, endpoint: /^Microsoft\.ContainerRegistry$/i },
  MicrosoftContainerRegistry: undefined,
  DockerHub: undefined,
};

/**
 * Whether nodes in the subnet may have a way to a service that its public addresses say nothing about: a private endpoint, in
 * this program or in a network beyond it, or a service endpoint.
 */
export function mayReachPrivately(subnet: Subnet, service: Service, topology: Topology): boolean {
  const names = PRIVATE_NAMES[service];
  if (!names) return false;
  return (
    leadsElsewhere(subnet) ||
    mayHaveServiceEndpoint(subnet, names.endpoint) ||
    topology.privateEndpoints.some((endpoint) => mayLeadTo(endpoint, names.groups))
  );
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

function mayHaveServiceEndpoint(subnet: Subnet, names: RegExp): boolean {
  const endpoints = serviceEndpointsOf(subnet);
  return isUnknown(endpoints) || endpoints.some((name) => isUnknown(name) || names.test(name));
}

function mayLeadTo({ connections }: PrivateEndpoint, groups: RegExp): boolean {
  if (isUnknown(connections)) return true;
  return connections.some(
    ({ groupIds }) => isUnknown(groupIds) || groupIds.some((group) => isUnknown(group) || groups.test(group)),
  );
}
