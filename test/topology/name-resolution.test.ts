import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const ZONE_NAME = "privatelink.batch.azure.com";
const network = (name: string, inputs: object = {}) =>
  planned("network:VirtualNetwork", name, {
    inputs: { virtualNetworkName: name, resourceGroupName: "rg", ...inputs },
    outputs: { id: networkId(`virtualNetworks/${name}`) },
  });
const zone = (name = "zone") =>
  planned("privatedns:PrivateZone", name, { inputs: { privateZoneName: ZONE_NAME, resourceGroupName: name } });
const zoneLink = (told: Given) => planned("privatedns:VirtualNetworkLink", "link", told);
const toVnet = { virtualNetwork: { id: VNET } };
const inZone = { privateZoneName: UNKNOWN };

function dnsOf(resources: readonly PlannedResource[], name = "vnet") {
  const found = buildTopology(resources).virtualNetworks.find((each) => each.entity.resource.name === name);
  if (!found) throw new Error(`There is no network ${name}.`);
  return { ...found.dns, open: found.dnsOpen };
}

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

describe("the DNS servers of a network", () => {
  const servers = (...dnsServers: readonly string[]) => [network("vnet", { dhcpOptions: { dnsServers } })];
  const apart = (virtualNetworkId: unknown) =>
    planned("azure:network/virtualNetworkDnsServers:VirtualNetworkDnsServers", "servers", {
      inputs: { virtualNetworkId, dnsServers: ["10.0.50.5"] },
    });

  it.each<[string, unknown, readonly PlannedResource[]]>([
    ["none", [], [network("vnet")]],
    ["of its own", ["10.0.50.4"], servers("10.0.50.4")],
    ["Azure's resolver alone", [], servers("168.63.129.16")],
    ["Azure's resolver beside another", ["10.0.50.4", "168.63.129.16"], servers("10.0.50.4", "168.63.129.16")],
    ["a list that is not known", "unknown", [network("vnet", { dhcpOptions: { dnsServers: UNKNOWN } })]],
    ["by a resource of their own", ["10.0.50.5"], [...servers("10.0.50.4"), apart(VNET)]],
    ["by such a resource for another network", [], [network("vnet"), apart(networkId("virtualNetworks/other"))]],
    ["by such a resource for some network", "unknown", [network("vnet"), apart(UNKNOWN)]],
    ["nothing that came", "unknown", [planned("network:VirtualNetwork", "vnet", { outputs: { id: UNKNOWN } })]],
  ])("%s", (_, expected, resources) => {
    expect(known(dnsOf(resources).servers)).toEqual(expected);
  });
});

describe("the zones of a network", () => {
  const zonesOf = (resources: readonly PlannedResource[], name?: string) => {
    const { zones, outsideZones, open } = dnsOf(resources, name);
    return [
      zones.map(({ zone: { entity }, certain }) => `${certain ? "" : "perhaps "}${entity.resource.name}`).join(", "),
      outsideZones.map(({ id }) => id).join(", "),
      open === undefined ? "closed" : "open",
    ];
  };
  const link = (inputs: object, from: Given["from"] = {}) =>
    zoneLink({ inputs: { ...inZone, ...toVnet, ...inputs }, from });
  const ofZone = { privateZoneName: ["zone"] };
  const two = [network("vnet"), network("other"), zone(), zone("second")];

  it.each<[string, readonly string[], readonly string[], readonly PlannedResource[]]>([
    ["none", ["", "", "closed"], ["", "", "closed"], two],
    ["linked to it", ["zone", "", "closed"], ["", "", "closed"], [...two, link({}, ofZone)]],
    [
      "linked to some network",
      ["perhaps zone", "", "open"],
      ["perhaps zone", "", "open"],
      [...two, link({ virtualNetwork: { id: UNKNOWN } }, ofZone)],
    ],
    [
      "linked to one of two",
      ["perhaps zone", "", "open"],
      ["perhaps zone", "", "open"],
      [...two, link({ virtualNetwork: { id: UNKNOWN } }, { ...ofZone, virtualNetwork: ["vnet", "other"] })],
    ],
    ["some zone", ["perhaps second, perhaps zone", "", "open"], ["", "", "closed"], [...two, link({})]],
    [
      "outside this program",
      ["", "hidden", "closed"],
      ["", "", "closed"],
      [...two, link({ privateZoneName: "hidden" })],
    ],
    [
      "linked to a network outside",
      ["", "", "closed"],
      ["", "", "closed"],
      [...two, link({ virtualNetwork: { id: networkId("virtualNetworks/third") } }, ofZone)],
    ],
  ])("%s", (_, vnet, other, resources) => {
    expect([zonesOf(resources), zonesOf(resources, "other")]).toEqual([vnet, other]);
  });

  it.each<[string, unknown, object]>([
    ["are not looked up in public DNS", false, {}],
    ["are looked up where the link says so", true, { resolutionPolicy: "NxDomainRedirect" }],
    ["are not with Default", false, { resolutionPolicy: "Default" }],
    ["may be", "unknown", { resolutionPolicy: UNKNOWN }],
  ])("names without a record %s", (_, expected, inputs) => {
    expect(known(dnsOf([...two, link(inputs, ofZone)]).zones[0]?.nxDomainRedirect)).toBe(expected);
  });
});

describe("the forwarding rulesets of a network", () => {
  const ruleset = planned("dnsresolver:DnsForwardingRuleset", "ruleset", {
    inputs: { dnsForwardingRulesetName: "rs" },
  });
  const rule = (domainName: unknown, more: object = {}, parent: unknown = "rs") =>
    planned("dnsresolver:ForwardingRule", `rule-${String(domainName)}`, {
      inputs: { dnsForwardingRulesetName: parent, domainName, ...more },
    });
  const rulesetLink = (inputs: object = {}) =>
    planned("dnsresolver:PrivateResolverVirtualNetworkLink", "link", {
      inputs: { dnsForwardingRulesetName: "rs", virtualNetwork: { id: VNET }, ...inputs },
    });
  const forwarders = (resources: readonly PlannedResource[]) =>
    dnsOf([network("vnet"), ...resources]).forwarders.map(({ certain, domains }) => [
      certain,
      isUnknown(domains) ? "unknown" : domains.map(known),
    ]);

  it.each<[string, readonly unknown[], readonly PlannedResource[]]>([
    ["none", [], [ruleset, rule("batch.azure.com.")]],
    ["linked", [[true, ["batch.azure.com"]]], [ruleset, rule("Batch.Azure.com."), rulesetLink()]],
    ["for every name", [[true, [""]]], [ruleset, rule("."), rulesetLink()]],
    ["disabled", [[true, []]], [ruleset, rule("a.", { forwardingRuleState: "Disabled" }), rulesetLink()]],
    ["with a rule that may be another's", [[true, ["unknown"]]], [ruleset, rule("a.", {}, UNKNOWN), rulesetLink()]],
    ["outside this program", [[true, "unknown"]], [rulesetLink()]],
    ["of some network", [[false, ["a"]]], [ruleset, rule("a."), rulesetLink({ virtualNetwork: { id: UNKNOWN } })]],
    ["of another", [], [ruleset, rulesetLink({ virtualNetwork: { id: networkId("virtualNetworks/other") } })]],
  ])("%s", (_, expected, resources) => {
    expect(forwarders(resources)).toEqual(expected);
  });
});
