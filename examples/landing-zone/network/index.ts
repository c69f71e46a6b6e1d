import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

// The platform team owns networks, groups and rules, and hands out subnets. Whose pools run in them, nothing in this program
// says: with the estate, a preview of it tells which ones a change cuts off.

const config = new pulumi.Config();

const group = new azure.resources.ResourceGroup("network");

const toBatch = {
  name: "AllowBatchNodeManagement",
  priority: 100,
  direction: "Outbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "BatchNodeManagement.WestEurope",
  destinationPortRange: "443",
};
const denyOthers = {
  name: "DenyInternet",
  priority: 4000,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "Internet",
  destinationPortRange: "*",
};

const nsg = new azure.network.NetworkSecurityGroup("nsg-batch", {
  resourceGroupName: group.name,
  // `pulumi config set letBatchOut false` takes the rule away.
  securityRules: (config.getBoolean("letBatchOut") ?? true) ? [toBatch, denyOthers] : [denyOthers],
});

const vnet = new azure.network.VirtualNetwork("vnet-corp", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-batch", {
  resourceGroupName: group.name,
  virtualNetworkName: vnet.name,
  addressPrefix: "10.20.7.0/24",
  networkSecurityGroup: { id: nsg.id },
});

export const subnetId = subnet.id;
