import * as azure from "@pulumi/azure-native";

// The network team keeps a group that denies the internet. The team of the farm adds what its nodes need as a resource of
// its own, which works as if it stood in the group.

const group = new azure.resources.ResourceGroup("farm");

const nsg = new azure.network.NetworkSecurityGroup("nsg-farm", {
  resourceGroupName: group.name,
  securityRules: [
    {
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

const toBatch = new azure.network.SecurityRule("allow-batch", {
  resourceGroupName: group.name,
  networkSecurityGroupName: nsg.name,
  direction: "Outbound",
  priority: 200,
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "BatchNodeManagement.WestEurope",
  destinationPortRange: "443",
});

const network = new azure.network.VirtualNetwork("vnet-farm", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["172.16.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-farm", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "172.16.4.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const account = new azure.batch.BatchAccount("batchfarm", { resourceGroupName: group.name, accountName: "batchfarm" });

new azure.batch.Pool(
  "pool-farm",
  {
    resourceGroupName: group.name,
    accountName: "batchfarm",
    vmSize: "Standard_D4s_v5",
    targetNodeCommunicationMode: "Simplified",
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2204", version: "latest" },
        nodeAgentSkuId: "batch.node.ubuntu 22.04",
      },
    },
    networkConfiguration: { subnetId: subnet.id },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 16 } },
  },
  { dependsOn: [account, toBatch] },
);
