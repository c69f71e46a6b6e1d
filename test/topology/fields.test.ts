import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { FIELDS, pathOfField } from "../../policies/topology/fields";
import { KIND_TYPES } from "../support/kind-types";
import { has, isDeclared, NATIVE } from "./declared";

/*
 * Every path of the table is a property in the provider's own type declarations: a misspelt one would read as left out of the program,
 * without an error.
 */

/** Properties that only older or newer versions than the installed one declare, with the reason why they are read. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "azure-native:batch:Pool deploymentConfiguration.cloudServiceConfiguration": "API versions before 2024-07-01",
  "azure-native:network:NatGateway sourceVirtualNetwork.id": "API versions from 2025-01-01",
  ...Object.fromEntries(
    [
      "azure:network/subnet:Subnet networkSecurityGroupId",
      "azure:network/subnet:Subnet networkSecurityGroupIdWoVersion",
      "azure:network/subnet:Subnet routeTableId",
      "azure:network/subnet:Subnet routeTableIdWoVersion",
    ].map((property) => [property, "states of version 5 of azurerm"]),
  ),
  ...Object.fromEntries(
    [
      "azure:network/subnet:Subnet addressPrefix",
      "azure:network/subnet:Subnet privateEndpointNetworkPoliciesEnabled",
      "azure:network/subnet:Subnet enforcePrivateLinkEndpointNetworkPolicies",
      "azure:network/routeTable:RouteTable disableBgpRoutePropagation",
      "azure:network/virtualNetwork:VirtualNetwork subnets.addressPrefix",
      "azure:network/natGateway:NatGateway publicIpAddressIds",
      "azure:network/natGateway:NatGateway publicIpPrefixIds",
    ].map((property) => [property, "versions of the provider before 6"]),
  ),
};

/** Types that belonged to the module `network`, and still do in states and pinned tokens, with their current module. */
const FORMER: Readonly<Record<string, string>> = {
  PrivateZone: "privatedns",
  VirtualNetworkLink: "privatedns",
  PrivateRecordSet: "privatedns",
  DnsForwardingRuleset: "dnsresolver",
  ForwardingRule: "dnsresolver",
  PrivateResolverVirtualNetworkLink: "dnsresolver",
};

const isFormer = (type: string) => Object.keys(FORMER).some((name) => type === `azure-native:network:${name}`);

describe.each(Object.entries(FORMER))("%s, formerly of the module network", (name, module) => {
  it("is an alias of what it is now", () => {
    const file = `${name[0]?.toLowerCase()}${name.slice(1)}.js`;
    expect(readFileSync(path.join(NATIVE, module, file), "utf8")).toContain(`"azure-native:network:${name}"`);
  });
});

describe.each(KIND_TYPES.filter(({ type }) => !isFormer(type)))("$type", ({ type, paths }) => {
  it("is a type of the provider", () => {
    expect(isDeclared(type)).toBe(true);
  });

  it.each(paths.filter((property) => !(`${type} ${property}` in ELSEWHERE)))("%s is a property of it", (property) => {
    expect(has(type, property)).toBe(true);
  });
});

describe.each([
  ["azure-native:network:VirtualNetwork", "azure-native"],
  ["azure:network/virtualNetwork:VirtualNetwork", "azure"],
] as const)("subnets in %s", (type, provider) => {
  const paths = Object.keys(FIELDS.inlineSubnet).flatMap((field) => pathOfField("inlineSubnet", provider, field) ?? []);
  const properties = paths.map((inner) => `subnets.${inner}`);

  it.each(properties.filter((property) => !(`${type} ${property}` in ELSEWHERE)))("%s is a property", (property) => {
    expect(has(type, property)).toBe(true);
  });
});

