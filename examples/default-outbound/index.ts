import * as azure from "@pulumi/azure-native";

// The NSG opens nothing inbound and says nothing outbound. The nodes reach Batch because every NSG ends with Azure's own
// AllowInternetOutBound. It works until somebody adds an outbound deny rule for everything else.

const group = new azure.resources.ResourceGroup("reports");

const nsg = new azure.network.NetworkSecurityGroup("nsg-reports", { resourceGroupName: group.name });

const network = new azure.network.VirtualNetwork("vnet-reports", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.8.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-reports", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.8.0.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const account = new azure.batch.BatchAccount("batchreports", { resourceGroupName: group.name });

new azure.batch.Pool("pool-reports", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D2s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: {
        publisher: "microsoftwindowsserver",
        offer: "windowsserver",
        sku: "2022-datacenter-core",
        version: "latest",
      },
      nodeAgentSkuId: "batch.node.windows amd64",
    },
  },
  networkConfiguration: { subnetId: subnet.id },
  scaleSettings: { fixedScale: { targetLowPriorityNodes: 3 } },
});
