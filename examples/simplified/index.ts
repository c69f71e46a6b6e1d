import * as azure from "@pulumi/azure-native";

// A pool with simplified node communication, as Azure recommends it: no inbound rule, and one outbound rule to the
// Batch service of the account's region.
// https://learn.microsoft.com/azure/batch/simplified-compute-node-communication

const location = "westeurope";
const group = new azure.resources.ResourceGroup("risk", { location });

const nsg = new azure.network.NetworkSecurityGroup("nsg-risk", {
  resourceGroupName: group.name,
  location,
  securityRules: [
    {
      name: "AllowBatchNodeManagement",
      direction: "Outbound",
      priority: 100,
      access: "Allow",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: `BatchNodeManagement.${location}`,
      destinationPortRange: "443",
    },
    {
      // Market data and results.
      name: "AllowStorage",
      direction: "Outbound",
      priority: 110,
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: `Storage.${location}`,
      destinationPortRange: "443",
    },
    {
      // A node that could reach anything else could also leak the model.
      name: "DenyInternet",
      direction: "Outbound",
      priority: 4000,
      access: "Deny",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "Internet",
      destinationPortRange: "*",
    },
  ],
});

const network = new azure.network.VirtualNetwork("vnet-risk", {
  resourceGroupName: group.name,
  location,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-risk", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.40.0.0/23",
  networkSecurityGroup: { id: nsg.id },
});

const account = new azure.batch.BatchAccount("batchrisk", {
  resourceGroupName: group.name,
  location,
});

const pool = new azure.batch.Pool("pool-risk", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_F8s_v2",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  networkConfiguration: { subnetId: subnet.id },
  scaleSettings: {
    autoScale: {
      evaluationInterval: "PT15M",
      formula: "$TargetDedicatedNodes = max(0, min(40, $PendingTasks.GetSample(1)));",
    },
  },
});

export const poolName = pool.name;
