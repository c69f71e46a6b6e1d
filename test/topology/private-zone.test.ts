// Over 200 lines: one table for each kind of record.

import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const network = planned("network:VirtualNetwork", "vnet", { outputs: { id: VNET }, inputs: {} });
const endpoint = (name: string, told: Given = { inputs: {} }) => planned("network:PrivateEndpoint", name, told);
const linked = [
  network,
  planned("privatedns:PrivateZone", "zone", { inputs: { privateZoneName: "z" } }),
  planned("privatedns:VirtualNetworkLink", "link", {
    inputs: { privateZoneName: "z", virtualNetwork: { id: VNET } },
  }),
];

function zoneIn(resources: readonly PlannedResource[]) {
  const [found] = buildTopology([...linked, ...resources]).virtualNetworks.flatMap(({ dns }) => dns.zones);
  if (!found) throw new Error("There is no zone.");
  return found.zone;
}

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

describe("the records of a zone", () => {
  const record = (inputs: object, from: Given["from"] = {}, name = "record") =>
    planned("privatedns:PrivateRecordSet", name, {
      inputs: { privateZoneName: "z", relativeRecordSetName: "a", ...inputs },
      from,
    });
  const address = (ipv4Address: unknown) => ({ recordType: "A", aRecords: [{ ipv4Address }] });
  const classic = (type: string, inputs: object) =>
    planned(`azure:privatedns/${type}`, "record", { inputs: { zoneName: "z", name: "a", ...inputs } });

  it.each<[string, readonly unknown[], PlannedResource]>([
    ["an address", ["a", "A", ["10.0.2.4"], "", true], record(address("10.0.2.4"))],
    [
      "an address made from an endpoint",
      ["a", "A", ["unknown"], "pe", true],
      record(address(UNKNOWN), { aRecords: ["pe"] }),
    ],
    [
      "addresses that are not known as a whole",
      ["a", "A", "unknown", "pe", true],
      record({ recordType: "A", aRecords: UNKNOWN }, { aRecords: ["pe"] }),
    ],
    ["an address made from nothing known", ["a", "A", ["unknown"], "", true], record(address(UNKNOWN))],
    [
      "another name",
      ["a", "CNAME", [], "", true],
      record({ recordType: "cname", cnameRecord: { cname: "elsewhere.example.com" } }),
    ],
    [
      "a name of its own",
      ["unknown", "A", ["1.2.3.4"], "", true],
      record({ ...address("1.2.3.4"), relativeRecordSetName: UNKNOWN }),
    ],
    [
      "a type that is not known",
      ["a", "unknown", ["1.2.3.4"], "", true],
      record({ ...address("1.2.3.4"), recordType: UNKNOWN }),
    ],
    [
      "of the classic provider",
      ["a", "A", ["10.0.2.4"], "", true],
      classic("aRecord:ARecord", { records: ["10.0.2.4"] }),
    ],
    [
      "another name in the classic provider",
      ["a", "CNAME", [], "", true],
      classic("cnameRecord:CnameRecord", { record: "b.example.com" }),
    ],
  ])("%s", (_, expected, resource) => {
    const { records } = zoneIn([endpoint("pe"), resource]);
    const read = records.map(({ name, type, addresses, madeFrom, certain }) => [
      known(name),
      known(type),
      isUnknown(addresses) ? "unknown" : addresses.map(known),
      madeFrom.map((entity) => entity.resource.name).join(),
      certain,
    ]);
    expect(read).toEqual([expected]);
  });

  it("are none of other types", () => {
    expect(zoneIn([record({ recordType: "TXT", txtRecords: [{ value: ["v"] }] })]).records).toEqual([]);
  });

  const stray = (name: string) => record({ ...address("1.2.3.4"), privateZoneName: UNKNOWN }, {}, name);

  it.each<[string, readonly boolean[], boolean, readonly PlannedResource[]]>([
    ["are all that there are", [], true, []],
    ["are not certain where they may be of another zone", [false], true, [stray("record")]],
    [
      "are not all where too many may be of another zone",
      [],
      false,
      Array.from({ length: 51 }, (_, at) => stray(`r${at}`)),
    ],
  ])("%s", (_, certain, complete, more) => {
    const { records, unseen } = zoneIn(more);
    expect(records.map((each) => each.certain)).toEqual(certain);
    expect(unseen === undefined).toBe(complete);
  });
});

