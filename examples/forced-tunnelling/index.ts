import * as azure from "@pulumi/azure-native";

// All traffic of the spoke goes through the firewall in the hub, and the firewall knows the address only after its
// deployment. Its policy lets Storage and the package mirrors through; nobody has thought of Batch itself.
// https://learn.microsoft.com/azure/batch/batch-virtual-network#user-defined-routes-for-forced-tunneling

const group = new azure.resources.ResourceGroup("spoke");

const hub = new azure.network.VirtualNetwork("vnet-hub", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.0.0.0/22"] },
});

const firewallSubnet = new azure.network.Subnet("snet-firewall", {
  resourceGroupName: group.name,
  virtualNetworkName: hub.name,
  // Azure Firewall takes no other name.
  subnetName: "AzureFirewallSubnet",
  addressPrefix: "10.0.1.0/26",
});

const firewallIp = new azure.network.PublicIPAddress("pip-firewall", {
  resourceGroupName: group.name,
  publicIPAllocationMethod: "Static",
  sku: { name: "Standard" },
});

const policy = new azure.network.FirewallPolicy("fwp-hub", {
  resourceGroupName: group.name,
  sku: { tier: "Standard" },
});

const rules = new azure.network.FirewallPolicyRuleCollectionGroup("render", {
  resourceGroupName: group.name,
  firewallPolicyName: policy.name,
  priority: 300,
  ruleCollections: [
    {
      name: "allow-dependencies",
      priority: 100,
      ruleCollectionType: "FirewallPolicyFilterRuleCollection",
      action: { type: "Allow" },
      rules: [
        {
          name: "storage",
          ruleType: "NetworkRule",
          ipProtocols: ["TCP"],
          sourceAddresses: ["10.1.0.0/24"],
          destinationAddresses: ["Storage.WestEurope"],
          destinationPorts: ["443"],
        },
      ],
    },
    {
      name: "allow-mirrors",
      priority: 200,
      ruleCollectionType: "FirewallPolicyFilterRuleCollection",
      action: { type: "Allow" },
      rules: [
        {
          name: "packages",
          ruleType: "ApplicationRule",
          protocols: [{ protocolType: "Https", port: 443 }],
          sourceAddresses: ["10.1.0.0/24"],
          targetFqdns: ["packages.microsoft.com", "*.ubuntu.com"],
        },
      ],
    },
  ],
});

const firewall = new azure.network.AzureFirewall(
  "fw-hub",
  {
    resourceGroupName: group.name,
    sku: { name: "AZFW_VNet", tier: "Standard" },
    firewallPolicy: { id: policy.id },
    ipConfigurations: [{ name: "hub", subnet: { id: firewallSubnet.id }, publicIPAddress: { id: firewallIp.id } }],
  },
  { dependsOn: rules },
);

const routes = new azure.network.RouteTable("rt-spoke", {
  resourceGroupName: group.name,
  disableBgpRoutePropagation: true,
  routes: [
    {
      name: "everything-through-the-firewall",
      addressPrefix: "0.0.0.0/0",
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: firewall.ipConfigurations.apply((all) => all?.[0]?.privateIPAddress ?? ""),
    },
  ],
});

const nsg = new azure.network.NetworkSecurityGroup("nsg-spoke", {
  resourceGroupName: group.name,
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
  ],
});

const spoke = new azure.network.VirtualNetwork("vnet-spoke", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
});

const subnet = new azure.network.Subnet("snet-batch", {
  resourceGroupName: group.name,
  virtualNetworkName: spoke.name,
  addressPrefix: "10.1.0.0/24",
  networkSecurityGroup: { id: nsg.id },
  routeTable: { id: routes.id },
});

const peering = { resourceGroupName: group.name, allowForwardedTraffic: true, allowVirtualNetworkAccess: true };

const toHub = new azure.network.VirtualNetworkPeering("spoke-to-hub", {
  ...peering,
  virtualNetworkName: spoke.name,
  remoteVirtualNetwork: { id: hub.id },
});

const toSpoke = new azure.network.VirtualNetworkPeering("hub-to-spoke", {
  ...peering,
  virtualNetworkName: hub.name,
  remoteVirtualNetwork: { id: spoke.id },
});

const account = new azure.batch.BatchAccount("batchspoke", { resourceGroupName: group.name });

new azure.batch.Pool(
  "pool-spoke",
  {
    resourceGroupName: group.name,
    accountName: account.name,
    vmSize: "Standard_D8s_v5",
    targetNodeCommunicationMode: "Simplified",
    deploymentConfiguration: {
      virtualMachineConfiguration: {
        imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        nodeAgentSkuId: "batch.node.ubuntu 24.04",
      },
    },
    networkConfiguration: {
      subnetId: subnet.id,
      // The firewall's address is the only public one.
      publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
    },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 4 } },
  },
  { dependsOn: [firewall, toHub, toSpoke] },
);
