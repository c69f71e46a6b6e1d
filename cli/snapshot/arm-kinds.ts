import { parseArmId } from "../../policies/topology/arm-id";
import { type Kind, kindOf, type NATIVE_KINDS } from "../../policies/topology/kinds";

type Token = keyof typeof NATIVE_KINDS;

/**
 * The resource types of Azure Resource Manager that are read → `module:Type` of azure-native. A commit of a network manager is not
 * a resource in Azure Resource Manager.
 */
export const ARM_TYPES = {
  "Microsoft.Batch/batchAccounts": "batch:BatchAccount",
  "Microsoft.Batch/batchAccounts/pools": "batch:Pool",
  "Microsoft.Resources/resourceGroups": "resources:ResourceGroup",
  "Microsoft.Network/virtualNetworks": "network:VirtualNetwork",
  "Microsoft.Network/virtualNetworks/subnets": "network:Subnet",
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": "network:VirtualNetworkPeering",
  "Microsoft.Network/networkSecurityGroups": "network:NetworkSecurityGroup",
  "Microsoft.Network/networkSecurityGroups/securityRules": "network:SecurityRule",
  "Microsoft.Network/applicationSecurityGroups": "network:ApplicationSecurityGroup",
  "Microsoft.Network/routeTables": "network:RouteTable",
  "Microsoft.Network/routeTables/routes": "network:Route",
  "Microsoft.Network/natGateways": "network:NatGateway",
  "Microsoft.Network/publicIPAddresses": "network:PublicIPAddress",
  "Microsoft.Network/publicIPPrefixes": "network:PublicIPPrefix",
  "Microsoft.Network/virtualNetworkGateways": "network:VirtualNetworkGateway",
  "Microsoft.Network/virtualHubs": "network:VirtualHub",
  "Microsoft.Network/virtualHubs/routingIntent": "network:RoutingIntent",
  "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections": "network:HubVirtualNetworkConnection",
  "Microsoft.Network/azureFirewalls": "network:AzureFirewall",
  "Microsoft.Network/firewallPolicies": "network:FirewallPolicy",
  "Microsoft.Network/firewallPolicies/ruleCollectionGroups": "network:FirewallPolicyRuleCollectionGroup",
  "Microsoft.Network/ipGroups": "network:IpGroup",
  "Microsoft.Network/networkManagers": "network:NetworkManager",
  "Microsoft.Network/networkManagers/networkGroups": "network:NetworkGroup",
  "Microsoft.Network/networkManagers/networkGroups/staticMembers": "network:StaticMember",
  "Microsoft.Network/networkManagers/securityAdminConfigurations": "network:SecurityAdminConfiguration",
  "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections": "network:AdminRuleCollection",
  "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules": "network:AdminRule",
  "Microsoft.Network/networkManagers/routingConfigurations": "network:NetworkManagerRoutingConfiguration",
  "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections": "network:RoutingRuleCollection",
  "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules": "network:RoutingRule",
  "Microsoft.Network/networkManagers/connectivityConfigurations": "network:ConnectivityConfiguration",
  "Microsoft.Network/networkSecurityPerimeters/resourceAssociations": "network:NetworkSecurityPerimeterAssociation",
  "Microsoft.Network/privateEndpoints": "network:PrivateEndpoint",
  "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": "network:PrivateDnsZoneGroup",
  "Microsoft.Network/privateDnsZones": "privatedns:PrivateZone",
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": "privatedns:VirtualNetworkLink",
  "Microsoft.Network/privateDnsZones/A": "privatedns:PrivateRecordSet",
  "Microsoft.Network/privateDnsZones/CNAME": "privatedns:PrivateRecordSet",
  "Microsoft.Network/dnsForwardingRulesets": "dnsresolver:DnsForwardingRuleset",
  "Microsoft.Network/dnsForwardingRulesets/forwardingRules": "dnsresolver:ForwardingRule",
  "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks": "dnsresolver:PrivateResolverVirtualNetworkLink",
} as const satisfies Readonly<Record<string, Token>>;

/** A resource type of Azure Resource Manager that is read. */
export type ArmType = keyof typeof ARM_TYPES;

/** The kind of a resource of Azure, for the policies. */
export interface ArmKind {
  readonly armType: ArmType;
  readonly kind: Kind;
  /** The type token of azure-native. */
  readonly token: string;
}

const KINDS: ReadonlyMap<string, ArmKind> = new Map(
  Object.entries(ARM_TYPES).map(([armType, type]) => {
    const [module = "", name = ""] = type.split(":");
    const kind = kindOf("azure-native", module, name) as Kind;
    return [armType.toLowerCase(), { armType: armType as ArmType, kind, token: `azure-native:${type}` }];
  }),
);

const RESOURCE_GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$/i;

/**
 * The kind of the resource with an ARM id: by the type in the id, or, if that type is not read, by its property `type`; `undefined` if
 * neither is read.
 */
export function armKindOf(id: string, type?: unknown): ArmKind | undefined {
  if (RESOURCE_GROUP.test(id)) return KINDS.get("microsoft.resources/resourcegroups");
  const parsed = parseArmId(id);
  if (!parsed) return undefined;
  const own = KINDS.get([parsed.namespace, ...parsed.segments.map(([each]) => each)].join("/").toLowerCase());
  return own ?? (typeof type === "string" ? KINDS.get(type.toLowerCase()) : undefined);
}

/** Whether a value is the name of a resource type that is read. */
export function isReadType(type: unknown): boolean {
  return typeof type === "string" && KINDS.has(type.toLowerCase());
}

/** Whether a value is an ARM id of any type. */
export function isArmId(id: unknown): id is string {
  return typeof id === "string" && /^\/(subscriptions|providers)\/[^/]/i.test(id);
}
