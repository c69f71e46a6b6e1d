import type { Properties } from "../../wire/properties";
import declared from "./declared-types.json";

/** The type of a property: a scalar, a map of strings, an object type, or a list of one of these. */
export type Shape = "string" | "number" | "boolean" | "map" | { readonly ref: string } | { readonly array: Shape };

/** The declaration of a resource, or of an object type in one, in the package. */
export interface ObjectType {
  /** The properties of the outputs. */
  readonly properties: { readonly [property: string]: Shape };
  /** The properties that a program must set. */
  readonly required?: readonly string[];
  /** The properties that Azure sets if the program does not ("computed" in Terraform). */
  readonly computed?: readonly string[];
  /** The properties that no program can set. */
  readonly readOnly?: readonly string[];
}

/** A resource type of the classic provider that the stand-in supports. */
export interface ResourceType extends ObjectType {
  readonly token: string;
  /** The id of a resource: under its resource group, or composed of other ids; input names are in braces. */
  readonly id: string;
}

const GROUP = "/resourceGroups/{resourceGroupName}/providers/Microsoft";
const NETWORK = `${GROUP}.Network`;

const ids: { readonly [token: string]: string } = {
  "azure:core/resourceGroup:ResourceGroup": "/resourceGroups/{name}",
  "azure:network/virtualNetwork:VirtualNetwork": `${NETWORK}/virtualNetworks/{name}`,
  "azure:network/subnet:Subnet": `${NETWORK}/virtualNetworks/{virtualNetworkName}/subnets/{name}`,
  "azure:network/networkSecurityGroup:NetworkSecurityGroup": `${NETWORK}/networkSecurityGroups/{name}`,
  "azure:network/networkSecurityRule:NetworkSecurityRule": `${NETWORK}/networkSecurityGroups/{networkSecurityGroupName}/securityRules/{name}`,
  "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation": "{subnetId}",
  "azure:network/routeTable:RouteTable": `${NETWORK}/routeTables/{name}`,
  "azure:network/route:Route": `${NETWORK}/routeTables/{routeTableName}/routes/{name}`,
  "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation": "{subnetId}",
  "azure:network/publicIp:PublicIp": `${NETWORK}/publicIPAddresses/{name}`,
  "azure:network/natGateway:NatGateway": `${NETWORK}/natGateways/{name}`,
  "azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation": "{natGatewayId}|{publicIpAddressId}",
  "azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation": "{subnetId}",
  "azure:network/virtualNetworkPeering:VirtualNetworkPeering": `${NETWORK}/virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{name}`,
  "azure:network/firewall:Firewall": `${NETWORK}/azureFirewalls/{name}`,
  "azure:network/firewallPolicy:FirewallPolicy": `${NETWORK}/firewallPolicies/{name}`,
  "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup":
    "{firewallPolicyId}/ruleCollectionGroups/{name}",
  "azure:privatelink/endpoint:Endpoint": `${NETWORK}/privateEndpoints/{name}`,
  "azure:privatedns/zone:Zone": `${NETWORK}/privateDnsZones/{name}`,
  "azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink": `${NETWORK}/privateDnsZones/{privateDnsZoneName}/virtualNetworkLinks/{name}`,
  "azure:batch/account:Account": `${GROUP}.Batch/batchAccounts/{name}`,
  "azure:batch/pool:Pool": `${GROUP}.Batch/batchAccounts/{accountName}/pools/{name}`,
};

/** The defaults that Check fills in according to the provider's Terraform schema, by resource type or object type. */
const defaults: { readonly [type: string]: Properties } = {
  "azure:network/virtualNetwork:VirtualNetwork": { privateEndpointVnetPolicies: "Disabled" },
  "azure:network/subnet:Subnet": {
    defaultOutboundAccessEnabled: true,
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPoliciesEnabled: true,
  },
  "azure:network/routeTable:RouteTable": { bgpRoutePropagationEnabled: true },
  "azure:network/natGateway:NatGateway": { idleTimeoutInMinutes: 4, skuName: "Standard" },
  "azure:network/publicIp:PublicIp": {
    ddosProtectionMode: "VirtualNetworkInherited",
    idleTimeoutInMinutes: 4,
    ipVersion: "IPv4",
    sku: "Standard",
    skuTier: "Regional",
  },
  "azure:network/virtualNetworkPeering:VirtualNetworkPeering": {
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    allowVirtualNetworkAccess: true,
    peerCompleteVirtualNetworksEnabled: true,
    useRemoteGateways: false,
  },
  "azure:network/firewallPolicy:FirewallPolicy": { sku: "Standard", threatIntelligenceMode: "Alert" },
  "azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink": { registrationEnabled: false },
  "azure:batch/account:Account": { poolAllocationMode: "BatchService", publicNetworkAccessEnabled: true },
  "azure:batch/pool:Pool": { interNodeCommunication: "Enabled", maxTasksPerNode: 1 },
  "batch.AccountNetworkProfileNodeManagementAccess": { defaultAction: "Deny" },
  "batch.AccountNetworkProfileNodeManagementAccessIpRule": { action: "Allow" },
  "batch.PoolFixedScale": { resizeTimeout: "PT15M", targetDedicatedNodes: 1 },
  "batch.PoolNetworkConfiguration": { acceleratedNetworkingEnabled: false, dynamicVnetAssignmentScope: "none" },
};

const resources: { readonly [token: string]: ObjectType } = declared.resources as never;
const objectTypes: { readonly [name: string]: ObjectType } = declared.types as never;

/** Every token that the stand-in supports. */
export const knownTokens: readonly string[] = Object.keys(ids);

/** The resource type of a token; `undefined` if the stand-in does not support it. */
export function resourceType(token: string): ResourceType | undefined {
  const id = ids[token];
  const type = resources[token];
  return id !== undefined && type ? { ...type, token, id } : undefined;
}

/** A named object type. */
export function objectType(name: string): ObjectType {
  const found = objectTypes[name];
  if (!found) throw new Error(`The declarations of the classic provider name the type ${name} but do not hold it.`);
  return found;
}

/** The names of all object types. */
export const objectTypeNames: readonly string[] = Object.keys(objectTypes);

/** The defaults that Check fills in for a resource type or an object type. */
export function defaultsOf(type: string): Properties {
  return defaults[type] ?? {};
}
