import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { batchHosts } from "../../policies/network/batch-hosts";
import { type DnsZone, type EndpointDns, resolvesToEndpoint } from "../../policies/network/endpoint-dns";
import { type Region, regionOf } from "../../policies/network/regions";

const hosts = (location: string) => batchHosts(regionOf(location) as Region);
const zone = (name: DnsZone<string>["name"], linked: DnsZone<string>["linked"] = true): DnsZone<string> => ({
  ref: "zone",
  name,
  linked,
});
const dns = (zones: EndpointDns<string>["zones"], customServers: EndpointDns<string>["customServers"] = false) => ({
  zones,
  customServers,
});
const current = "privatelink.batch.azure.com";

describe("the node management name resolves to the endpoint", () => {
  test.each<[string, EndpointDns<string>, Verdict<unknown>["is"], string]>([
    ["the zone, linked", dns([zone(current)]), "holds", "resolves"],
    ["any casing and a final dot", dns([zone("PrivateLink.Batch.Azure.com.")]), "holds", "resolves"],
    ["a zone of the region", dns([zone("westeurope.privatelink.batch.azure.com")]), "holds", "resolves"],
    ["a zone of its service", dns([zone("westeurope.service.privatelink.batch.azure.com")]), "holds", "resolves"],
    ["not linked", dns([zone(current, false)]), "violated", "not-linked"],
    ["perhaps linked", dns([zone(current, unknown("link"))]), "undecided", "link-unclear"],
    ["the zone of old endpoints", dns([zone("privatelink.westeurope.batch.azure.com")]), "violated", "legacy-zone"],
    ["a zone of another service", dns([zone("privatelink.blob.core.windows.net")]), "violated", "wrong-zone"],
    ["a zone of another cloud", dns([zone("privatelink.batch.chinacloudapi.cn")]), "violated", "wrong-zone"],
    ["a zone of another region", dns([zone("eastus.privatelink.batch.azure.com")]), "undecided", "unusual-zone"],
    ["a zone above", dns([zone("azure.com")]), "undecided", "unusual-zone"],
    ["an unknown name", dns([zone(unknown("name"))]), "undecided", "name-unknown"],
    ["an unknown name, not linked", dns([zone(unknown("name"), false)]), "violated", "not-linked"],
    ["one of several", dns([zone("privatelink.westeurope.batch.azure.com"), zone(current)]), "holds", "resolves"],
    ["a zone outside the program", dns([unknown("privateDnsZoneId")]), "undecided", "outside-the-program"],
    ["one outside, one that fits", dns([unknown("privateDnsZoneId"), zone(current)]), "holds", "resolves"],
    ["unknown zones", dns(unknown("zones")), "undecided", "outside-the-program"],
    ["no zone group", dns([]), "undecided", "no-zone-group"],
    ["DNS servers of its own", dns([zone(current)], true), "undecided", "custom-servers"],
    ["perhaps servers of its own", dns([zone(current, false)], unknown("dnsServers")), "undecided", "custom-servers"],
  ])("%s", (_title, of, is, reason) => {
    const verdict = resolvesToEndpoint(of, hosts("westeurope"));
    expect(verdict.is).toBe(is);
    expect(verdict.because.map((each) => each.reason)).toEqual([reason]);
  });

  test("the names of other clouds", () => {
    expect(resolvesToEndpoint(dns([zone("privatelink.batch.usgovcloudapi.net")]), hosts("usgovtexas")).is).toBe(
      "holds",
    );
    expect(resolvesToEndpoint(dns([zone(current)]), hosts("usgovtexas")).is).toBe("violated");
  });

  test("an undecided answer names what decides", () => {
    const verdict = resolvesToEndpoint(dns([zone(current, unknown("link", "urn"))]), hosts("westeurope"));
    expect(verdict).toMatchObject({ unknowns: [{ path: "link", owner: "urn" }] });
  });
});
