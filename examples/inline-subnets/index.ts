import * as azure from "@pulumi/azure-native";

// Subnets inline, the way ARM templates are written. The pool finds its subnet by name in the network's outputs, so
// before the first deployment nothing but the dependency on the network is known.

const group = new azure.resources.ResourceGroup("weather");

const nsg = new azure.network.NetworkSecurityGroup("nsg-weather", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "DenyAllOutbound",
      direction: "Outbound",
      priority: 4096,
      access: "Deny",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    },
  ],
});

const network = new azure.network.VirtualNetwork("vnet-weather", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.90.0.0/20"] },
  subnets: [
    { name: "snet-batch", addressPrefix: "10.90.0.0/24", networkSecurityGroup: { id: nsg.id } },
    { name: "snet-ingest", addressPrefix: "10.90.1.0/24", networkSecurityGroup: { id: nsg.id } },
  ],
});

const subnetId = network.subnets.apply((subnets) => subnets?.find(({ name }) => name === "snet-batch")?.id ?? "");

const account = new azure.batch.BatchAccount("batchweather", { resourceGroupName: group.name });

new azure.batch.Pool("pool-weather", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_HC44rs",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "almalinux", offer: "almalinux-hpc", sku: "8_10-hpc-gen2", version: "latest" },
      nodeAgentSkuId: "batch.node.el 8",
    },
  },
  networkConfiguration: { subnetId },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 2 } },
});
