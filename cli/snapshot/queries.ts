import type { ArmType } from "./arm-kinds";

/** A table of Resource Graph, and the types that are read from it. */
export interface Table {
  readonly table: string;
  readonly types: readonly ArmType[];
}

/** A list under each resource of a type that Azure Resource Manager has, and Resource Graph does not. */
export interface Listing {
  readonly of: ArmType;
  readonly types: readonly [ArmType];
  readonly version: string;
}

const NETWORK_VERSION = "2024-05-01";

/**
 * The tables and their types. A network includes its subnets and peerings, a group its rules, and a route table its routes.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */
export const TABLES: readonly Table[] = [
  {
    table: "resources",
    types: [
      "Microsoft.Batch/batchAccounts",
      "Microsoft.Network/virtualNetworks",
      "Microsoft.Network/networkSecurityGroups",
      "Microsoft.Network/applicationSecurityGroups",
      "Microsoft.Network/routeTables",
      "Microsoft.Network/natGateways",
      "Microsoft.Network/publicIPAddresses",
      "Microsoft.Network/publicIPPrefixes",
      "Microsoft.Network/virtualNetworkGateways",
      "Microsoft.Network/virtualHubs",
      "Microsoft.Network/azureFirewalls",
      "Microsoft.Network/firewallPolicies",
      "Microsoft.Network/ipGroups",
      "Microsoft.Network/networkManagers",
      "Microsoft.Network/privateEndpoints",
      "Microsoft.Network/privateDnsZones",
      "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
      "Microsoft.Network/dnsForwardingRulesets",
    ],
  },
  {
    table: "networkresources",
    types: [
      "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
      "Microsoft.Network/networkManagers/networkGroups",
      "Microsoft.Network/networkManagers/networkGroups/staticMembers",
      "Microsoft.Network/networkManagers/securityAdminConfigurations",
      "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections",
      "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
      "Microsoft.Network/networkManagers/routingConfigurations",
      "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections",
      "Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules",
      "Microsoft.Network/networkManagers/connectivityConfigurations",
    ],
  },
  { table: "dnsresources", types: ["Microsoft.Network/privateDnsZones/A", "Microsoft.Network/privateDnsZones/CNAME"] },
];

/** Pools have a table of their own. If it is missing, they are listed for each account. */
export const POOLS: Table = { table: "batchresources", types: ["Microsoft.Batch/batchAccounts/pools"] };

export const POOLS_OF_ACCOUNTS: Listing = {
  of: "Microsoft.Batch/batchAccounts",
  types: ["Microsoft.Batch/batchAccounts/pools"],
  version: "2024-07-01",
};

/** The other lists that are read. */
export const LISTINGS: readonly Listing[] = [
  listing("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", NETWORK_VERSION),
  listing("Microsoft.Network/virtualHubs/hubVirtualNetworkConnections", NETWORK_VERSION),
  listing("Microsoft.Network/virtualHubs/routingIntent", NETWORK_VERSION),
  listing("Microsoft.Network/dnsForwardingRulesets/forwardingRules", "2022-07-01"),
  listing("Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks", "2022-07-01"),
];

function listing(type: ArmType, version: string): Listing {
  return { of: type.slice(0, type.lastIndexOf("/")) as ArmType, types: [type], version };
}

/**
 * Managers report what they deployed, for the requested regions and types. This is an action, which the role Reader does not include;
 * without permission for it, the rules stay undecided. It is therefore not part of the coverage.
 * https://learn.microsoft.com/rest/api/networkmanager/network-manager-deployment-status/list
 */
export const DEPLOYMENTS = {
  of: "Microsoft.Network/networkManagers",
  action: "listDeploymentStatus",
  version: NETWORK_VERSION,
  types: ["SecurityAdmin", "Routing"],
} as const satisfies { readonly of: ArmType; readonly [name: string]: unknown };

/** The types that are part of other resources, and so are listed with them. */
const INSIDE: readonly ArmType[] = [
  "Microsoft.Network/virtualNetworks/subnets",
  "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  "Microsoft.Network/networkSecurityGroups/securityRules",
  "Microsoft.Network/routeTables/routes",
];

/** The types that the commands list in full. */
export const COVERED: readonly ArmType[] = [...TABLES, POOLS, ...LISTINGS]
  .flatMap(({ types }): readonly ArmType[] => types)
  .concat(INSIDE)
  .sort();
