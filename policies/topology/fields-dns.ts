import type { FieldTables } from "./field-table";

/** Private endpoints, and the DNS resources that resolve their names. */
export const DNS_FIELDS = {
  privateEndpoint: {
    name: ["privateEndpointName", "name"],
    subnet: ["subnet.id", "subnetId"],
    connections: ["privateLinkServiceConnections", "privateServiceConnection"],
    manualConnections: ["manualPrivateLinkServiceConnections", undefined],
    zoneGroup: [undefined, "privateDnsZoneGroup"],
    ipConfigurations: ["ipConfigurations", "ipConfigurations"],
    applicationGroups: ["applicationSecurityGroups", undefined],
    customDns: ["customDnsConfigs", "customDnsConfigs"],
  },
  zoneGroup: {
    name: ["privateDnsZoneGroupName", undefined],
    parent: ["privateEndpointName", undefined],
    zones: ["privateDnsZoneConfigs", undefined],
  },
  privateZone: { name: ["privateZoneName", "name"] },
  zoneLink: {
    name: ["virtualNetworkLinkName", "name"],
    parent: ["privateZoneName", "privateDnsZoneName"],
    virtualNetwork: ["virtualNetwork.id", "virtualNetworkId"],
    resolutionPolicy: ["resolutionPolicy", "resolutionPolicy"],
  },
  zoneRecord: {
    name: ["relativeRecordSetName", "name"],
    parent: ["privateZoneName", "zoneName"],
    type: ["recordType", undefined],
    addresses: ["aRecords", undefined],
  },
  forwardingRuleset: { name: ["dnsForwardingRulesetName", "name"] },
  forwardingRule: {
    name: ["forwardingRuleName", "name"],
    parent: ["dnsForwardingRulesetName", "dnsForwardingRulesetId"],
    domain: ["domainName", "domainName"],
    state: ["forwardingRuleState", undefined],
    enabled: [undefined, "enabled"],
  },
  rulesetLink: {
    name: ["virtualNetworkLinkName", "name"],
    parent: ["dnsForwardingRulesetName", "dnsForwardingRulesetId"],
    virtualNetwork: ["virtualNetwork.id", "virtualNetworkId"],
  },
} as const satisfies FieldTables;
