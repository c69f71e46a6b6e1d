import { createHash } from "node:crypto";
import { unknownMark } from "../../../toolchain/wire/properties";
import { type Args, DEFAULT_LOCATION, SUBSCRIPTION } from "./language";
import type { Provider } from "./providers";

const NETWORK = "Microsoft.Network";

/** Type → ARM path; the last name is the resource's own, the others are inputs. Associations have the id of their subnet. */
const PATHS: Readonly<Record<string, string>> = {
  "azure:core/resourceGroup:ResourceGroup": "",
  "azure:network/virtualNetwork:VirtualNetwork": `${NETWORK}/virtualNetworks/{name}`,
  "azure:network/subnet:Subnet": `${NETWORK}/virtualNetworks/{virtualNetworkName}/subnets/{name}`,
  "azure:network/networkSecurityGroup:NetworkSecurityGroup": `${NETWORK}/networkSecurityGroups/{name}`,
  "azure:network/networkSecurityRule:NetworkSecurityRule": `${NETWORK}/networkSecurityGroups/{networkSecurityGroupName}/securityRules/{name}`,
  "azure:network/routeTable:RouteTable": `${NETWORK}/routeTables/{name}`,
  "azure:network/route:Route": `${NETWORK}/routeTables/{routeTableName}/routes/{name}`,
  "azure:network/natGateway:NatGateway": `${NETWORK}/natGateways/{name}`,
  "azure:network/publicIp:PublicIp": `${NETWORK}/publicIPAddresses/{name}`,
  "azure:network/virtualNetworkPeering:VirtualNetworkPeering": `${NETWORK}/virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{name}`,
  "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation": "{subnetId}",
  "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation": "{subnetId}",
  "azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation": "{subnetId}",
  "azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation": "{natGatewayId}|{publicIpAddressId}",
  "azure:privatelink/endpoint:Endpoint": `${NETWORK}/privateEndpoints/{name}`,
  "azure:privatedns/zone:Zone": `${NETWORK}/privateDnsZones/{name}`,
  "azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink": `${NETWORK}/privateDnsZones/{privateDnsZoneName}/virtualNetworkLinks/{name}`,
  "azure:privatedns/aRecord:ARecord": `${NETWORK}/privateDnsZones/{zoneName}/A/{name}`,
  "azure:privatedns/cnameRecord:CnameRecord": `${NETWORK}/privateDnsZones/{zoneName}/CNAME/{name}`,
  "azure:privatedns/resolverDnsForwardingRuleset:ResolverDnsForwardingRuleset": `${NETWORK}/dnsForwardingRulesets/{name}`,
  "azure:privatedns/resolverForwardingRule:ResolverForwardingRule": "{dnsForwardingRulesetId}/forwardingRules/{name}",
  "azure:privatedns/resolverVirtualNetworkLink:ResolverVirtualNetworkLink":
    "{dnsForwardingRulesetId}/virtualNetworkLinks/{name}",
  "azure:network/virtualHub:VirtualHub": `${NETWORK}/virtualHubs/{name}`,
  "azure:network/routingIntent:RoutingIntent": "{virtualHubId}/routingIntent/{name}",
  "azure:network/virtualHubConnection:VirtualHubConnection": "{virtualHubId}/hubVirtualNetworkConnections/{name}",
  "azure:network/networkManager:NetworkManager": `${NETWORK}/networkManagers/{name}`,
  "azure:network/networkManagerNetworkGroup:NetworkManagerNetworkGroup": "{networkManagerId}/networkGroups/{name}",
  "azure:network/networkManagerStaticMember:NetworkManagerStaticMember": "{networkGroupId}/staticMembers/{name}",
  "azure:network/networkManagerSecurityAdminConfiguration:NetworkManagerSecurityAdminConfiguration":
    "{networkManagerId}/securityAdminConfigurations/{name}",
  "azure:network/networkManagerAdminRuleCollection:NetworkManagerAdminRuleCollection":
    "{securityAdminConfigurationId}/ruleCollections/{name}",
  "azure:network/networkManagerAdminRule:NetworkManagerAdminRule": "{adminRuleCollectionId}/rules/{name}",
  "azure:network/networkManagerRoutingConfiguration:NetworkManagerRoutingConfiguration":
    "{networkManagerId}/routingConfigurations/{name}",
  "azure:network/networkManagerRoutingRuleCollection:NetworkManagerRoutingRuleCollection":
    "{routingConfigurationId}/ruleCollections/{name}",
  "azure:network/networkManagerDeployment:NetworkManagerDeployment":
    "{networkManagerId}/commit|{location}|{scopeAccess}",
  // Azure has it beside the profile, in the perimeter: nobody refers to it.
  "azure:network/networkSecurityPerimeterAssociation:NetworkSecurityPerimeterAssociation":
    "{networkSecurityPerimeterProfileId}/resourceAssociations/{name}",
  "azure:batch/account:Account": "Microsoft.Batch/batchAccounts/{name}",
  "azure:batch/pool:Pool": "Microsoft.Batch/batchAccounts/{accountName}/pools/{name}",
};

