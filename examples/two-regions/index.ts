import * as azure from "@pulumi/azure-native";

// The same environment in two regions, out of one function. The outbound rule was written when there was only one of
// them: it names West Europe for both, so the nodes in North Europe cannot reach their own Batch service.
// All resources are in the region of their resource group, which the provider gives to those without a location.

function environment(region: "westeurope" | "northeurope", network: string) {
  const group = new azure.resources.ResourceGroup(`backtest-${region}`, { location: region });
  const common = { resourceGroupName: group.name };

  const nsg = new azure.network.NetworkSecurityGroup(`nsg-${region}`, {
    ...common,
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

  const vnet = new azure.network.VirtualNetwork(`vnet-${region}`, {
    ...common,
    addressSpace: { addressPrefixes: [`${network}.0.0/16`] },
  });

  const subnet = new azure.network.Subnet(`snet-${region}`, {
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefix: `${network}.0.0/24`,
    networkSecurityGroup: { id: nsg.id },
  });

  const account = new azure.batch.BatchAccount(`batch${region}`, common);

  return new azure.batch.Pool(`pool-${region}`, {
    resourceGroupName: group.name,
    accountName: account.name,
    vmSize: "Standard_F16s_v2",
    targetNodeCommunicationMode: "Simplified",
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        nodeAgentSkuId: "batch.node.ubuntu 24.04",
      },
    },
    networkConfiguration: { subnetId: subnet.id },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 12 } },
  });
}

export const pools = [environment("westeurope", "10.50").id, environment("northeurope", "10.51").id];
