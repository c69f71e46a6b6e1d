import * as azure from "@pulumi/azure-native";

// Nodes without public addresses, and an NSG that denies all of the internet: they reach the Batch service through a
// private endpoint for node management, in the same virtual network.
// https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip

const group = new azure.resources.ResourceGroup("genomics");

const nsg = new azure.network.NetworkSecurityGroup("nsg-nodes", {
  resourceGroupName: group.name,
  securityRules: [
    {
      // Patient data: nothing leaves the virtual network.
      name: "DenyInternet",
      direction: "Outbound",
      priority: 4096,
      access: "Deny",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "Internet",
      destinationPortRange: "*",
    },
  ],
});

const network = new azure.network.VirtualNetwork("vnet-genomics", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.60.0.0/16"] },
});

const nodes = new azure.network.Subnet("snet-nodes", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.60.0.0/22",
  networkSecurityGroup: { id: nsg.id },
});

const endpoints = new azure.network.Subnet(
  "snet-endpoints",
  {
    resourceGroupName: group.name,
    virtualNetworkName: network.name,
    addressPrefix: "10.60.4.0/27",
  },
  // Azure changes one subnet of a virtual network at a time.
  { dependsOn: nodes },
);

const account = new azure.batch.BatchAccount("batchgenomics", {
  resourceGroupName: group.name,
  publicNetworkAccess: "Disabled",
});

const endpoint = new azure.network.PrivateEndpoint("pe-node-management", {
  resourceGroupName: group.name,
  subnet: { id: endpoints.id },
  privateLinkServiceConnections: [
    { name: "node-management", privateLinkServiceId: account.id, groupIds: ["nodeManagement"] },
  ],
});

// The nodes look up the account's node management host name; this zone answers with the endpoint's private address.
const zone = new azure.privatedns.PrivateZone("zone-batch", {
  resourceGroupName: group.name,
  privateZoneName: "privatelink.batch.azure.com",
  location: "global",
});

const link = new azure.privatedns.VirtualNetworkLink("link-genomics", {
  resourceGroupName: group.name,
  privateZoneName: zone.name,
  location: "global",
  registrationEnabled: false,
  virtualNetwork: { id: network.id },
});

const records = new azure.network.PrivateDnsZoneGroup("records", {
  resourceGroupName: group.name,
  privateEndpointName: endpoint.name,
  privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: zone.id }],
});

const pool = new azure.batch.Pool(
  "pool-genomics",
  {
    resourceGroupName: group.name,
    accountName: account.name,
    vmSize: "Standard_E16s_v5",
    targetNodeCommunicationMode: "Simplified",
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        nodeAgentSkuId: "batch.node.ubuntu 24.04",
      },
    },
    networkConfiguration: {
      subnetId: nodes.id,
      publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
    },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 4 } },
  },
  // The first node asks for its host name as soon as it starts.
  { dependsOn: [link, records] },
);

export const poolName = pool.name;
