import * as azure from "@pulumi/azure-native";

// A render farm as it was built years ago. What worked then stops working when classic node communication is gone:
// the Batch service no longer calls the nodes, the nodes have to call the service.

const group = new azure.resources.ResourceGroup("render");

const nsg = new azure.network.NetworkSecurityGroup("nsg-render", {
  resourceGroupName: group.name,
  securityRules: [
    {
      // Classic mode: the Batch service connects to every node.
      name: "AllowBatchNodeManagement",
      direction: "Inbound",
      priority: 100,
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "BatchNodeManagement",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "29876-29877",
    },
    {
      // Input and output files.
      name: "AllowStorage",
      direction: "Outbound",
      priority: 100,
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "Storage.WestEurope",
      destinationPortRange: "443",
    },
    {
      // Render nodes have no business on the internet. In classic mode nothing else was needed.
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

const network = new azure.network.VirtualNetwork("vnet-render", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-render", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.20.1.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const account = new azure.batch.BatchAccount("batchrender", {
  resourceGroupName: group.name,
});

const pool = new azure.batch.Pool("pool-render", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D4s_v5",
  targetNodeCommunicationMode: "Classic",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: {
        publisher: "microsoft-dsvm",
        offer: "ubuntu-hpc",
        sku: "2204",
        version: "latest",
      },
      nodeAgentSkuId: "batch.node.ubuntu 22.04",
    },
  },
  networkConfiguration: { subnetId: subnet.id },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 8 } },
});

export const poolId = pool.id;
