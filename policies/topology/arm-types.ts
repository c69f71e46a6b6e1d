import { type ArmId, sameName } from "./arm-id";
import type { Kind } from "./kinds";

/** The innermost type in the ARM ids of resources of a kind, for the kinds that other resources refer to by id. */
const TYPES: Partial<Record<Kind, string>> = {
  account: "batchAccounts",
  virtualNetwork: "virtualNetworks",
  subnet: "subnets",
  inlineSubnet: "subnets",
  securityGroup: "networkSecurityGroups",
  routeTable: "routeTables",
  natGateway: "natGateways",
  publicIp: "publicIPAddresses",
  publicIpPrefix: "publicIPPrefixes",
  firewall: "azureFirewalls",
  firewallPolicy: "firewallPolicies",
  ipGroup: "ipGroups",
  adminRuleCollection: "ruleCollections",
  networkGroup: "networkGroups",
  privateEndpoint: "privateEndpoints",
  privateZone: "privateDnsZones",
};

/** Whether an id can be that of a resource of this kind. */
export function mayBeOfKind({ segments }: ArmId, kind: Kind): boolean {
  const type = TYPES[kind];
  return type === undefined || sameName(segments.at(-1)?.[0] ?? "", type);
}
