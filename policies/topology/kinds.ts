import type { Provider } from "./type-token";

/** `module:Type` as in the type token → kind. Older module names of the same type stand beside the current ones. */
export const NATIVE_KINDS = {
  "batch:BatchAccount": "account",
  "batch:Pool": "pool",
  "resources:ResourceGroup": "resourceGroup",
  "network:VirtualNetwork": "virtualNetwork",
  "network:Subnet": "subnet",
  "network:VirtualNetworkPeering": "peering",
  "network:NetworkSecurityGroup": "securityGroup",
  "network:SecurityRule": "securityRule",
  "network:ApplicationSecurityGroup": "applicationSecurityGroup",
  "network:RouteTable": "routeTable",
  "network:Route": "route",
  "network:NatGateway": "natGateway",
  "network:PublicIPAddress": "publicIp",
  "network:PublicIPPrefix": "publicIpPrefix",
  "network:VirtualNetworkGateway": "gateway",
  "network:VirtualHub": "virtualHub",
  "network:RoutingIntent": "routingIntent",
  "network:HubVirtualNetworkConnection": "hubConnection",
  "network:AzureFirewall": "firewall",
  "network:FirewallPolicy": "firewallPolicy",
  "network:FirewallPolicyRuleCollectionGroup": "ruleCollectionGroup",
  "network:IpGroup": "ipGroup",
  "network:NetworkManager": "networkManager",
  "network:NetworkGroup": "networkGroup",
  "network:StaticMember": "networkGroupMember",
  "network:SecurityAdminConfiguration": "adminConfiguration",
  "network:AdminRuleCollection": "adminRuleCollection",
  "network:AdminRule": "adminRule",
  "network:NetworkManagerRoutingConfiguration": "routingConfiguration",
  "network:RoutingRuleCollection": "routingRuleCollection",
  "network:RoutingRule": "routingRule",
  "network:Commit": "commit",
  "network:PrivateEndpoint": "privateEndpoint",
  "network:PrivateDnsZoneGroup": "zoneGroup",
  "privatedns:PrivateZone": "privateZone",
  "network:PrivateZone": "privateZone",
  "privatedns:VirtualNetworkLink": "zoneLink",
  "network:VirtualNetworkLink": "zoneLink",
  "privatedns:PrivateRecordSet": "zoneRecord",
  "network:PrivateRecordSet": "zoneRecord",
  "dnsresolver:DnsForwardingRuleset": "forwardingRuleset",
  "network:DnsForwardingRuleset": "forwardingRuleset",
  "dnsresolver:ForwardingRule": "forwardingRule",
  "network:ForwardingRule": "forwardingRule",
  "dnsresolver:PrivateResolverVirtualNetworkLink": "rulesetLink",
  "network:PrivateResolverVirtualNetworkLink": "rulesetLink",
} as const;

export const CLASSIC_KINDS = {
  "batch:Account": "account",
  "batch:Pool": "pool",
  "core:ResourceGroup": "resourceGroup",
  "network:VirtualNetwork": "virtualNetwork",
  "network:VirtualNetworkDnsServers": "networkDnsServers",
  "network:Subnet": "subnet",
  "network:VirtualNetworkPeering": "peering",
  "network:NetworkSecurityGroup": "securityGroup",
  "network:NetworkSecurityRule": "securityRule",
  "network:ApplicationSecurityGroup": "applicationSecurityGroup",
  "network:RouteTable": "routeTable",
  "network:Route": "route",
  "network:NatGateway": "natGateway",
  "network:PublicIp": "publicIp",
  "network:PublicIpPrefix": "publicIpPrefix",
  "network:VirtualNetworkGateway": "gateway",
  "network:VirtualHub": "virtualHub",
  "network:RoutingIntent": "routingIntent",
  "network:VirtualHubConnection": "hubConnection",
  "network:Firewall": "firewall",
  "network:FirewallNetworkRuleCollection": "firewallNetworkCollection",
  "network:FirewallApplicationRuleCollection": "firewallApplicationCollection",
  "network:FirewallPolicy": "firewallPolicy",
  "network:FirewallPolicyRuleCollectionGroup": "ruleCollectionGroup",
  "network:IPGroup": "ipGroup",
  "network:IPGroupCIDR": "ipGroupCidr",
  "network:SubnetNetworkSecurityGroupAssociation": "securityGroupAssociation",
  "network:SubnetRouteTableAssociation": "routeTableAssociation",
  "network:SubnetNatGatewayAssociation": "natGatewayAssociation",
  "network:NatGatewayPublicIpAssociation": "natGatewayIpAssociation",
  "network:NatGatewayPublicIpPrefixAssociation": "natGatewayPrefixAssociation",
  "network:NetworkManager": "networkManager",
  "network:NetworkManagerNetworkGroup": "networkGroup",
  "network:NetworkManagerStaticMember": "networkGroupMember",
  "network:NetworkManagerSecurityAdminConfiguration": "adminConfiguration",
  "network:NetworkManagerAdminRuleCollection": "adminRuleCollection",
  "network:NetworkManagerAdminRule": "adminRule",
  "network:NetworkManagerRoutingConfiguration": "routingConfiguration",
  "network:NetworkManagerRoutingRuleCollection": "routingRuleCollection",
  "network:NetworkManagerRoutingRule": "routingRule",
  "network:NetworkManagerDeployment": "commit",
  "privatelink:Endpoint": "privateEndpoint",
  "privatedns:Zone": "privateZone",
  "privatedns:ZoneVirtualNetworkLink": "zoneLink",
  "privatedns:ARecord": "zoneRecord",
  "privatedns:CnameRecord": "zoneRecord",
  "privatedns:ResolverDnsForwardingRuleset": "forwardingRuleset",
  "privatedns:ResolverForwardingRule": "forwardingRule",
  "privatedns:ResolverVirtualNetworkLink": "rulesetLink",
} as const;

/** The kinds of resources that the topology reads. */
export type Kind =
  | (typeof NATIVE_KINDS)[keyof typeof NATIVE_KINDS]
  | (typeof CLASSIC_KINDS)[keyof typeof CLASSIC_KINDS]
  | "inlineSubnet";

const KINDS: Record<Provider, Readonly<Record<string, Kind>>> = { "azure-native": NATIVE_KINDS, azure: CLASSIC_KINDS };

/** The kind of a `module:Type`, or `undefined` for types that say nothing about a Batch network. */
export function kindOf(provider: Provider, module: string, type: string): Kind | undefined {
  const kinds = KINDS[provider];
  const key = `${module}:${type}`;
  return Object.hasOwn(kinds, key) ? kinds[key] : undefined;
}
