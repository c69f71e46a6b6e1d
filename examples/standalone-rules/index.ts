import * as azure from "@pulumi/azure-native";

// Rules as resources of their own, so that each team adds its own. The one for classic node communication was copied
// from an old wiki page, port by port.

const group = new azure.resources.ResourceGroup("crash");

const nsg = new azure.network.NetworkSecurityGroup("nsg-crash", { resourceGroupName: group.name });

const rule = { resourceGroupName: group.name, networkSecurityGroupName: nsg.name, sourcePortRange: "*" };

const oldInbound = new azure.network.SecurityRule("allow-batch-service", {
  ...rule,
  direction: "Inbound",
  priority: 210,
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "BatchNodeManagement.NorthEurope",
  destinationAddressPrefix: "*",
  destinationPortRanges: ["29876", "29877"],
});

const toBatch = new azure.network.SecurityRule("allow-batch", {
  ...rule,
  direction: "Outbound",
  priority: 200,
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  destinationAddressPrefix: "BatchNodeManagement.NorthEurope",
  destinationPortRange: "443",
});

const denyInternet = new azure.network.SecurityRule("deny-internet", {
  ...rule,
  direction: "Outbound",
  priority: 4000,
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  destinationAddressPrefix: "Internet",
  destinationPortRange: "*",
});

const network = new azure.network.VirtualNetwork("vnet-crash", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["172.16.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-crash", {
  resourceGroupName: group.name,
  virtualNetworkName: network.name,
  addressPrefix: "172.16.4.0/24",
  networkSecurityGroup: { id: nsg.id },
});

const account = new azure.batch.BatchAccount("batchcrash", { resourceGroupName: group.name });

new azure.batch.Pool(
  "pool-crash",
  {
    resourceGroupName: group.name,
    accountName: account.name,
    vmSize: "Standard_HB120rs_v3",
    targetNodeCommunicationMode: "Simplified",
    interNodeCommunication: "Enabled",
    taskSlotsPerNode: 1,
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2204", version: "latest" },
        nodeAgentSkuId: "batch.node.ubuntu 22.04",
      },
    },
    networkConfiguration: { subnetId: subnet.id },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 16 } },
  },
  // The nodes need the rules when they start, and nothing else here refers to them.
  { dependsOn: [oldInbound, toBatch, denyInternet] },
);