describe("properties that are read by name", () => {
  const RULE = [
    ...["name", "priority", "direction", "access", "protocol", "sourceAddressPrefix", "sourceAddressPrefixes"],
    ...["sourcePortRange", "sourcePortRanges", "destinationAddressPrefix", "destinationAddressPrefixes"],
    ...["destinationPortRange", "destinationPortRanges"],
  ];
  const NETWORK_RULE = ["name", "sourceAddresses", "sourceIpGroups", "destinationAddresses", "destinationIpGroups"];
  const table: readonly (readonly [type: string, within: string, names: readonly string[]])[] = [
    ["azure-native:network:NetworkSecurityGroup", "securityRules.", RULE],
    ["azure-native:network:SecurityRule", "", RULE],
    [
      "azure-native:network:SecurityRule",
      "",
      ["sourceApplicationSecurityGroups", "destinationApplicationSecurityGroups"],
    ],
    ["azure:network/networkSecurityGroup:NetworkSecurityGroup", "securityRules.", RULE],
    ["azure:network/networkSecurityRule:NetworkSecurityRule", "", RULE],
    [
      "azure:network/networkSecurityRule:NetworkSecurityRule",
      "",
      ["sourceApplicationSecurityGroupIds", "destinationApplicationSecurityGroupIds"],
    ],
    ["azure-native:network:RouteTable", "routes.", ["name", "addressPrefix", "nextHopType", "nextHopIpAddress"]],
    ["azure-native:network:Route", "", ["name", "addressPrefix", "nextHopType", "nextHopIpAddress"]],
    ["azure:network/routeTable:RouteTable", "routes.", ["name", "addressPrefix", "nextHopType", "nextHopInIpAddress"]],
    ["azure:network/route:Route", "", ["name", "addressPrefix", "nextHopType", "nextHopInIpAddress"]],
    ["azure:network/subnet:Subnet", "delegations.", ["name", "serviceDelegation.name"]],
    ["azure:network/virtualNetwork:VirtualNetwork", "subnets.delegation.", ["name", "serviceDelegation.name"]],
    [
      "azure-native:network:VirtualNetwork",
      "virtualNetworkPeerings.",
      ["name", "remoteVirtualNetwork.id", "remoteAddressSpace.addressPrefixes", "useRemoteGateways"],
    ],
    [
      "azure-native:network:AzureFirewall",
      "networkRuleCollections.",
      ["name", "priority", "action.type", ...NETWORK_RULE.map((name) => `rules.${name}`), "rules.protocols"],
    ],
    [
      "azure-native:network:AzureFirewall",
      "ipConfigurations.",
      ["subnet.id", "privateIPAddress", "publicIPAddress.id"],
    ],
    ["azure:network/firewall:Firewall", "ipConfigurations.", ["subnetId", "privateIpAddress", "publicIpAddressId"]],
    [
      "azure:network/firewallNetworkRuleCollection:FirewallNetworkRuleCollection",
      "",
      ["priority", "action", ...NETWORK_RULE.map((name) => `rules.${name}`), "rules.protocols"],
    ],
    [
      "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
      "applicationRuleCollections.",
      ["priority", "action", "rules.protocols.type", "rules.destinationFqdns", "rules.destinationFqdnTags"],
    ],
    [
      "azure-native:network:PrivateEndpoint",
      "",
      [
        "privateLinkServiceConnections.privateLinkServiceId",
        "privateLinkServiceConnections.groupIds",
        "privateLinkServiceConnections.privateLinkServiceConnectionState.status",
        "customNetworkInterfaceName",
        "ipConfigurations.privateIPAddress",
        "ipConfigurations.groupId",
        "customDnsConfigs.fqdn",
        "customDnsConfigs.ipAddresses",
      ],
    ],
    [
      "azure:privatelink/endpoint:Endpoint",
      "",
      [
        "privateServiceConnection.privateConnectionResourceId",
        "privateServiceConnection.subresourceNames",
        "privateServiceConnection.isManualConnection",
        "privateDnsZoneGroup.privateDnsZoneIds",
        "ipConfigurations.privateIpAddress",
        "ipConfigurations.subresourceName",
        "privateServiceConnection.privateIpAddress",
        "customNetworkInterfaceName",
      ],
    ],
    [
      "azure-native:network:PrivateDnsZoneGroup",
      "",
      ["privateDnsZoneConfigs.privateDnsZoneId", "privateDnsZoneConfigs.recordSets.ipAddresses"],
    ],
    ["azure-native:privatedns:PrivateRecordSet", "", ["type", "aRecords.ipv4Address"]],
    ["azure:privatedns/aRecord:ARecord", "", ["records"]],
    ["azure:privatedns/cnameRecord:CnameRecord", "", ["record"]],
    ["azure-native:network:RoutingIntent", "routingPolicies.", ["destinations", "nextHop"]],
    ["azure:network/routingIntent:RoutingIntent", "routingPolicies.", ["destinations", "nextHop"]],
    ["azure-native:network:RoutingRuleCollection", "appliesTo.", ["networkGroupId"]],
    ["azure-native:network:AzureFirewall", "", ["hubIPAddresses.publicIPs.addresses.address"]],
    ["azure-native:network:VirtualNetworkGateway", "ipConfigurations.", ["subnet.id"]],
    ["azure:network/virtualNetworkGateway:VirtualNetworkGateway", "ipConfigurations.", ["subnetId"]],
    ["azure-native:network:AdminRuleCollection", "appliesToGroups.", ["networkGroupId"]],
  ];

  it.each(table.flatMap(([type, within, names]) => names.map((name) => [type, within + name] as const)))(
    "%s: %s",
    (type, property) => {
      expect(has(type, property)).toBe(true);
    },
  );

  it("would not take a misspelt one", () => {
    expect(has("azure-native:network:Subnet", "networkSecurityGroup.ID")).toBe(false);
    expect(has("azure:network/subnet:Subnet", "networkSecurityGroup")).toBe(false);
  });
});
