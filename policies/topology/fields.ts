import type { Kind } from "./kinds";
import type { Provider } from "./type-token";

/** Column of {@link FIELDS}. */
const COLUMN: Record<Provider, 0 | 1> = { "azure-native": 0, azure: 1 };

type Column = string | undefined;
type FieldTable = Readonly<Record<string, readonly [native: Column, classic: Column]>>;

/**
 * How the two providers call the same properties: kind → field → its path in each; `undefined` where a provider does
 * not have it. Everything behind this file speaks of kinds and fields and knows no provider.
 *
 * Sources: the type declarations of `@pulumi/azure-native` 3.28 and `@pulumi/azure` 6.40.
 */
export const FIELDS = {
  account: {
    name: ["accountName", "name"],
    location: ["location", "location"],
    publicNetworkAccess: ["publicNetworkAccess", undefined],
    publicNetworkAccessEnabled: [undefined, "publicNetworkAccessEnabled"],
    nodeManagementDefaultAction: [
      "networkProfile.nodeManagementAccess.defaultAction",
      "networkProfile.nodeManagementAccess.defaultAction",
    ],
    nodeManagementIpRules: [
      "networkProfile.nodeManagementAccess.ipRules",
      "networkProfile.nodeManagementAccess.ipRules",
    ],
    authenticationModes: ["allowedAuthenticationModes", "allowedAuthenticationModes"],
  },
  pool: {
    name: ["poolName", "name"],
    parent: ["accountName", "accountName"],
    mode: ["targetNodeCommunicationMode", "targetNodeCommunicationMode"],
    currentMode: ["currentNodeCommunicationMode", undefined],
    creationTime: ["creationTime", undefined],
    cloudServices: ["deploymentConfiguration.cloudServiceConfiguration", undefined],
    networkConfiguration: ["networkConfiguration", "networkConfiguration"],
    subnet: ["networkConfiguration.subnetId", "networkConfiguration.subnetId"],
    provision: [
      "networkConfiguration.publicIPAddressConfiguration.provision",
      "networkConfiguration.publicAddressProvisioningType",
    ],
    publicIps: ["networkConfiguration.publicIPAddressConfiguration.ipAddressIds", "networkConfiguration.publicIps"],
    ipFamilies: ["networkConfiguration.publicIPAddressConfiguration.ipFamilies", undefined],
    natPools: [
      "networkConfiguration.endpointConfiguration.inboundNatPools",
      "networkConfiguration.endpointConfigurations",
    ],
    interNodeCommunication: ["interNodeCommunication", "interNodeCommunication"],
    fixedScale: ["scaleSettings.fixedScale", "fixedScale"],
    autoScale: ["scaleSettings.autoScale", "autoScale"],
    mounts: ["mountConfiguration", "mounts"],
    containers: [
      "deploymentConfiguration.virtualMachineConfiguration.containerConfiguration",
      "containerConfiguration",
    ],
    applicationPackages: ["applicationPackages", undefined],
    resourceFiles: ["startTask.resourceFiles", "startTask.resourceFiles"],
  },
  resourceGroup: { name: ["resourceGroupName", "name"], location: ["location", "location"] },
  virtualNetwork: {
    name: ["virtualNetworkName", "name"],
    location: ["location", "location"],
    addressSpace: ["addressSpace.addressPrefixes", "addressSpaces"],
    addressPools: ["addressSpace.ipamPoolPrefixAllocations", "ipAddressPools"],
    subnets: ["subnets", "subnets"],
    peerings: ["virtualNetworkPeerings", undefined],
    dnsServers: ["dhcpOptions.dnsServers", "dnsServers"],
  },
  subnet: {
    name: ["subnetName", "name"],
    parent: ["virtualNetworkName", "virtualNetworkName"],
    prefix: ["addressPrefix", undefined],
    prefixes: ["addressPrefixes", "addressPrefixes"],
    securityGroup: ["networkSecurityGroup.id", undefined],
    routeTable: ["routeTable.id", undefined],
    natGateway: ["natGateway.id", undefined],
    delegations: ["delegations", "delegations"],
    defaultOutboundAccess: ["defaultOutboundAccess", "defaultOutboundAccessEnabled"],
    endpointPolicies: ["privateEndpointNetworkPolicies", "privateEndpointNetworkPolicies"],
    serviceEndpoints: ["serviceEndpoints", "serviceEndpoints"],
  },
  inlineSubnet: {
    name: ["name", "name"],
    prefix: ["addressPrefix", undefined],
    prefixes: ["addressPrefixes", "addressPrefixes"],
    securityGroup: ["networkSecurityGroup.id", "securityGroup"],
    routeTable: ["routeTable.id", "routeTableId"],
    natGateway: ["natGateway.id", undefined],
    delegations: ["delegations", "delegations"],
    defaultOutboundAccess: ["defaultOutboundAccess", "defaultOutboundAccessEnabled"],
    endpointPolicies: ["privateEndpointNetworkPolicies", "privateEndpointNetworkPolicies"],
    serviceEndpoints: ["serviceEndpoints", "serviceEndpoints"],
  },
  peering: {
    name: ["virtualNetworkPeeringName", "name"],
    parent: ["virtualNetworkName", "virtualNetworkName"],
    remote: ["remoteVirtualNetwork.id", "remoteVirtualNetworkId"],
    remoteAddressSpace: ["remoteAddressSpace.addressPrefixes", undefined],
    useRemoteGateways: ["useRemoteGateways", "useRemoteGateways"],
    allowAccess: ["allowVirtualNetworkAccess", "allowVirtualNetworkAccess"],
  },
  securityGroup: {
    name: ["networkSecurityGroupName", "name"],
    location: ["location", "location"],
    rules: ["securityRules", "securityRules"],
  },
  securityRule: {
    name: ["securityRuleName", "name"],
    parent: ["networkSecurityGroupName", "networkSecurityGroupName"],
  },
  applicationSecurityGroup: { name: ["applicationSecurityGroupName", "name"] },
  routeTable: {
    name: ["routeTableName", "name"],
    routes: ["routes", "routes"],
    disableBgp: ["disableBgpRoutePropagation", undefined],
    propagateBgp: [undefined, "bgpRoutePropagationEnabled"],
  },
  route: { name: ["routeName", "name"], parent: ["routeTableName", "routeTableName"] },
  natGateway: {
    name: ["natGatewayName", "name"],
    publicIps: ["publicIpAddresses", undefined],
    publicIpPrefixes: ["publicIpPrefixes", undefined],
  },
  publicIp: {
    name: ["publicIpAddressName", "name"],
    address: ["ipAddress", "ipAddress"],
    sku: ["sku.name", "sku"],
    allocation: ["publicIPAllocationMethod", "allocationMethod"],
    prefix: ["publicIPPrefix.id", "publicIpPrefixId"],
  },
  publicIpPrefix: { name: ["publicIpPrefixName", "name"], cidr: ["ipPrefix", "ipPrefix"] },
  gateway: { name: ["virtualNetworkGatewayName", "name"], ipConfigurations: ["ipConfigurations", "ipConfigurations"] },
  hubConnection: {
    name: ["connectionName", "name"],
    remote: ["remoteVirtualNetwork.id", "remoteVirtualNetworkId"],
    internetSecurity: ["enableInternetSecurity", "internetSecurityEnabled"],
  },
  firewall: {
    name: ["azureFirewallName", "name"],
    policy: ["firewallPolicy.id", "firewallPolicyId"],
    ipConfigurations: ["ipConfigurations", "ipConfigurations"],
    hubAddress: ["hubIPAddresses.privateIPAddress", "virtualHub.privateIpAddress"],
    networkCollections: ["networkRuleCollections", undefined],
    applicationCollections: ["applicationRuleCollections", undefined],
    threatIntel: ["threatIntelMode", "threatIntelMode"],
  },
  firewallNetworkCollection: { name: ["name", "name"], parent: [undefined, "azureFirewallName"] },
  firewallApplicationCollection: { name: ["name", "name"], parent: [undefined, "azureFirewallName"] },
  firewallPolicy: {
    name: ["firewallPolicyName", "name"],
    basePolicy: ["basePolicy.id", "basePolicyId"],
    threatIntel: ["threatIntelMode", "threatIntelligenceMode"],
  },
  ruleCollectionGroup: {
    name: ["ruleCollectionGroupName", "name"],
    parent: ["firewallPolicyName", "firewallPolicyId"],
    priority: ["priority", "priority"],
    collections: ["ruleCollections", undefined],
    networkCollections: [undefined, "networkRuleCollections"],
    applicationCollections: [undefined, "applicationRuleCollections"],
  },
  ipGroup: { name: ["ipGroupsName", "name"], addresses: ["ipAddresses", "cidrs"] },
  ipGroupCidr: { name: [undefined, "cidr"], parent: [undefined, "ipGroupId"], cidr: [undefined, "cidr"] },
  adminRuleCollection: {
    name: ["ruleCollectionName", "name"],
    groups: ["appliesToGroups", "networkGroupIds"],
  },
  adminRule: {
    name: ["ruleName", "name"],
    parent: ["ruleCollectionName", "adminRuleCollectionId"],
    access: ["access", "action"],
  },
  adminDeployment: { name: ["commitName", "id"] },
  networkGroup: { name: ["networkGroupName", "name"] },
  networkGroupMember: {
    name: ["staticMemberName", "name"],
    parent: ["networkGroupName", "networkGroupId"],
    member: ["resourceId", "targetVirtualNetworkId"],
  },
  privateEndpoint: {
    name: ["privateEndpointName", "name"],
    subnet: ["subnet.id", "subnetId"],
    connections: ["privateLinkServiceConnections", "privateServiceConnection"],
    manualConnections: ["manualPrivateLinkServiceConnections", undefined],
    zoneGroup: [undefined, "privateDnsZoneGroup"],
    customDns: ["customDnsConfigs", undefined],
    ipConfigurations: ["ipConfigurations", "ipConfigurations"],
  },
  zoneGroup: {
    name: ["privateDnsZoneGroupName", undefined],
    parent: ["privateEndpointName", undefined],
    zones: ["privateDnsZoneConfigs", undefined],
  },
  privateZone: { name: ["privateZoneName", "name"] },
  zoneLink: {
    name: ["virtualNetworkLinkName", "name"],
    parent: ["privateZoneName", "privateDnsZoneName"],
    virtualNetwork: ["virtualNetwork.id", "virtualNetworkId"],
  },
  zoneRecord: { name: ["relativeRecordSetName", "name"], parent: ["privateZoneName", "zoneName"] },
  securityGroupAssociation: {
    name: [undefined, "id"],
    subnet: [undefined, "subnetId"],
    target: [undefined, "networkSecurityGroupId"],
  },
  routeTableAssociation: {
    name: [undefined, "id"],
    subnet: [undefined, "subnetId"],
    target: [undefined, "routeTableId"],
  },
  natGatewayAssociation: {
    name: [undefined, "id"],
    subnet: [undefined, "subnetId"],
    target: [undefined, "natGatewayId"],
  },
  natGatewayIpAssociation: {
    name: [undefined, "id"],
    gateway: [undefined, "natGatewayId"],
    target: [undefined, "publicIpAddressId"],
  },
  natGatewayPrefixAssociation: {
    name: [undefined, "id"],
    gateway: [undefined, "natGatewayId"],
    target: [undefined, "publicIpPrefixId"],
  },
} as const satisfies Record<Kind, FieldTable>;

/** The fields of a kind. */
export type FieldName<K extends Kind> = keyof (typeof FIELDS)[K] & string;

/** The path of `field` in the properties of a resource of this kind and provider; `undefined` if it has none. */
export function pathOfField(kind: Kind, provider: Provider, field: string): string | undefined {
  const table: FieldTable = FIELDS[kind];
  return table[field]?.[COLUMN[provider]];
}
