// Over 200 lines: one ARM response for each type that a snapshot keeps, in Azure's form.

import type { ArmType } from "../../../cli/snapshot/arm-kinds";

const RESOURCES = "/subscriptions/s-1/resourceGroups/rg/providers";
const NETWORK = `${RESOURCES}/Microsoft.Network`;

/** A resource as an ARM response, and the part of it that a snapshot keeps. */
export interface ArmBody {
  readonly armType: ArmType;
  readonly body: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly kept: Readonly<Record<string, unknown>>;
}

function arm(armType: ArmType, path: string, properties: object, kept: object, more: object = {}): ArmBody {
  const id = path.startsWith("/subscriptions") ? path : `${NETWORK}/${path}`;
  const name = id.split("/").at(-1) ?? "";
  const etag = 'W/"0"';
  return {
    armType,
    body: {
      id,
      name,
      type: armType,
      etag,
      tags: { owner: "team" },
      ...more,
      properties: { provisioningState: "Succeeded", ...properties },
    },
    kept: { name, ...kept },
  };
}

const rule = {
  direction: "Outbound",
  access: "Allow",
  priority: 100,
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "BatchNodeManagement.westeurope",
  destinationPortRange: "443",
};
const asg = { id: `${NETWORK}/applicationSecurityGroups/nodes` };
const subnetId = `${NETWORK}/virtualNetworks/hub/subnets/batch`;
const subnet = {
  addressPrefix: "10.0.1.0/24",
  networkSecurityGroup: { id: `${NETWORK}/networkSecurityGroups/nsg` },
  routeTable: { id: `${NETWORK}/routeTables/rt` },
  privateEndpointNetworkPolicies: "Disabled",
};
const peering = {
  remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/spoke` },
  remoteAddressSpace: { addressPrefixes: ["10.1.0.0/16"] },
  allowVirtualNetworkAccess: true,
  useRemoteGateways: false,
};
const route = { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0.4" };
const networkRule = {
  ruleType: "NetworkRule",
  name: "batch",
  ipProtocols: ["TCP"],
  sourceAddresses: ["*"],
  destinationAddresses: ["BatchNodeManagement.westeurope"],
  destinationPorts: ["443"],
};
const adminRule = {
  access: "Deny",
  direction: "Outbound",
  priority: 10,
  protocol: "Any",
  sources: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
  destinations: [{ addressPrefix: "Internet", addressPrefixType: "ServiceTag" }],
  sourcePortRanges: ["0-65535"],
  destinationPortRanges: ["443"],
};
const MANAGER = "networkManagers/avnm";
const GROUP = { networkGroupId: `${NETWORK}/${MANAGER}/networkGroups/all` };
const account = `${RESOURCES}/Microsoft.Batch/batchAccounts/render`;

/** One for each type that is read, shaped as the examples of Azure's REST specifications. */
export const ARM_BODIES: readonly ArmBody[] = [
  arm(
    "Microsoft.Batch/batchAccounts",
    account,
    {
      accountEndpoint: "render.westeurope.batch.azure.com",
      publicNetworkAccess: "Enabled",
      networkProfile: {
        accountAccess: { defaultAction: "Allow" },
        nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "20.0.0.0/24" }] },
      },
      allowedAuthenticationModes: ["AAD"],
      dedicatedCoreQuota: 20,
    },
    {
      location: "westeurope",
      publicNetworkAccess: "Enabled",
      networkProfile: {
        nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "20.0.0.0/24" }] },
      },
      allowedAuthenticationModes: ["AAD"],
    },
    { location: "westeurope", identity: { type: "None" } },
  ),
  arm(
    "Microsoft.Batch/batchAccounts/pools",
    `${account}/pools/nodes`,
    {
      creationTime: "2024-08-28T10:22:55Z",
      vmSize: "STANDARD_D4",
      interNodeCommunication: "Enabled",
      targetNodeCommunicationMode: "Simplified",
      currentNodeCommunicationMode: "Classic",
      deploymentConfiguration: {
        virtualMachineConfiguration: {
          nodeAgentSkuId: "batch.node.ubuntu 22.04",
          containerConfiguration: {
            type: "DockerCompatible",
            containerImageNames: ["corp.azurecr.io/render:1"],
            containerRegistries: [{ registryServer: "corp.azurecr.io", username: "pull" }],
          },
        },
      },
      scaleSettings: { fixedScale: { targetDedicatedNodes: 6, targetLowPriorityNodes: 28, resizeTimeout: "PT8M" } },
      networkConfiguration: {
        subnetId,
        endpointConfiguration: {
          inboundNatPools: [
            {
              name: "ssh",
              protocol: "TCP",
              backendPort: 22,
              frontendPortRangeStart: 15000,
              frontendPortRangeEnd: 15100,
              networkSecurityGroupRules: [
                { access: "Deny", sourceAddressPrefix: "*", priority: 3500, sourcePortRanges: ["*"] },
              ],
            },
          ],
        },
        publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
      },
      mountConfiguration: [
        {
          nfsMountConfiguration: {
            source: "10.0.3.4:/export",
            relativeMountPath: "data",
            mountOptions: "-o vers=4,port=2050",
          },
        },
      ],
      startTask: {
        commandLine: "install",
        resourceFiles: [
          { httpUrl: "https://corp.blob.core.windows.net/start/install.sh?sv=1", filePath: "install.sh" },
        ],
      },
      applicationPackages: [{ id: `${account}/applications/blender`, version: "4" }],
      metadata: [{ name: "a", value: "b" }],
    },
    {
      creationTime: "2024-08-28T10:22:55Z",
      interNodeCommunication: "Enabled",
      targetNodeCommunicationMode: "Simplified",
      currentNodeCommunicationMode: "Classic",
      deploymentConfiguration: {
        virtualMachineConfiguration: {
          containerConfiguration: {
            containerImageNames: ["corp.azurecr.io/render:1"],
            containerRegistries: [{ registryServer: "corp.azurecr.io" }],
          },
        },
      },
      scaleSettings: { fixedScale: { targetDedicatedNodes: 6, targetLowPriorityNodes: 28 } },
      networkConfiguration: {
        subnetId,
        endpointConfiguration: {
          inboundNatPools: [
            {
              name: "ssh",
              protocol: "TCP",
              backendPort: 22,
              frontendPortRangeStart: 15000,
              frontendPortRangeEnd: 15100,
              networkSecurityGroupRules: [
                { access: "Deny", sourceAddressPrefix: "*", priority: 3500, sourcePortRanges: ["*"] },
              ],
            },
          ],
        },
        publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
      },
      mountConfiguration: [{ nfsMountConfiguration: { source: "//10.0.3.4/", mountOptions: "port=2050" } }],
      startTask: { resourceFiles: [{ httpUrl: "https://corp.blob.core.windows.net/" }] },
      applicationPackages: [{}],
    },
  ),
  arm(
    "Microsoft.Resources/resourceGroups",
    "/subscriptions/s-1/resourceGroups/rg",
    {},
    { location: "westeurope" },
    { location: "westeurope" },
  ),
  arm(
    "Microsoft.Network/virtualNetworks",
    "virtualNetworks/hub",
    {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      dhcpOptions: { dnsServers: ["10.0.50.4"] },
      subnets: [
        {
          id: subnetId,
          name: "batch",
          properties: {
            ...subnet,
            delegations: [{ name: "d", properties: { serviceName: "Microsoft.Web/serverFarms" } }],
          },
        },
      ],
      virtualNetworkPeerings: [
        { id: `${NETWORK}/virtualNetworks/hub/virtualNetworkPeerings/spoke`, name: "spoke", properties: peering },
      ],
      enableDdosProtection: false,
    },
    {
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      dhcpOptions: { dnsServers: ["10.0.50.4"] },
      subnets: [
        {
          id: subnetId,
          name: "batch",
          ...subnet,
          delegations: [{ name: "d", serviceName: "Microsoft.Web/serverFarms" }],
        },
      ],
      virtualNetworkPeerings: [
        { id: `${NETWORK}/virtualNetworks/hub/virtualNetworkPeerings/spoke`, name: "spoke", ...peering },
      ],
    },
    { location: "westeurope" },
  ),
  arm(
    "Microsoft.Network/virtualNetworks/subnets",
    "virtualNetworks/hub/subnets/batch",
    {
      ...subnet,
      natGateway: { id: `${NETWORK}/natGateways/nat` },
      serviceEndpoints: [{ service: "Microsoft.Storage", locations: ["*"] }],
    },
    {
      ...subnet,
      natGateway: { id: `${NETWORK}/natGateways/nat` },
      serviceEndpoints: [{ service: "Microsoft.Storage" }],
    },
  ),
  arm(
    "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    "virtualNetworks/hub/virtualNetworkPeerings/spoke",
    { ...peering, peeringState: "Connected", peeringSyncLevel: "FullyInSync" },
    { ...peering, peeringState: "Connected" },
  ),
  arm(
    "Microsoft.Network/networkSecurityPerimeters/resourceAssociations",
    "networkSecurityPerimeters/nsp/resourceAssociations/batch",
    {
      privateLinkResource: { id: `${RESOURCES}/Microsoft.Batch/batchAccounts/batch` },
      profile: { id: `${NETWORK}/networkSecurityPerimeters/nsp/profiles/default` },
      accessMode: "Enforced",
      hasProvisioningIssues: "no",
    },
    { privateLinkResource: { id: `${RESOURCES}/Microsoft.Batch/batchAccounts/batch` }, accessMode: "Enforced" },
  ),
  arm(
    "Microsoft.Network/networkSecurityGroups",
    "networkSecurityGroups/nsg",
    {
      securityRules: [
        {
          id: `${NETWORK}/networkSecurityGroups/nsg/securityRules/out`,
          name: "out",
          properties: { ...rule, description: "why", sourceApplicationSecurityGroups: [asg] },
        },
      ],
      defaultSecurityRules: [{ name: "AllowVnetInBound", properties: rule }],
      networkInterfaces: [{ id: "nic" }],
    },
    { location: "westeurope", securityRules: [{ name: "out", ...rule, sourceApplicationSecurityGroups: [asg] }] },
    { location: "westeurope" },
  ),
  arm(
    "Microsoft.Network/networkSecurityGroups/securityRules",
    "networkSecurityGroups/nsg/securityRules/out",
    rule,
    rule,
  ),
  arm("Microsoft.Network/applicationSecurityGroups", "applicationSecurityGroups/nodes", {}, {}),
  arm(
    "Microsoft.Network/routeTables",
    "routeTables/rt",
    { disableBgpRoutePropagation: true, routes: [{ name: "default", properties: route }] },
    { disableBgpRoutePropagation: true, routes: [{ name: "default", ...route }] },
  ),
  arm("Microsoft.Network/routeTables/routes", "routeTables/rt/routes/default", route, route),
  arm(
    "Microsoft.Network/natGateways",
    "natGateways/nat",
    { publicIpAddresses: [{ id: `${NETWORK}/publicIPAddresses/ip` }], idleTimeoutInMinutes: 4 },
    { sku: { name: "Standard" }, publicIpAddresses: [{ id: `${NETWORK}/publicIPAddresses/ip` }] },
    { sku: { name: "Standard" } },
  ),
  arm(
    "Microsoft.Network/publicIPAddresses",
    "publicIPAddresses/ip",
    { ipAddress: "20.0.0.1", publicIPAllocationMethod: "Static" },
    { ipAddress: "20.0.0.1" },
  ),
  arm(
    "Microsoft.Network/publicIPPrefixes",
    "publicIPPrefixes/ips",
    { ipPrefix: "20.0.0.0/28", prefixLength: 28 },
    { ipPrefix: "20.0.0.0/28" },
  ),
  arm(
    "Microsoft.Network/virtualNetworkGateways",
    "virtualNetworkGateways/vpn",
    {
      ipConfigurations: [
        { name: "default", properties: { subnet: { id: subnetId }, privateIPAllocationMethod: "Dynamic" } },
      ],
      gatewayType: "Vpn",
    },
    { ipConfigurations: [{ name: "default", subnet: { id: subnetId } }] },
  ),
  arm("Microsoft.Network/virtualHubs", "virtualHubs/vhub", { addressPrefix: "10.9.0.0/24" }, {}),
  arm(
    "Microsoft.Network/virtualHubs/routingIntent",
    "virtualHubs/vhub/routingIntent/intent",
    { routingPolicies: [{ name: "internet", destinations: ["Internet"], nextHop: `${NETWORK}/azureFirewalls/fw` }] },
    { routingPolicies: [{ name: "internet", destinations: ["Internet"], nextHop: `${NETWORK}/azureFirewalls/fw` }] },
  ),
  arm(
    "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
    "virtualHubs/vhub/hubVirtualNetworkConnections/spoke",
    {
      remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/spoke` },
      enableInternetSecurity: true,
      routingConfiguration: {},
    },
    { remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/spoke` }, enableInternetSecurity: true },
  ),
  arm(
    "Microsoft.Network/azureFirewalls",
    "azureFirewalls/fw",
    {
      sku: { name: "AZFW_Hub", tier: "Standard" },
      virtualHub: { id: `${NETWORK}/virtualHubs/vhub` },
      firewallPolicy: { id: `${NETWORK}/firewallPolicies/policy` },
      hubIPAddresses: {
        publicIPs: { addresses: [{ address: "13.73.240.12" }], count: 1 },
        privateIPAddress: "10.9.0.4",
      },
      ipConfigurations: [
        {
          name: "ip",
          properties: {
            privateIPAddress: "10.0.0.4",
            subnet: { id: subnetId },
            publicIPAddress: { id: `${NETWORK}/publicIPAddresses/ip` },
          },
        },
      ],
      networkRuleCollections: [
        {
          name: "net",
          properties: {
            priority: 100,
            action: { type: "Allow" },
            rules: [
              {
                name: "batch",
                protocols: ["TCP"],
                sourceAddresses: ["*"],
                destinationAddresses: ["*"],
                destinationPorts: ["443"],
                description: "why",
              },
            ],
          },
        },
      ],
      applicationRuleCollections: [
        {
          name: "app",
          properties: {
            priority: 200,
            action: { type: "Allow" },
            rules: [
              {
                name: "web",
                protocols: [{ protocolType: "Https", port: 443 }],
                sourceAddresses: ["*"],
                targetFqdns: ["*.batch.azure.com"],
              },
            ],
          },
        },
      ],
      additionalProperties: {
        "Network.SNAT.PrivateRanges": "IANAPrivateRanges, 10.0.0.0/8",
        "Network.DNS.EnableProxy": "true",
      },
    },
    {
      virtualHub: { id: `${NETWORK}/virtualHubs/vhub` },
      firewallPolicy: { id: `${NETWORK}/firewallPolicies/policy` },
      hubIPAddresses: { publicIPs: { addresses: [{ address: "13.73.240.12" }] }, privateIPAddress: "10.9.0.4" },
      ipConfigurations: [
        {
          name: "ip",
          privateIPAddress: "10.0.0.4",
          subnet: { id: subnetId },
          publicIPAddress: { id: `${NETWORK}/publicIPAddresses/ip` },
        },
      ],
      networkRuleCollections: [
        {
          name: "net",
          priority: 100,
          action: { type: "Allow" },
          rules: [
            {
              name: "batch",
              protocols: ["TCP"],
              sourceAddresses: ["*"],
              destinationAddresses: ["*"],
              destinationPorts: ["443"],
            },
          ],
        },
      ],
      applicationRuleCollections: [
        {
          name: "app",
          priority: 200,
          action: { type: "Allow" },
          rules: [
            {
              name: "web",
              protocols: [{ protocolType: "Https", port: 443 }],
              sourceAddresses: ["*"],
              targetFqdns: ["*.batch.azure.com"],
            },
          ],
        },
      ],
      additionalProperties: { "Network.SNAT.PrivateRanges": "IANAPrivateRanges, 10.0.0.0/8" },
    },
  ),
  arm(
    "Microsoft.Network/firewallPolicies",
    "firewallPolicies/policy",
    {
      basePolicy: { id: `${NETWORK}/firewallPolicies/base` },
      snat: { privateRanges: ["0.0.0.0/0"], autoLearnPrivateRanges: "Enabled" },
      threatIntelMode: "Alert",
      ruleCollectionGroups: [{ id: `${NETWORK}/firewallPolicies/policy/ruleCollectionGroups/group` }],
      childPolicies: [],
    },
    {
      ruleCollectionGroups: [{ id: `${NETWORK}/firewallPolicies/policy/ruleCollectionGroups/group` }],
      basePolicy: { id: `${NETWORK}/firewallPolicies/base` },
      snat: { privateRanges: ["0.0.0.0/0"], autoLearnPrivateRanges: "Enabled" },
    },
  ),
  arm(
    "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    "firewallPolicies/policy/ruleCollectionGroups/group",
    {
      priority: 110,
      ruleCollections: [
        {
          name: "c",
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          priority: 120,
          action: { type: "Deny" },
          rules: [{ ...networkRule, description: "why" }],
        },
      ],
    },
    {
      priority: 110,
      ruleCollections: [
        {
          name: "c",
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          priority: 120,
          action: { type: "Deny" },
          rules: [networkRule],
        },
      ],
    },
  ),
  arm(
    "Microsoft.Network/ipGroups",
    "ipGroups/all",
    { ipAddresses: ["10.0.0.0/8"], firewalls: [] },
    { ipAddresses: ["10.0.0.0/8"] },
  ),
  arm("Microsoft.Network/networkManagers", MANAGER, { networkManagerScopeAccesses: ["SecurityAdmin"] }, {}),
  arm("Microsoft.Network/networkManagers/networkGroups", `${MANAGER}/networkGroups/all`, { description: "all" }, {}),
  arm(
    "Microsoft.Network/networkManagers/networkGroups/staticMembers",
    `${MANAGER}/networkGroups/all/staticMembers/hub`,
    { resourceId: `${NETWORK}/virtualNetworks/hub`, region: "westeurope" },
    { resourceId: `${NETWORK}/virtualNetworks/hub` },
  ),
  arm(
    "Microsoft.Network/networkManagers/securityAdminConfigurations",
    `${MANAGER}/securityAdminConfigurations/c`,
    { description: "c" },
    {},
  ),
  arm(
    "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections",
    `${MANAGER}/securityAdminConfigurations/c/ruleCollections/rc`,
    { appliesToGroups: [GROUP] },
    { appliesToGroups: [GROUP] },
  ),
  arm(
    "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
    `${MANAGER}/securityAdminConfigurations/c/ruleCollections/rc/rules/deny`,
    { ...adminRule, description: "why" },
    adminRule,
    { kind: "Custom" },
  ),
  arm(
    "Microsoft.Network/networkManagers/routingConfigurations",
    `${MANAGER}/routingConfigurations/r`,
    { description: "r" },
    {},
  ),
  arm(
    "Microsoft.Network/networkManagers/connectivityConfigurations",
    `${MANAGER}/connectivityConfigurations/c`,
    { connectivityTopology: "Mesh", appliesToGroups: [GROUP] },
    {},
  ),
  arm(
    "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections",
    `${MANAGER}/routingConfigurations/r/ruleCollections/rc`,
    { appliesTo: [GROUP] },
    { appliesTo: [GROUP] },
  ),
  arm(
    "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules",
    `${MANAGER}/routingConfigurations/r/ruleCollections/rc/rules/default`,
    { destination: { type: "AddressPrefix", destinationAddress: "0.0.0.0/0" } },
    {},
  ),
  arm(
    "Microsoft.Network/privateEndpoints",
    "privateEndpoints/pe",
    {
      subnet: { id: subnetId },
      privateLinkServiceConnections: [
        {
          name: "nodes",
          properties: {
            privateLinkServiceId: account,
            groupIds: ["nodeManagement"],
            privateLinkServiceConnectionState: { status: "Approved", description: "ok" },
            requestMessage: "please",
          },
        },
      ],
      customDnsConfigs: [{ fqdn: "x.westeurope.service.batch.azure.com", ipAddresses: ["10.0.1.7"] }],
    },
    {
      subnet: { id: subnetId },
      privateLinkServiceConnections: [
        {
          name: "nodes",
          privateLinkServiceId: account,
          groupIds: ["nodeManagement"],
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      ],
      customDnsConfigs: [{ fqdn: "x.westeurope.service.batch.azure.com", ipAddresses: ["10.0.1.7"] }],
    },
  ),
  arm(
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "privateEndpoints/pe/privateDnsZoneGroups/default",
    {
      privateDnsZoneConfigs: [
        {
          name: "batch",
          properties: {
            privateDnsZoneId: `${NETWORK}/privateDnsZones/privatelink.batch.azure.com`,
            recordSets: [{ recordType: "A", fqdn: "x.privatelink.batch.azure.com", ipAddresses: ["10.0.1.7"] }],
          },
        },
      ],
    },
    {
      privateDnsZoneConfigs: [
        {
          name: "batch",
          privateDnsZoneId: `${NETWORK}/privateDnsZones/privatelink.batch.azure.com`,
          recordSets: [{ fqdn: "x.privatelink.batch.azure.com", ipAddresses: ["10.0.1.7"] }],
        },
      ],
    },
  ),
  arm(
    "Microsoft.Network/privateDnsZones",
    "privateDnsZones/privatelink.batch.azure.com",
    { numberOfRecordSets: 2 },
    {},
  ),
  arm(
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    "privateDnsZones/privatelink.batch.azure.com/virtualNetworkLinks/hub",
    {
      virtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` },
      registrationEnabled: false,
      resolutionPolicy: "Default",
    },
    { virtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` }, resolutionPolicy: "Default" },
  ),
  arm(
    "Microsoft.Network/privateDnsZones/A",
    "privateDnsZones/privatelink.batch.azure.com/A/x",
    { aRecords: [{ ipv4Address: "10.0.1.7" }], ttl: 10, fqdn: "x." },
    { type: "Microsoft.Network/privateDnsZones/A", aRecords: [{ ipv4Address: "10.0.1.7" }] },
  ),
  arm(
    "Microsoft.Network/privateDnsZones/CNAME",
    "privateDnsZones/privatelink.batch.azure.com/CNAME/y",
    { cnameRecord: { cname: "x.privatelink.batch.azure.com" }, ttl: 10 },
    { type: "Microsoft.Network/privateDnsZones/CNAME" },
  ),
  arm(
    "Microsoft.Network/dnsForwardingRulesets",
    "dnsForwardingRulesets/corp",
    { dnsResolverOutboundEndpoints: [] },
    {},
  ),
  arm(
    "Microsoft.Network/dnsForwardingRulesets/forwardingRules",
    "dnsForwardingRulesets/corp/forwardingRules/all",
    {
      domainName: "azure.com.",
      forwardingRuleState: "Enabled",
      targetDnsServers: [{ ipAddress: "10.0.0.9", port: 53 }],
    },
    { domainName: "azure.com.", forwardingRuleState: "Enabled" },
  ),
  arm(
    "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks",
    "dnsForwardingRulesets/corp/virtualNetworkLinks/hub",
    { virtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` } },
    { virtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` } },
  ),
];