/** A Terraform provider's plan: what the program set, and the id, which is computed. Check names a child; inputs name its parents. */
export function classicProvider(type: string): Provider {
  const path = PATHS[type];
  if (path === undefined) throw new Error(`The classic provider of the tests does not know ${type}.`);
  return {
    check: (urn, inputs) => ({ ...DEFAULTS[type], ...filledIn(path, urn), ...inputs }),
    preview: (inputs) => ({ ...yetToCome(type), ...computedLists(type, inputs), ...inputs, id: { ...unknownMark } }),
    deploy: (inputs) => ({ ...COMPUTED[type], ...withInlineIds(inputs, idOf(path, inputs)), id: idOf(path, inputs) }),
  };
}

/** What Check fills in, and matters here. */
const DEFAULTS: Readonly<Record<string, Args>> = {
  "azure:network/subnet:Subnet": { privateEndpointNetworkPolicies: "Disabled" },
};

/** Values that Azure chooses and that no program can set. */
const COMPUTED: Readonly<Record<string, Args>> = {
  "azure:network/publicIp:PublicIp": { ipAddress: "203.0.113.9" },
};

function yetToCome(type: string): Args {
  return Object.fromEntries(Object.keys(COMPUTED[type] ?? {}).map((name) => [name, { ...unknownMark }]));
}

/** A name, and for top-level resources the location of the provider's configuration. */
function filledIn(path: string, urn: string): Args {
  const named = path === "" || path.includes("{name}") ? { name: autoName(urn) } : {};
  const inGroup = !path.startsWith("{") && path.split("/").length === 3;
  return inGroup ? { ...named, location: DEFAULT_LOCATION } : named;
}

/** A bridged provider generates names: the logical name and seven hex digits. */
function autoName(urn: string): string {
  const logicalName = urn.split("::").at(-1) ?? "";
  return logicalName + createHash("sha256").update(urn).digest("hex").slice(0, 7);
}

/** Lists that are "optional and computed": Terraform reads them from Azure where the program leaves them out. */
function computedLists(type: string, inputs: Args): Args {
  const lists = ["securityRules", "routes", "subnets"].filter((list) => OWNERS[list] === type && !(list in inputs));
  return Object.fromEntries(lists.map((list) => [list, { ...unknownMark }]));
}

const OWNERS: Readonly<Record<string, string>> = {
  securityRules: "azure:network/networkSecurityGroup:NetworkSecurityGroup",
  routes: "azure:network/routeTable:RouteTable",
  subnets: "azure:network/virtualNetwork:VirtualNetwork",
};

function idOf(path: string, inputs: Args): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => String(inputs[name]));
  if (path.startsWith("{")) return filled;
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${inputs.resourceGroupName ?? inputs.name}`;
  return path === "" ? group : `${group}/providers/${filled}`;
}

/** Subnets written in a network get an id; the other lists have none. */
function withInlineIds(inputs: Args, id: string): Args {
  if (!Array.isArray(inputs.subnets)) return inputs;
  return { ...inputs, subnets: inputs.subnets.map((subnet) => ({ ...subnet, id: `${id}/subnets/${subnet.name}` })) };
}
