import type { FieldTables } from "./field-table";

/**
 * The resources on the outbound path of a network: gateways, hubs and firewalls.
 *
 * Before version 3 of azurerm, a NAT gateway listed its addresses, as its data source does in all versions.
 * @see https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/guides/3.0-upgrade-guide.html.markdown
 */
export const EGRESS_FIELDS = {
  natGateway: {
    name: ["natGatewayName", "name"],
    location: ["location", "location"],
    publicIps: ["publicIpAddresses", "publicIpAddressIds"],
    publicIpPrefixes: ["publicIpPrefixes", "publicIpPrefixIds"],
    sourceNetwork: ["sourceVirtualNetwork.id", undefined],
    sku: ["sku.name", undefined],
    subnets: ["subnets", undefined],
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
  publicIp: {
    name: ["publicIpAddressName", "name"],
    address: ["ipAddress", "ipAddress"],
  },
  publicIpPrefix: { name: ["publicIpPrefixName", "name"], cidr: ["ipPrefix", "ipPrefix"] },
  gateway: { name: ["virtualNetworkGatewayName", "name"], ipConfigurations: ["ipConfigurations", "ipConfigurations"] },
  virtualHub: { name: ["virtualHubName", "name"] },
  routingIntent: {
    name: ["routingIntentName", "name"],
    parent: ["virtualHubName", "virtualHubId"],
    policies: ["routingPolicies", "routingPolicies"],
  },
  hubConnection: {
    name: ["connectionName", "name"],
    parent: ["virtualHubName", "virtualHubId"],
    remote: ["remoteVirtualNetwork.id", "remoteVirtualNetworkId"],
    internetSecurity: ["enableInternetSecurity", "internetSecurityEnabled"],
  },
  firewall: {
    name: ["azureFirewallName", "name"],
    policy: ["firewallPolicy.id", "firewallPolicyId"],
    ipConfigurations: ["ipConfigurations", "ipConfigurations"],
    hub: ["virtualHub.id", "virtualHub.virtualHubId"],
    hubAddress: ["hubIPAddresses.privateIPAddress", "virtualHub.privateIpAddress"],
    hubPublicAddresses: ["hubIPAddresses.publicIPs.addresses", "virtualHub.publicIpAddresses"],
    privateRanges: [undefined, "privateIpRanges"],
    networkCollections: ["networkRuleCollections", undefined],
    applicationCollections: ["applicationRuleCollections", undefined],
  },
  firewallNetworkCollection: { name: ["name", "name"], parent: [undefined, "azureFirewallName"] },
  firewallApplicationCollection: { name: ["name", "name"], parent: [undefined, "azureFirewallName"] },
  firewallPolicy: {
    name: ["firewallPolicyName", "name"],
    basePolicy: ["basePolicy.id", "basePolicyId"],
    privateRanges: ["snat.privateRanges", "privateIpRanges"],
    learnsPrivateRanges: ["snat.autoLearnPrivateRanges", "autoLearnPrivateRangesEnabled"],
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
} as const satisfies FieldTables;
