import { createHash } from "node:crypto";
import type { Properties } from "../wire/properties";

interface Created {
  readonly id: string;
  readonly name: string;
  readonly inputs: Properties;
  /** The outputs of another resource. */
  readonly find: FindOutputs;
}

/** The outputs of a deployed resource, by ARM id. */
export type FindOutputs = (id: string) => Properties | undefined;

// A date before the retirement of classic node communication: these resources have existed for some time.
const created = "2026-01-15T09:00:00Z";

/** The values that the services add to ARM's response, by ARM type. */
export const serviceValues: { readonly [armType: string]: (resource: Created) => Record<string, unknown> } = {
  "Microsoft.Batch/batchAccounts": ({ id, name, inputs }) => ({
    accountEndpoint: `${name}.${inputs.location}.batch.azure.com`,
    nodeManagementEndpoint: `${guid(id)}.${inputs.location}.service.batch.azure.com`,
    poolAllocationMode: inputs.poolAllocationMode ?? "BatchService",
    allowedAuthenticationModes: inputs.allowedAuthenticationModes ?? ["SharedKey", "AAD", "TaskAuthenticationToken"],
    dedicatedCoreQuota: 500,
    dedicatedCoreQuotaPerVMFamilyEnforced: false,
    lowPriorityCoreQuota: 500,
    poolQuota: 100,
    activeJobAndJobScheduleQuota: 300,
  }),
  "Microsoft.Batch/batchAccounts/pools": ({ inputs }) => ({
    allocationState: "Steady",
    allocationStateTransitionTime: created,
    creationTime: created,
    lastModified: created,
    provisioningStateTransitionTime: created,
    // Simplified is the default mode of new pools: https://learn.microsoft.com/azure/batch/simplified-compute-node-communication
    currentNodeCommunicationMode: /^classic$/i.test(String(inputs.targetNodeCommunicationMode))
      ? "Classic"
      : "Simplified",
    currentDedicatedNodes: 0,
    currentLowPriorityNodes: 0,
    interNodeCommunication: inputs.interNodeCommunication ?? "Disabled",
  }),
  "Microsoft.Network/networkSecurityGroups": ({ id }) => ({ defaultSecurityRules: defaultSecurityRules(id) }),
  "Microsoft.Network/publicIPAddresses": ({ id, inputs }) => ({
    ...(inputs.publicIPAllocationMethod === "Static" ? { ipAddress: inputs.ipAddress ?? publicAddress(id) } : {}),
    publicIPAddressVersion: inputs.publicIPAddressVersion ?? "IPv4",
  }),
  "Microsoft.Network/azureFirewalls": ({ id, inputs, find }) => ({
    ipConfigurations: elements(inputs.ipConfigurations).map((configuration) => ({
      ...configuration,
      id: `${id}/azureFirewallIpConfigurations/${configuration.name}`,
      etag: etag(configuration),
      provisioningState: "Succeeded",
      type: "Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations",
      ...withAddress(find(String((configuration.subnet as Properties | undefined)?.id))),
    })),
    ...(inputs.virtualHub === undefined ? {} : { hubIPAddresses: addressesInHub(id) }),
  }),
  "Microsoft.Network/privateEndpoints": ({ id, inputs, find }) => ({
    networkInterfaces: [{ id: `${id.replace("/privateEndpoints/", "/networkInterfaces/")}.nic.${guid(id)}` }],
    privateLinkServiceConnections: approved(inputs.privateLinkServiceConnections, id),
    customDnsConfigs: batchNames(inputs, find),
  }),
  "Microsoft.ManagedIdentity/userAssignedIdentities": ({ id }) => ({
    clientId: guid(`${id}#client`),
    principalId: guid(`${id}#principal`),
    tenantId: guid("tenant"),
  }),
  "Microsoft.ContainerRegistry/registries": ({ name }) => ({ loginServer: `${name}.azurecr.io` }),
};

