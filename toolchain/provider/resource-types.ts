import shapes from "./response-shapes.json";

/** The type of a response property: a scalar, a map, any value, a named object type, or a list of one of these. */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "map"
  | "any"
  | { readonly ref: string }
  | { readonly array: Shape };

/** Property name → its type. */
export type Shapes = { readonly [property: string]: Shape };

/** A type of Azure resource that the stand-in supports. */
export interface ResourceType {
  readonly token: string;
  /** ARM path under the resource group (or scope), with the program's input names in braces. */
  readonly path: string;
  /** The API version that azure-native 3.28 uses. */
  readonly apiVersion: string;
  /** The properties of ARM's response. */
  readonly response: Shapes;
}

// ARM paths and API versions from the documentation of each resource of @pulumi/azure-native 3.28.
const network = "2024-05-01";
const resolver = "2023-07-01-preview";
const manager = "Microsoft.Network/networkManagers/{networkManagerName}";
const ruleset = "Microsoft.Network/dnsForwardingRulesets/{dnsForwardingRulesetName}";
const known: { readonly [token: string]: readonly [path: string, apiVersion: string] } = {
  "batch:BatchAccount": ["Microsoft.Batch/batchAccounts/{accountName}", "2024-07-01"],
  "batch:Pool": ["Microsoft.Batch/batchAccounts/{accountName}/pools/{poolName}", "2024-07-01"],
  "network:NetworkSecurityGroup": ["Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}", network],
  "network:SecurityRule": [
    "Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}/securityRules/{securityRuleName}",
    network,
  ],
  "network:ApplicationSecurityGroup": [
    "Microsoft.Network/applicationSecurityGroups/{applicationSecurityGroupName}",
    network,
  ],
  "network:VirtualNetwork": ["Microsoft.Network/virtualNetworks/{virtualNetworkName}", network],
  "network:Subnet": ["Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}", network],
  "network:VirtualNetworkPeering": [
    "Microsoft.Network/virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{virtualNetworkPeeringName}",
    network,
  ],
  "network:RouteTable": ["Microsoft.Network/routeTables/{routeTableName}", network],
  "network:Route": ["Microsoft.Network/routeTables/{routeTableName}/routes/{routeName}", network],
  "network:NatGateway": ["Microsoft.Network/natGateways/{natGatewayName}", network],
  "network:PublicIPAddress": ["Microsoft.Network/publicIPAddresses/{publicIpAddressName}", network],
  "network:PublicIPPrefix": ["Microsoft.Network/publicIPPrefixes/{publicIpPrefixName}", network],
  "network:NetworkInterface": ["Microsoft.Network/networkInterfaces/{networkInterfaceName}", network],
  "network:VirtualNetworkGateway": ["Microsoft.Network/virtualNetworkGateways/{virtualNetworkGatewayName}", network],
  "network:AzureFirewall": ["Microsoft.Network/azureFirewalls/{azureFirewallName}", network],
  "network:FirewallPolicy": ["Microsoft.Network/firewallPolicies/{firewallPolicyName}", network],
  "network:FirewallPolicyRuleCollectionGroup": [
    "Microsoft.Network/firewallPolicies/{firewallPolicyName}/ruleCollectionGroups/{ruleCollectionGroupName}",
    network,
  ],
  "network:IpGroup": ["Microsoft.Network/ipGroups/{ipGroupsName}", network],
  "network:ServiceEndpointPolicy": ["Microsoft.Network/serviceEndpointPolicies/{serviceEndpointPolicyName}", network],
  "network:PrivateEndpoint": ["Microsoft.Network/privateEndpoints/{privateEndpointName}", network],
  "network:PrivateDnsZoneGroup": [
    "Microsoft.Network/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}",
    network,
  ],
  "network:VirtualWan": ["Microsoft.Network/virtualWans/{virtualWANName}", network],
  "network:VirtualHub": ["Microsoft.Network/virtualHubs/{virtualHubName}", network],
  "network:RoutingIntent": [
    "Microsoft.Network/virtualHubs/{virtualHubName}/routingIntent/{routingIntentName}",
    network,
  ],
  "network:HubVirtualNetworkConnection": [
    "Microsoft.Network/virtualHubs/{virtualHubName}/hubVirtualNetworkConnections/{connectionName}",
    network,
  ],
  "network:NetworkSecurityPerimeter": [
    "Microsoft.Network/networkSecurityPerimeters/{networkSecurityPerimeterName}",
    network,
  ],
  "network:NetworkSecurityPerimeterAssociation": [
    "Microsoft.Network/networkSecurityPerimeters/{networkSecurityPerimeterName}/resourceAssociations/{associationName}",
    network,
  ],
  "network:NetworkManager": [manager, network],
  "network:NetworkGroup": [`${manager}/networkGroups/{networkGroupName}`, network],
  "network:StaticMember": [`${manager}/networkGroups/{networkGroupName}/staticMembers/{staticMemberName}`, network],
  "network:SecurityAdminConfiguration": [`${manager}/securityAdminConfigurations/{configurationName}`, network],
  "network:NetworkManagerRoutingConfiguration": [`${manager}/routingConfigurations/{configurationName}`, network],
  "network:RoutingRuleCollection": [
    `${manager}/routingConfigurations/{configurationName}/ruleCollections/{ruleCollectionName}`,
    network,
  ],
  "network:RoutingRule": [
    `${manager}/routingConfigurations/{configurationName}/ruleCollections/{ruleCollectionName}/rules/{ruleName}`,
    network,
  ],
  "network:ConnectivityConfiguration": [`${manager}/connectivityConfigurations/{configurationName}`, network],
  "network:Commit": [`${manager}/commits/{commitName}`, "2025-07-01"],
  "network:AdminRuleCollection": [
    `${manager}/securityAdminConfigurations/{configurationName}/ruleCollections/{ruleCollectionName}`,
    network,
  ],
  "network:AdminRule": [
    `${manager}/securityAdminConfigurations/{configurationName}/ruleCollections/{ruleCollectionName}/rules/{ruleName}`,
    network,
  ],
  "privatedns:PrivateZone": ["Microsoft.Network/privateDnsZones/{privateZoneName}", "2024-06-01"],
  "privatedns:VirtualNetworkLink": [
    "Microsoft.Network/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}",
    "2024-06-01",
  ],
  "privatedns:PrivateRecordSet": [
    "Microsoft.Network/privateDnsZones/{privateZoneName}/{recordType}/{relativeRecordSetName}",
    "2024-06-01",
  ],
  "dnsresolver:DnsForwardingRuleset": [ruleset, resolver],
  "dnsresolver:ForwardingRule": [`${ruleset}/forwardingRules/{forwardingRuleName}`, resolver],
  "dnsresolver:PrivateResolverVirtualNetworkLink": [
    `${ruleset}/virtualNetworkLinks/{virtualNetworkLinkName}`,
    resolver,
  ],
  "resources:ResourceGroup": ["{resourceGroupName}", "2024-03-01"],
  "storage:StorageAccount": ["Microsoft.Storage/storageAccounts/{accountName}", "2024-01-01"],
  "keyvault:Vault": ["Microsoft.KeyVault/vaults/{vaultName}", "2024-11-01"],
  "containerregistry:Registry": ["Microsoft.ContainerRegistry/registries/{registryName}", "2023-01-01-preview"],
  "managedidentity:UserAssignedIdentity": [
    "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
    "2023-01-31",
  ],
  "authorization:ManagementLockByScope": ["Microsoft.Authorization/locks/{lockName}", "2020-05-01"],
  "authorization:ManagementLockAtResourceGroupLevel": ["Microsoft.Authorization/locks/{lockName}", "2020-05-01"],
};

