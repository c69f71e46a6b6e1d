import { describe, expect, it } from "vitest";
import type { PlannedResource } from "../../policies/plan/resource";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";
import { NSG, nsg, only, shown, subnet, subnets, VNET } from "./subnets";

describe("what is attached to a subnet", () => {
  it.each<[string, string, readonly PlannedResource[]]>([
    ["nothing", "nothing", [subnet({ inputs: { subnetName: "snet" } })]],
    [
      "by dependency",
      "nsg",
      [subnet({ inputs: { networkSecurityGroup: { id: UNKNOWN } }, from: { networkSecurityGroup: ["nsg"] } }), nsg()],
    ],
    ["by id", "nsg", [subnet({ inputs: { networkSecurityGroup: { id: NSG } } }), nsg()]],
    ["outside the program", `external ${NSG}`, [subnet({ inputs: { networkSecurityGroup: { id: NSG } } })]],
    [
      "unknown, as another stack tells it",
      "unknown",
      [subnet({ inputs: { networkSecurityGroup: { id: UNKNOWN } } }), nsg()],
    ],
    ["unknown without inputs", "unknown", [subnet({ outputs: { networkSecurityGroup: UNKNOWN } }), nsg()]],
    [
      "by dependency without inputs",
      "nsg",
      [subnet({ outputs: { networkSecurityGroup: UNKNOWN }, from: { networkSecurityGroup: ["nsg"] } }), nsg()],
    ],
  ])("%s", (_, expected, resources) => {
    expect(shown(only(...resources).securityGroup)).toBe(expected);
  });

  it("of several inside one network, each its own", () => {
    const vnet = planned("network:VirtualNetwork", "vnet", {
      inputs: {
        virtualNetworkName: "vnet",
        subnets: [{ name: "a", networkSecurityGroup: { id: NSG } }, { name: "b" }],
      },
    });
    expect(subnets(vnet, nsg()).map((each) => [each.name, shown(each.securityGroup)])).toEqual([
      ["a", "nsg"],
      ["b", "nothing"],
    ]);
  });
});

describe("what the classic provider attaches to a subnet", () => {
  const snet = planned("azure:network/subnet:Subnet", "snet", { inputs: { name: "snet", virtualNetworkName: "vnet" } });
  const group = planned("azure:network/networkSecurityGroup:NetworkSecurityGroup", "nsg", { inputs: { name: "nsg" } });
  const association = (told: Given) =>
    planned(
      "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
      "association",
      told,
    );

  it("is named by an association", () => {
    const attached = association({
      inputs: { subnetId: UNKNOWN, networkSecurityGroupId: UNKNOWN },
      from: { subnetId: ["snet"], networkSecurityGroupId: ["nsg"] },
    });
    expect(shown(only(snet, group, attached).securityGroup)).toBe("nsg");
  });

  it("is open where the association may be for another subnet", () => {
    const other = planned("azure:network/subnet:Subnet", "other", { inputs: { name: "other" } });
    const attached = association({
      inputs: { subnetId: UNKNOWN, networkSecurityGroupId: UNKNOWN },
      from: { subnetId: ["snet", "other"], networkSecurityGroupId: ["nsg"] },
    });
    expect(subnets(snet, other, group, attached).map((each) => shown(each.securityGroup))).toEqual([
      "unknown",
      "unknown",
    ]);
  });

  it("is nothing where no association names the subnet", () => {
    expect(shown(only(snet, group).securityGroup)).toBe("nothing");
  });

  describe("is reported by version 5 of azurerm", () => {
    const SNET = `${VNET}/subnets/snet`;
    const reported = (more: object) =>
      planned("azure:network/subnet:Subnet", "snet", { outputs: { id: SNET, name: "snet", ...more } });
    const nsg = planned("azure:network/networkSecurityGroup:NetworkSecurityGroup", "nsg", {
      outputs: { id: NSG, name: "nsg" },
    });
    const id = "networkSecurityGroupId";

    it.each<[string, string, object]>([
      ["and certain where the subnet sets it itself", "nsg", { [id]: NSG, [`${id}WoVersion`]: 1 }],
      ["and open where it does not", "unknown", { [id]: NSG }],
      ["also with a version of zero", "unknown", { [id]: NSG, [`${id}WoVersion`]: 0 }],
      ["as nothing", "nothing", { [id]: "" }],
    ])("%s", (_, expected, more) => {
      expect(shown(only(reported(more), nsg).securityGroup)).toBe(expected);
    });

    it("and an association goes first", () => {
      const attached = association({ outputs: { id: SNET, subnetId: SNET, networkSecurityGroupId: NSG } });
      const former = reported({ [id]: networkId("networkSecurityGroups/former") });
      expect(shown(only(former, nsg, attached).securityGroup)).toBe("nsg");
    });
  });
});