/** The address of the first resource in a subnet: Azure reserves the four before it. */
export function firstAddress(subnet: Properties | undefined): string | undefined {
  const prefix = subnet?.addressPrefix ?? (subnet?.addressPrefixes as unknown[] | undefined)?.[0];
  const [, network, host] = /^(\d+\.\d+\.\d+)\.(\d+)\//.exec(String(prefix)) ?? [];
  return network && `${network}.${Number(host) + 4}`;
}

function withAddress(subnet: Properties | undefined): Properties {
  const privateIPAddress = firstAddress(subnet);
  return privateIPAddress === undefined ? {} : { privateIPAddress };
}

/** A firewall of a hub gets all its addresses from Azure. */
function addressesInHub(id: string): Properties {
  return { privateIPAddress: "10.255.0.132", publicIPs: { addresses: [{ address: publicAddress(id) }], count: 1 } };
}

/** The DNS names of an endpoint, if it belongs to a Batch account. */
function batchNames(inputs: Properties, find: FindOutputs): unknown[] {
  const privateIPAddress = firstAddress(find(String((inputs.subnet as Properties | undefined)?.id)));
  return elements(inputs.privateLinkServiceConnections).flatMap((connection) => {
    const service = find(String(connection.privateLinkServiceId));
    const isForNodes = `${connection.groupIds}`.includes("nodeManagement");
    const fqdn = isForNodes ? service?.nodeManagementEndpoint : service?.accountEndpoint;
    return fqdn && privateIPAddress ? [{ fqdn, ipAddresses: [privateIPAddress] }] : [];
  });
}

function elements(list: unknown): Properties[] {
  return Array.isArray(list) ? list : [];
}

function approved(connections: unknown, endpointId: string): unknown[] {
  return elements(connections).map((connection) => ({
    ...connection,
    id: `${endpointId}/privateLinkServiceConnections/${connection.name}`,
    etag: etag(connection),
    provisioningState: "Succeeded",
    type: "Microsoft.Network/privateEndpoints/privateLinkServiceConnections",
    privateLinkServiceConnectionState: { status: "Approved", description: "Auto-Approved", actionsRequired: "None" },
  }));
}

/** The six rules that every NSG has: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
function defaultSecurityRules(id: string): unknown[] {
  const rules = [
    ["AllowVnetInBound", "Inbound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"],
    ["AllowAzureLoadBalancerInBound", "Inbound", 65001, "Allow", "AzureLoadBalancer", "*"],
    ["DenyAllInBound", "Inbound", 65500, "Deny", "*", "*"],
    ["AllowVnetOutBound", "Outbound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"],
    ["AllowInternetOutBound", "Outbound", 65001, "Allow", "*", "Internet"],
    ["DenyAllOutBound", "Outbound", 65500, "Deny", "*", "*"],
  ] as const;
  return rules.map(([name, direction, priority, access, sourceAddressPrefix, destinationAddressPrefix]) => ({
    id: `${id}/defaultSecurityRules/${name}`,
    name,
    type: "Microsoft.Network/networkSecurityGroups/defaultSecurityRules",
    etag: etag(name),
    provisioningState: "Succeeded",
    direction,
    priority,
    access,
    protocol: "*",
    sourceAddressPrefix,
    sourceAddressPrefixes: [],
    sourcePortRange: "*",
    sourcePortRanges: [],
    destinationAddressPrefix,
    destinationAddressPrefixes: [],
    destinationPortRange: "*",
    destinationPortRanges: [],
  }));
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** A GUID that depends only on the value. */
export function guid(value: unknown): string {
  return hash(value).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** An etag that depends only on the value. */
export function etag(value: unknown): string {
  return `W/"${guid(value)}"`;
}

/** An address in the documentation range 203.0.113.0/24 (RFC 5737). */
export function publicAddress(id: string): string {
  return `203.0.113.${(Number.parseInt(hash(id).slice(0, 4), 16) % 254) + 1}`;
}
