import { describe, expect, it } from "vitest";
import { planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { isExternal } from "../../policies/topology/external";
import { buildRegistry } from "../../policies/topology/registry";
import { entityOf, networkId, urnOf } from "../support/planned";

const resource = (type: string, isRead: boolean) =>
  planResource({
    ...{ urn: urnOf("it"), type, name: "it", isRead },
    inputs: toBranch({ virtualNetworkName: "v", subnets: [{ name: "inside" }] }, urnOf("it")),
    outputs: toBranch({ id: networkId("virtualNetworks/v") }, urnOf("it")),
  });

describe("what a program only reads", () => {
  it.each([
    ["is another program's where others add to it", "azure-native:network:VirtualNetwork", true],
    ["is another program's where others add to it", "azure-native:batch:BatchAccount", true],
    ["is another program's where others add to it", "azure-native:network:FirewallPolicy", true],
    ["is another program's where others add to it", "azure-native:privatedns:PrivateZone", true],
    ["is another program's where others add to it", "azure-native:network:VirtualHub", true],
    ["is another program's where others add to it", "azure-native:dnsresolver:DnsForwardingRuleset", true],
    ["is another program's where others add to it", "azure-native:network:NetworkGroup", true],
    ["is another program's where others attach to it", "azure:network/subnet:Subnet", true],
    ["tells all that is attached to it", "azure-native:network:Subnet", false],
    ["tells all of its rules", "azure-native:network:NetworkSecurityGroup", false],
    ["tells all of its routes", "azure:network/routeTable:RouteTable", false],
  ])("%s: %s", (_, type, external) => {
    expect(isExternal(entityOf(resource(type, true)))).toBe(external);
    expect(isExternal(entityOf(resource(type, false)))).toBe(false);
  });

  it("goes with the subnets inside it", () => {
    const network = "azure-native:network:VirtualNetwork";
    const kindsOf = (isRead: boolean) =>
      buildRegistry([resource(network, isRead)])
        .ofUrn(urnOf("it"))
        .map(({ kind }) => kind);
    expect(kindsOf(false)).toEqual(["virtualNetwork", "inlineSubnet"]);
    expect(kindsOf(true)).toEqual([]);
  });
});
