import { native, ref } from "../support/program/language";
import { account, type Case, endpoint, inGroup, network, peering, pool, subnet } from "./parts";

const zone = native("privatedns:PrivateZone", { privateZoneName: "privatelink.batch.azure.com", location: "Global" });

const zoneLink = (to: string, more: object = {}) =>
  native("privatedns:VirtualNetworkLink", {
    privateZoneName: ref("zone", "name"),
    virtualNetworkLinkName: `to-${to}`,
    location: "Global",
    virtualNetwork: { id: ref(to) },
    ...more,
  });

const ruleset = native("dnsresolver:DnsForwardingRuleset", {
  dnsForwardingRulesetName: "ruleset",
  dnsResolverOutboundEndpoints: [
    { id: "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/dnsResolvers/d/outboundEndpoints/o" },
  ],
});

const forwardingRule = (name: string, domainName: string, more: object = {}) =>
  native("dnsresolver:ForwardingRule", {
    dnsForwardingRulesetName: ref("ruleset", "name"),
    forwardingRuleName: name,
    domainName,
    targetDnsServers: [{ ipAddress: "10.9.0.4", port: 53 }],
    ...more,
  });

/** Programs with name resolution. */
export const NAMES: readonly Case[] = [
  {
    title: "a zone with records written by hand",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      ends: subnet("vnet", "10.0.2.0/24"),
      zone,
      "to-vnet": zoneLink("vnet", { resolutionPolicy: "NxDomainRedirect" }),
      record: native("privatedns:PrivateRecordSet", {
        privateZoneName: ref("zone", "name"),
        relativeRecordSetName: "5a1e.westeurope.service",
        recordType: "A",
        ttl: 300,
        aRecords: [{ ipv4Address: "10.0.2.4" }],
      }),
      alias: native("privatedns:PrivateRecordSet", {
        privateZoneName: ref("zone", "name"),
        relativeRecordSetName: "alias",
        recordType: "CNAME",
        ttl: 300,
        cnameRecord: { cname: "elsewhere.example.com" },
      }),
      batch: account({ publicNetworkAccess: "Disabled" }),
      pe: endpoint(ref("ends"), ["nodeManagement"]),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "network vnet > zones": "zone, else public",
      "network vnet > zones are open": "no",
      "zone zone > record": "5a1e.westeurope.service A 10.0.2.4; alias CNAME",
      "zone zone > further records": "none",
    },
  },
  {
    title: "servers of the network's own, and a zone of another program",
    program: inGroup({
      vnet: network("10.0.0.0/16", { dhcpOptions: { dnsServers: ["10.0.50.4"] } }),
      other: network("10.1.0.0/16", { dhcpOptions: { dnsServers: ["168.63.129.16"] } }),
      snet: subnet("vnet", "10.0.1.0/24"),
      "to-other": native("privatedns:VirtualNetworkLink", {
        privateZoneName: "privatelink.batch.azure.com",
        virtualNetworkLinkName: "to-other",
        location: "Global",
        virtualNetwork: { id: ref("other") },
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "network vnet > DNS servers": "10.0.50.4",
      "network vnet > zones": "none",
      "network vnet > zones outside": "none",
      "network other > DNS servers": "none",
      "network other > zones outside": "privatelink.batch.azure.com",
    },
  },
  {
    title: "a forwarding ruleset",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      ruleset,
      batchRule: forwardingRule("batch", "Batch.Azure.com."),
      oldRule: forwardingRule("old", "old.example.com.", { forwardingRuleState: "Disabled" }),
      link: native("dnsresolver:PrivateResolverVirtualNetworkLink", {
        dnsForwardingRulesetName: ref("ruleset", "name"),
        virtualNetworkLinkName: "vnet",
        virtualNetwork: { id: ref("vnet") },
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: { "network vnet > forwarders": "batch.azure.com" },
  },
  {
    title: "peerings that let nothing in, or connect some subnets alone",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      closed: network("10.1.0.0/16"),
      partly: network("10.2.0.0/16"),
      "to-closed": peering("vnet", "closed", { allowVirtualNetworkAccess: false }),
      "from-closed": peering("closed", "vnet"),
      "to-partly": peering("vnet", "partly", {
        peerCompleteVnets: false,
        localSubnetNames: ["snet"],
        remoteSubnetNames: ["a", "b"],
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "network vnet > peerings": "closed, closed, partly, only a b",
      "network closed > peerings": "vnet",
      "network partly > peerings": "none",
      "network vnet > region": "westeurope",
    },
  },
];
