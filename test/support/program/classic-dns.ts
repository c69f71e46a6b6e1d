import { child, one, same, type Translator } from "./classic-names";
import { type Args, isObject, type Program } from "./language";

/** Private zones and forwarding rulesets in the classic provider. */
export const DNS_TRANSLATORS: Readonly<Record<string, Translator>> = {
  "privatedns:PrivateZone": (name, { location: _, ...args }) =>
    one("azure:privatedns/zone:Zone", { privateZoneName: "name" })(name, args),
  "privatedns:VirtualNetworkLink": (name, { location: _, virtualNetwork, ...args }) => {
    if (!isObject(virtualNetwork)) return undefined;
    return one("azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink", {
      virtualNetworkLinkName: "name",
      privateZoneName: "privateDnsZoneName",
      ...same("virtualNetworkId", "registrationEnabled", "resolutionPolicy"),
    })(name, { ...args, virtualNetworkId: virtualNetwork.id });
  },
  "privatedns:PrivateRecordSet": recordSet,
  "dnsresolver:DnsForwardingRuleset": (name, { dnsResolverOutboundEndpoints: _, ...args }) =>
    one("azure:privatedns/resolverDnsForwardingRuleset:ResolverDnsForwardingRuleset", {
      dnsForwardingRulesetName: "name",
      location: "location",
    })(name, args),
  "dnsresolver:ForwardingRule": (name, { forwardingRuleState: state, ...args }) =>
    child(
      "azure:privatedns/resolverForwardingRule:ResolverForwardingRule",
      ["dnsForwardingRulesetName", "dnsForwardingRulesetId"],
      [],
      { forwardingRuleName: "name", ...same("domainName", "targetDnsServers", "enabled") },
    )(name, { ...args, ...(state === undefined ? {} : { enabled: state === "Enabled" }) }),
  "dnsresolver:PrivateResolverVirtualNetworkLink": (name, { virtualNetwork, ...args }) => {
    if (!isObject(virtualNetwork)) return undefined;
    return child(
      "azure:privatedns/resolverVirtualNetworkLink:ResolverVirtualNetworkLink",
      ["dnsForwardingRulesetName", "dnsForwardingRulesetId"],
      [],
      { virtualNetworkLinkName: "name", virtualNetworkId: "virtualNetworkId" },
    )(name, { ...args, virtualNetworkId: virtualNetwork.id });
  },
};

/** Each type of record has its own resource type. */
function recordSet(name: string, { recordType, aRecords, cnameRecord, ...args }: Args): Program | undefined {
  const names = { relativeRecordSetName: "name", privateZoneName: "zoneName", ttl: "ttl" };
  if (recordType === "A" && Array.isArray(aRecords)) {
    const records = aRecords.map(({ ipv4Address }) => ipv4Address);
    return one("azure:privatedns/aRecord:ARecord", { ...names, records: "records" })(name, { ...args, records });
  }
  if (recordType !== "CNAME" || !isObject(cnameRecord)) return undefined;
  const record = cnameRecord.cname;
  return one("azure:privatedns/cnameRecord:CnameRecord", { ...names, record: "record" })(name, { ...args, record });
}
