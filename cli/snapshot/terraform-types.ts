import type { CLASSIC_KINDS } from "../../policies/topology/kinds";

/**
 * The resource types of Terraform's provider azurerm → `module:Type` of the classic provider, which is generated from azurerm.
 * https://github.com/pulumi/pulumi-azure/blob/master/provider/resources.go
 */
export const AZURERM_TYPES: Readonly<Record<string, keyof typeof CLASSIC_KINDS>> = {
  azurerm_batch_account: "batch:Account",
  azurerm_batch_pool: "batch:Pool",
  azurerm_network_security_perimeter_association: "network:NetworkSecurityPerimeterAssociation",
  azurerm_resource_group: "core:ResourceGroup",
  azurerm_virtual_network: "network:VirtualNetwork",
  azurerm_virtual_network_dns_servers: "network:VirtualNetworkDnsServers",
  azurerm_subnet: "network:Subnet",
  azurerm_virtual_network_peering: "network:VirtualNetworkPeering",
  azurerm_network_security_group: "network:NetworkSecurityGroup",
  azurerm_network_security_rule: "network:NetworkSecurityRule",
  azurerm_application_security_group: "network:ApplicationSecurityGroup",
  azurerm_route_table: "network:RouteTable",
  azurerm_route: "network:Route",
  azurerm_nat_gateway: "network:NatGateway",
  azurerm_public_ip: "network:PublicIp",
  azurerm_public_ip_prefix: "network:PublicIpPrefix",
  azurerm_virtual_network_gateway: "network:VirtualNetworkGateway",
  azurerm_virtual_hub: "network:VirtualHub",
  azurerm_virtual_hub_routing_intent: "network:RoutingIntent",
  azurerm_virtual_hub_connection: "network:VirtualHubConnection",
  azurerm_firewall: "network:Firewall",
  azurerm_firewall_network_rule_collection: "network:FirewallNetworkRuleCollection",
  azurerm_firewall_application_rule_collection: "network:FirewallApplicationRuleCollection",
  azurerm_firewall_policy: "network:FirewallPolicy",
  azurerm_firewall_policy_rule_collection_group: "network:FirewallPolicyRuleCollectionGroup",
  azurerm_ip_group: "network:IPGroup",
  azurerm_ip_group_cidr: "network:IPGroupCIDR",
  azurerm_subnet_network_security_group_association: "network:SubnetNetworkSecurityGroupAssociation",
  azurerm_subnet_route_table_association: "network:SubnetRouteTableAssociation",
  azurerm_subnet_nat_gateway_association: "network:SubnetNatGatewayAssociation",
  azurerm_nat_gateway_public_ip_association: "network:NatGatewayPublicIpAssociation",
  azurerm_nat_gateway_public_ip_prefix_association: "network:NatGatewayPublicIpPrefixAssociation",
  azurerm_network_manager: "network:NetworkManager",
  azurerm_network_manager_network_group: "network:NetworkManagerNetworkGroup",
  azurerm_network_manager_static_member: "network:NetworkManagerStaticMember",
  azurerm_network_manager_security_admin_configuration: "network:NetworkManagerSecurityAdminConfiguration",
  azurerm_network_manager_admin_rule_collection: "network:NetworkManagerAdminRuleCollection",
  azurerm_network_manager_admin_rule: "network:NetworkManagerAdminRule",
  azurerm_network_manager_routing_configuration: "network:NetworkManagerRoutingConfiguration",
  azurerm_network_manager_routing_rule_collection: "network:NetworkManagerRoutingRuleCollection",
  azurerm_network_manager_routing_rule: "network:NetworkManagerRoutingRule",
  azurerm_network_manager_connectivity_configuration: "network:NetworkManagerConnectivityConfiguration",
  azurerm_network_manager_deployment: "network:NetworkManagerDeployment",
  azurerm_private_endpoint: "privatelink:Endpoint",
  azurerm_private_dns_zone: "privatedns:Zone",
  azurerm_private_dns_zone_virtual_network_link: "privatedns:ZoneVirtualNetworkLink",
  azurerm_private_dns_a_record: "privatedns:ARecord",
  azurerm_private_dns_cname_record: "privatedns:CnameRecord",
  azurerm_private_dns_resolver_dns_forwarding_ruleset: "privatedns:ResolverDnsForwardingRuleset",
  azurerm_private_dns_resolver_forwarding_rule: "privatedns:ResolverForwardingRule",
  azurerm_private_dns_resolver_virtual_network_link: "privatedns:ResolverVirtualNetworkLink",
};

/** `network:Subnet` → `azure:network/subnet:Subnet`. */
export function classicToken(type: keyof typeof CLASSIC_KINDS): string {
  const [module = "", name = ""] = type.split(":");
  return `azure:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}
