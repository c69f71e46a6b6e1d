import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { zoneGroupAdded } from "../../policies/remedies/endpoint-edits";
import { resourcesOf } from "../../policies/remedies/resources";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned } from "../support/planned";

const PE = networkId("privateEndpoints/pe");
const inGroup = { resourceGroupName: "rg" };
const native = planned("network:PrivateEndpoint", "pe", {
  inputs: { ...inGroup, privateEndpointName: "pe" },
  outputs: { name: "pe", id: PE },
});
const classic = (privateDnsZoneGroup?: object) =>
  planned("azure:privatelink/endpoint:Endpoint", "pe", {
    inputs: { ...inGroup, name: "pe", ...(privateDnsZoneGroup ? { privateDnsZoneGroup } : {}) },
    outputs: { name: "pe", id: PE },
  });
const group = (...names: readonly string[]) => {
  const privateDnsZoneConfigs = names.map((name) => ({
    name,
    privateDnsZoneId: networkId("privateDnsZones/privatelink.blob.core.windows.net"),
  }));
  return planned("network:PrivateDnsZoneGroup", "records", {
    inputs: { ...inGroup, privateEndpointName: "pe", privateDnsZoneGroupName: "default", privateDnsZoneConfigs },
    outputs: { privateDnsZoneConfigs, id: `${PE}/privateDnsZoneGroups/default` },
  });
};
const zone = { urn: "zone", type: "azure-native:privatedns:PrivateZone", name: "zone" };

// https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration#private-dns-zone-group
describe("Azure supports one zone group for each endpoint", () => {
  it.each<[string, readonly PlannedResource[], object]>([
    ["none: it is created", [native], { action: "create", type: "azure-native:network:PrivateDnsZoneGroup" }],
    [
      "one: the zone is added to it",
      [native, group("blob")],
      {
        action: "add",
        name: "records",
        path: "privateDnsZoneConfigs",
        value: expect.objectContaining({ name: "batch" }),
      },
    ],
    [
      "one that has the name of the new element",
      [native, group("batch")],
      { action: "add", name: "records", value: expect.objectContaining({ name: "batch2" }) },
    ],
    ["none, in the classic provider", [classic()], { action: "set", name: "pe", path: "privateDnsZoneGroup" }],
    [
      "one, in the classic provider",
      [classic({ name: "group", privateDnsZoneIds: ["/subscriptions/1"] })],
      { action: "set", name: "pe", path: "privateDnsZoneGroup.privateDnsZoneIds" },
    ],
  ])("%s", (_, resources, edit) => {
    const [endpoint] = buildTopology(resources).privateEndpoints;
    if (!endpoint) throw new Error("There is no endpoint.");
    expect(zoneGroupAdded(endpoint, zone, resourcesOf(resources))).toEqual([expect.objectContaining(edit)]);
  });
});
