import * as azure from "@pulumi/azure-native";

// "Disable public network access and add a private endpoint": what most guidelines say, and what Azure Policy's built-in
// definitions do. They add an endpoint for clients of the Batch API ("batchAccount"). The nodes need one of their own.
// https://learn.microsoft.com/azure/batch/private-connectivity

const group = new azure.resources.ResourceGroup("payroll");

const network = new azure.network.VirtualNetwork("vnet-payroll", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.80.0.0/16"] },
});

const nsg = new azure.network.NetworkSecurityGroup("nsg-payroll", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "AllowBatchNodeManagement",
      direction: "Outbound",
      priority: 100,
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "BatchNodeManagement.WestEurope",
      destinationPortRange: "443",
    },
  ],
});

const nodes = new azure.network.Subnet("snet-nodes", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.80.0.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const endpoints = new azure.network.Subnet(
  "snet-endpoints",
  {
    resourceGroupName: group.name,
    virtualNetworkName: network.name,
    addressPrefix: "10.80.1.0/27",
  },
  { dependsOn: nodes },
);

const account = new azure.batch.BatchAccount("batchpayroll", {
  resourceGroupName: group.name,
  publicNetworkAccess: "Disabled",
});

new azure.network.PrivateEndpoint("pe-batch", {
  resourceGroupName: group.name,
  subnet: { id: endpoints.id },
  privateLinkServiceConnections: [
    { name: "batch-account", privateLinkServiceId: account.id, groupIds: ["batchAccount"] },
  ],
});

new azure.batch.Pool("pool-payroll", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D4s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  networkConfiguration: { subnetId: nodes.id },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 2 } },
});