/** The tokens in version 2 of azure-native for types that version 3 moved: https://www.pulumi.com/blog/azure-native-v3-ga/ */
const moved: { readonly [name: string]: string } = {
  "network:PrivateZone": "privatedns:PrivateZone",
  "network:VirtualNetworkLink": "privatedns:VirtualNetworkLink",
};

const responses: { readonly [token: string]: Shapes } = shapes.resources as never;
const objectTypes: { readonly [name: string]: Shapes } = shapes.types as never;

/**
 * The resource type of a token, with or without an API version (`azure-native:network/v20240501:Subnet`); `undefined` if the stand-in
 * does not support it.
 */
export function resourceType(token: string): ResourceType | undefined {
  const [, module, name] = /^azure-native:([a-z]+)(?:\/v\w+)?:(\w+)$/.exec(token) ?? [];
  const unversioned = moved[`${module}:${name}`] ?? `${module}:${name}`;
  const response = responses[`azure-native:${unversioned}`];
  const entry = known[unversioned];
  return entry && response && { token, path: entry[0], apiVersion: entry[1], response };
}

/** Every token that the stand-in supports. */
export const knownTokens: readonly string[] = Object.keys(known).map((name) => `azure-native:${name}`);

/** The properties of a named object type. */
export function objectType(name: string): Shapes {
  const found = objectTypes[name];
  if (!found) throw new Error(`The response shapes name the type ${name} but do not hold it.`);
  return found;
}

/** The inputs in the ARM path, parents first; the last one is the resource's own name. */
export function pathParameters(type: ResourceType): readonly string[] {
  return [...type.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

/** ARM's name for the type, e.g. `Microsoft.Network/virtualNetworks/subnets`. */
export function armType(type: ResourceType): string {
  if (type.token.endsWith(":ResourceGroup")) return "Microsoft.Resources/resourceGroups";
  return type.path.replaceAll(/\/\{\w+\}/g, "");
}