describe("the address of a private endpoint", () => {
  const group = planned("network:PrivateDnsZoneGroup", "group", {
    inputs: { privateEndpointName: "pe" },
    outputs: {
      privateDnsZoneConfigs: [{ recordSets: [{ fqdn: "g.we.service.batch.azure.com", ipAddresses: ["10.0.2.7"] }] }],
    },
  });
  const fixed = (...ipConfigurations: readonly object[]) => ({ inputs: { ipConfigurations } });
  const reported = (...customDnsConfigs: readonly object[]) => ({
    inputs: {},
    outputs: { id: "/x", customDnsConfigs },
  });
  const classic = (told: Given) => planned("azure:privatelink/endpoint:Endpoint", "pe", told);
  const native = (told: Given) => endpoint("pe", told);

  it.each<[string, unknown, readonly PlannedResource[]]>([
    [
      "chosen by Azure, before",
      undefined,
      [native({ inputs: {}, outputs: { id: UNKNOWN, customDnsConfigs: UNKNOWN } })],
    ],
    ["given", "10.0.2.4", [native(fixed({ privateIPAddress: "10.0.2.4", groupId: "nodeManagement" }))]],
    [
      "given, beside another group's",
      "10.0.2.5",
      [
        native(
          fixed(
            { privateIPAddress: "10.0.2.4", groupId: "x" },
            { privateIPAddress: "10.0.2.5", groupId: "nodeManagement" },
          ),
        ),
      ],
    ],
    ["given, but not known", "unknown", [native(fixed({ privateIPAddress: UNKNOWN, groupId: "nodeManagement" }))]],
    ["perhaps given", "unknown", [native({ inputs: { ipConfigurations: UNKNOWN } })]],
    ["reported", "10.0.2.6", [native(reported({ fqdn: "g.we.service.batch.azure.com", ipAddresses: ["10.0.2.6"] }))]],
    [
      "reported beside that of the account",
      "10.0.2.6",
      [
        native(
          reported(
            { fqdn: "batch.we.batch.azure.com", ipAddresses: ["10.0.2.5"] },
            { fqdn: "g.we.service.batch.azure.com", ipAddresses: ["10.0.2.6"] },
          ),
        ),
      ],
    ],
    ["reported with a name that is no text", "10.0.2.6", [native(reported({ fqdn: {}, ipAddresses: ["10.0.2.6"] }))]],
    [
      "reported by its zone group with a name that is no text",
      "10.0.2.9",
      [
        native({ inputs: { privateEndpointName: "pe" }, outputs: { id: UNKNOWN } }),
        planned("network:PrivateDnsZoneGroup", "group", {
          inputs: { privateEndpointName: "pe" },
          outputs: { privateDnsZoneConfigs: [{ recordSets: [{ fqdn: {}, ipAddresses: ["10.0.2.9"] }] }] },
        }),
      ],
    ],
    [
      "reported by its zone group",
      "10.0.2.7",
      [native({ inputs: { privateEndpointName: "pe" }, outputs: { id: UNKNOWN } }), group],
    ],
    [
      "given in the classic provider",
      "10.0.2.4",
      [
        classic({
          inputs: { ipConfigurations: [{ privateIpAddress: "10.0.2.4", subresourceName: "nodeManagement" }] },
        }),
      ],
    ],
    [
      "reported by the classic provider",
      "10.0.2.8",
      [classic({ inputs: {}, outputs: { privateServiceConnection: { privateIpAddress: "10.0.2.8" } } })],
    ],
  ])("%s", (_, expected, resources) => {
    expect(known(buildTopology(resources).privateEndpoints[0]?.address)).toBe(expected);
  });

  it.each<[string, boolean, unknown]>([
    ["may have further zones by a group of some endpoint", true, UNKNOWN],
    ["has none by a group of another one", false, "other"],
  ])("%s", (_, open, privateEndpointName) => {
    const stray = planned("network:PrivateDnsZoneGroup", "group", { inputs: { privateEndpointName } });
    const [found] = buildTopology([native({ inputs: { privateEndpointName: "pe" } }), stray]).privateEndpoints;
    expect(found?.zoneGroupsOpen !== undefined).toBe(open);
    expect(found?.zones).toHaveLength(open ? 1 : 0);
  });
});
