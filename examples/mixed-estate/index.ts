import * as azure from "@pulumi/azure-native";

// Six teams, six networks, ten years. Each section has a fault of its own; the findings tell them apart.

const group = new azure.resources.ResourceGroup("estate");

const account = new azure.batch.BatchAccount("batchestate", {
  resourceGroupName: group.name,
  // Somebody wanted to keep keys only.
  allowedAuthenticationModes: ["SharedKey"],
});

const image = {
  virtualMachineConfiguration: {
    imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
    nodeAgentSkuId: "batch.node.ubuntu 24.04",
  },
};

const anywhere = {
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};

const denyInternet = {
  ...anywhere,
  name: "DenyInternet",
  direction: "Outbound",
  access: "Deny",
  priority: 4000,
  protocol: "*",
  destinationAddressPrefix: "Internet",
};

function network(name: string, prefix: string, more: Partial<azure.network.SubnetArgs> = {}) {
  const virtualNetwork = new azure.network.VirtualNetwork(`vnet-${name}`, {
    resourceGroupName: group.name,
    addressSpace: { addressPrefixes: [prefix] },
  });
  return new azure.network.Subnet(`snet-${name}`, {
    resourceGroupName: group.name,
    virtualNetworkName: virtualNetwork.name,
    addressPrefix: prefix,
    ...more,
  });
}

/** A pool in a subnet; `more` changes what this pool has of its own. */
function pool(name: string, subnet: azure.network.Subnet, more: Partial<azure.batch.PoolArgs> = {}) {
  return new azure.batch.Pool(`pool-${name}`, {
    resourceGroupName: group.name,
    accountName: account.name,
    vmSize: "Standard_D4s_v5",
    targetNodeCommunicationMode: "Simplified",
    deploymentConfiguration: image,
    networkConfiguration: { subnetId: subnet.id },
    scaleSettings: { fixedScale: { targetDedicatedNodes: 4 } },
    ...more,
  });
}

// Rendering: classic mode, its inbound rule, its ports of Cloud Services times, and nothing that lets the nodes call out.
const renderNsg = new azure.network.NetworkSecurityGroup("nsg-render", {
  resourceGroupName: group.name,
  securityRules: [
    {
      ...anywhere,
      name: "AllowBatch",
      direction: "Inbound",
      access: "Allow",
      priority: 100,
      sourceAddressPrefix: "BatchNodeManagement",
      destinationPortRange: "29876-29877",
    },
    {
      ...anywhere,
      name: "AllowCloudServices",
      direction: "Inbound",
      access: "Allow",
      priority: 110,
      destinationPortRanges: ["10100", "20100", "30100"],
      destinationPortRange: undefined,
    },
    denyInternet,
  ],
});
pool("render", network("render", "10.1.0.0/24", { networkSecurityGroup: { id: renderNsg.id } }), {
  targetNodeCommunicationMode: "Classic",
});

// Risk: the addresses of Batch were copied out of a ticket, and the subnet is far too small.
const riskNsg = new azure.network.NetworkSecurityGroup("nsg-risk", {
  resourceGroupName: group.name,
  securityRules: [
    {
      ...anywhere,
      name: "AllowBatchAddresses",
      direction: "Outbound",
      access: "Allow",
      priority: 100,
      destinationAddressPrefixes: ["13.69.65.64/26", "13.69.106.128/26"],
      destinationAddressPrefix: undefined,
      destinationPortRange: "443",
    },
  ],
});
pool("risk", network("risk", "10.2.0.0/28", { networkSecurityGroup: { id: riskNsg.id } }), {
  scaleSettings: { fixedScale: { targetDedicatedNodes: 20 } },
});

// Genomics: no public addresses, and no other way out. The subnet was handed over by the database team.
const genomics = network("genomics", "10.3.0.0/24", {
  delegations: [{ name: "databases", serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }],
});
pool("genomics", genomics, {
  networkConfiguration: {
    subnetId: genomics.id,
    publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
  },
});

// Archive: the id of a subnet, put together by hand.
new azure.batch.Pool("pool-archive", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D4s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: image,
  networkConfiguration: {
    subnetId:
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/estate/providers/Microsoft.Network/virtualNetworks/vnet-archive/snet-archive",
  },
});

// Crash tests: the route table sends everything into the void, and SSH is open to everybody.
const crashRoutes = new azure.network.RouteTable("rt-crash", {
  resourceGroupName: group.name,
  routes: [{ name: "nowhere", addressPrefix: "0.0.0.0/0", nextHopType: "None" }],
});
const crash = network("crash", "10.4.0.0/24", { routeTable: { id: crashRoutes.id } });
pool("crash", crash, {
  networkConfiguration: {
    subnetId: crash.id,
    endpointConfiguration: {
      inboundNatPools: [
        { name: "ssh", protocol: "TCP", backendPort: 22, frontendPortRangeStart: 49000, frontendPortRangeEnd: 50100 },
      ],
    },
  },
});

// Weather: rules inside the group and beside it, and a tag on the wrong side.
const weatherNsg = new azure.network.NetworkSecurityGroup("nsg-weather", {
  resourceGroupName: group.name,
  securityRules: [
    {
      ...anywhere,
      name: "AllowBatchService",
      direction: "Outbound",
      access: "Allow",
      priority: 100,
      sourceAddressPrefix: "BatchNodeManagement.WestEurope",
      destinationPortRange: "443",
    },
  ],
});
new azure.network.SecurityRule("allow-ntp", {
  ...anywhere,
  resourceGroupName: group.name,
  networkSecurityGroupName: weatherNsg.name,
  direction: "Outbound",
  access: "Allow",
  priority: 200,
  protocol: "Udp",
  destinationPortRange: "123",
});
pool("weather", network("weather", "10.5.0.0/24", { networkSecurityGroup: { id: weatherNsg.id } }));
