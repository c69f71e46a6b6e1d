import * as azure from "@pulumi/azure-native";

// The network team hands out subnets; this team only puts pools into them. What the subnet's NSG and routes do is
// nowhere in this program, so nothing can be said about them here.

const group = new azure.resources.ResourceGroup("seismic");

const account = new azure.batch.BatchAccount("batchseismic", { resourceGroupName: group.name });

new azure.batch.Pool("pool-seismic", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D16s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  networkConfiguration: {
    subnetId:
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-corp-weu/subnets/snet-batch-07",
  },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 10 } },
});
