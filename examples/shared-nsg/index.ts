import * as azure from "@pulumi/azure-native";

// One NSG for everything in the studio. Its inbound rule was made for the web front end and is as wide as it gets, so it
// also opens the old classic ports of the Batch nodes to the internet.

const group = new azure.resources.ResourceGroup("studio");

const nsg = new azure.network.NetworkSecurityGroup("nsg-studio", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "AllowAnyInbound",
      direction: "Inbound",
      priority: 300,
      access: "Allow",
      protocol: "*",
      sourceAddressPrefix: "Internet",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "1024-65535",
    },
    {
      name: "AllowBatchOutbound",
      direction: "Outbound",
      priority: 300,
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "BatchNodeManagement.WestEurope",
      destinationPortRange: "443",
    },
  ],
});

const network = new azure.network.VirtualNetwork("vnet-studio", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.30.0.0/16"] },
});

const web = new azure.network.Subnet("snet-web", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "10.30.0.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const render = new azure.network.Subnet(
  "snet-render",
  {
    resourceGroupName: group.name,
    virtualNetworkName: network.name,
    addressPrefix: "10.30.1.0/24",
    networkSecurityGroup: { id: nsg.id },
  },
  { dependsOn: web },
);

const account = new azure.batch.BatchAccount("batchstudio", { resourceGroupName: group.name });

new azure.batch.Pool("pool-studio", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_NC4as_T4_v3",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2204", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 22.04",
    },
  },
  networkConfiguration: { subnetId: render.id },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 2 } },
});
