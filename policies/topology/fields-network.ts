import type { FieldTables } from "./field-table";

/**
 * Networks, their filters and their routes.
 *
 * The classic provider renamed some of them in its version 6: both names are read.
 * @see https://www.pulumi.com/registry/packages/azure/v6-migration
 */
export const NETWORK_FIELDS = {
  virtualNetwork: {
    name: ["virtualNetworkName", "name"],
    location: ["location", "location"],
    addressSpace: ["addressSpace.addressPrefixes", "addressSpaces"],
    addressPools: ["addressSpace.ipamPoolPrefixAllocations", "ipAddressPools"],
    subnets: ["subnets", "subnets"],
    peerings: ["virtualNetworkPeerings", undefined],
    dnsServers: ["dhcpOptions.dnsServers", "dnsServers"],
  },
  networkDnsServers: {
    name: [undefined, "id"],
    parent: [undefined, "virtualNetworkId"],
    servers: [undefined, "dnsServers"],
  },
  subnet: {
    name: ["subnetName", "name"],
    parent: ["virtualNetworkName", "virtualNetworkName"],
    prefix: ["addressPrefix", "addressPrefix"],
    prefixes: ["addressPrefixes", "addressPrefixes"],
    securityGroup: ["networkSecurityGroup.id", "networkSecurityGroupId"],
    securityGroupVersion: [undefined, "networkSecurityGroupIdWoVersion"],
    routeTable: ["routeTable.id", "routeTableId"],
    routeTableVersion: [undefined, "routeTableIdWoVersion"],
    natGateway: ["natGateway.id", undefined],
    delegations: ["delegations", "delegations"],
    endpointPolicies: ["privateEndpointNetworkPolicies", "privateEndpointNetworkPolicies"],
    endpointPoliciesEnabled: [undefined, "privateEndpointNetworkPoliciesEnabled"],
    endpointPoliciesOff: [undefined, "enforcePrivateLinkEndpointNetworkPolicies"],
    serviceEndpoints: ["serviceEndpoints", "serviceEndpoints"],
  },
  inlineSubnet: {
    name: ["name", "name"],
    prefix: ["addressPrefix", "addressPrefix"],
    prefixes: ["addressPrefixes", "addressPrefixes"],
    securityGroup: ["networkSecurityGroup.id", "securityGroup"],
    securityGroupVersion: [undefined, undefined],
    routeTable: ["routeTable.id", "routeTableId"],
    routeTableVersion: [undefined, undefined],
    natGateway: ["natGateway.id", undefined],
    delegations: ["delegations", "delegation"],
    endpointPolicies: ["privateEndpointNetworkPolicies", "privateEndpointNetworkPolicies"],
    endpointPoliciesEnabled: [undefined, undefined],
    endpointPoliciesOff: [undefined, undefined],
    serviceEndpoints: ["serviceEndpoints", "serviceEndpoints"],
  },
  peering: {
    name: ["virtualNetworkPeeringName", "name"],
    parent: ["virtualNetworkName", "virtualNetworkName"],
    remote: ["remoteVirtualNetwork.id", "remoteVirtualNetworkId"],
    state: ["peeringState", undefined],
    remoteAddressSpace: ["remoteAddressSpace.addressPrefixes", undefined],
    useRemoteGateways: ["useRemoteGateways", "useRemoteGateways"],
    allowAccess: ["allowVirtualNetworkAccess", "allowVirtualNetworkAccess"],
    completeNetworks: ["peerCompleteVnets", "peerCompleteVirtualNetworksEnabled"],
    localSubnets: ["localSubnetNames", "localSubnetNames"],
    remoteSubnets: ["remoteSubnetNames", "remoteSubnetNames"],
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
    disableBgp: ["disableBgpRoutePropagation", "disableBgpRoutePropagation"],
    propagateBgp: [undefined, "bgpRoutePropagationEnabled"],
  },
  route: { name: ["routeName", "name"], parent: ["routeTableName", "routeTableName"] },
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
} as const satisfies FieldTables;
