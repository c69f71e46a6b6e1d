/** The SDKs' names of the input types of nested objects in azure-native, by resource type and property. */
const NATIVE: Readonly<Record<string, string>> = {
  "Pool scaleSettings": "ScaleSettings",
  "Pool scaleSettings.fixedScale": "FixedScaleSettings",
  "Pool scaleSettings.autoScale": "AutoScaleSettings",
  "Pool networkConfiguration": "NetworkConfiguration",
  "Pool networkConfiguration.publicIPAddressConfiguration": "PublicIPAddressConfiguration",
  "NetworkSecurityGroup securityRules": "SecurityRule",
  "RouteTable routes": "Route",
  "VirtualNetwork subnets": "Subnet",
  "VirtualNetwork subnets.natGateway": "SubResource",
  "VirtualNetwork virtualNetworkPeerings": "VirtualNetworkPeering",
  "Subnet natGateway": "SubResource",
  "NatGateway sku": "NatGatewaySku",
  "NatGateway publicIpAddresses": "SubResource",
  "PublicIPAddress sku": "PublicIPAddressSku",
  "VirtualNetworkPeering remoteVirtualNetwork": "SubResource",
  "VirtualNetworkLink virtualNetwork": "SubResource",
  "PrivateEndpoint subnet": "Subnet",
  "PrivateEndpoint privateLinkServiceConnections": "PrivateLinkServiceConnection",
  "PrivateDnsZoneGroup privateDnsZoneConfigs": "PrivateDnsZoneConfig",
  "BatchAccount networkProfile": "NetworkProfile",
  "BatchAccount networkProfile.nodeManagementAccess": "EndpointAccessProfile",
  "BatchAccount networkProfile.nodeManagementAccess.ipRules": "IPRule",
  "FirewallPolicyRuleCollectionGroup ruleCollections": "FirewallPolicyFilterRuleCollection",
  "FirewallPolicyRuleCollectionGroup ruleCollections.action": "FirewallPolicyFilterRuleCollectionAction",
  "FirewallPolicyRuleCollectionGroup ruleCollections.rules": "NetworkRule",
  "AzureFirewall networkRuleCollections": "AzureFirewallNetworkRuleCollection",
  "AzureFirewall networkRuleCollections.action": "AzureFirewallRCAction",
  "AzureFirewall networkRuleCollections.rules": "AzureFirewallNetworkRule",
};

const CLASSIC: Readonly<Record<string, string>> = {
  "Pool fixedScale": "PoolFixedScale",
  "Pool autoScale": "PoolAutoScale",
  "Pool networkConfiguration": "PoolNetworkConfiguration",
  "NetworkSecurityGroup securityRules": "NetworkSecurityGroupSecurityRule",
  "RouteTable routes": "RouteTableRoute",
  "Endpoint privateServiceConnection": "EndpointPrivateServiceConnection",
  "Endpoint privateDnsZoneGroup": "EndpointPrivateDnsZoneGroup",
  "Account networkProfile": "AccountNetworkProfile",
  "Account networkProfile.nodeManagementAccess": "AccountNetworkProfileNodeManagementAccess",
  "Account networkProfile.nodeManagementAccess.ipRules": "AccountNetworkProfileNodeManagementAccessIpRule",
  "FirewallPolicyRuleCollectionGroup networkRuleCollections": "FirewallPolicyRuleCollectionGroupNetworkRuleCollection",
  "FirewallPolicyRuleCollectionGroup networkRuleCollections.rules":
    "FirewallPolicyRuleCollectionGroupNetworkRuleCollectionRule",
};

/**
 * The name of the input type of a property in `@pulumi/azure-native` 3.28 or `@pulumi/azure` 6.40; the capitalised name of the property
 * if it is not in the table.
 *
 * @param place the path of the property, without the indices of lists.
 */
export function inputType(isNative: boolean, resource: string, place: string): string {
  const last = place.split(".").at(-1) ?? place;
  return (isNative ? NATIVE : CLASSIC)[`${resource} ${place}`] ?? `${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}

/** Closed enumerations of azure-native, by resource type and property: some languages accept only their members. */
const CLOSED: Readonly<Record<string, string>> = {
  "Pool targetNodeCommunicationMode": "NodeCommunicationMode",
  "Pool networkConfiguration.publicIPAddressConfiguration.provision": "IPAddressProvisioningType",
  "BatchAccount networkProfile.nodeManagementAccess.ipRules.action": "IPRuleAction",
};

/** The closed enumeration of a property in `@pulumi/azure-native` 3.28: the property accepts no other text. */
export function closedEnumeration(isNative: boolean, resource: string, place: string): string | undefined {
  return isNative ? CLOSED[`${resource} ${place}`] : undefined;
}

/** Lists of azure-native whose elements are members of an enumeration or other texts: in Java, each element must say which it is. */
const OPEN_LISTS: ReadonlySet<string> = new Set([
  "FirewallPolicyRuleCollectionGroup ruleCollections.rules.ipProtocols",
  "AzureFirewall networkRuleCollections.rules.protocols",
]);

/** Whether a property is a list of an open enumeration in `@pulumi/azure-native` 3.28. */
export function isOpenList(isNative: boolean, resource: string, place: string): boolean {
  return isNative && OPEN_LISTS.has(`${resource} ${place}`);
}
