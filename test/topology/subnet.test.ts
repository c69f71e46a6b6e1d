import { describe, expect, it } from "vitest";
import { isUnknown, type Value } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import type { Link } from "../../policies/topology/link";
import type { Subnet } from "../../policies/topology/subnet";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, planned, type Told, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const NSG = networkId("networkSecurityGroups/nsg");
const subnet = (told: Told) => planned("network:Subnet", "snet", told);
const nsg = (told: Told = { inputs: { networkSecurityGroupName: "nsg", resourceGroupName: "rg" } }) =>
  planned("network:NetworkSecurityGroup", "nsg", told);

function subnets(...resources: readonly PlannedResource[]): readonly Subnet[] {
  return buildTopology(resources).subnets;
}

function only(...resources: readonly PlannedResource[]): Subnet {
  const [first, ...more] = subnets(...resources);
  if (!first || more.length > 0) throw new Error(`There are ${more.length + (first ? 1 : 0)} subnets.`);
  return first;
}

function shown(link: Link<{ readonly entity: { readonly resource: PlannedResource } }>): string {
  if (link.to === "nodes") return link.nodes.map((node) => node.entity.resource.name).join(", ");
  return link.to === "external" ? `external ${link.id}` : link.to;
}

function words(values: Value<readonly Value<string>[]>): unknown {
  return isUnknown(values) ? "unknown" : values.map((value) => (isUnknown(value) ? "unknown" : value));
}

describe("the prefixes", () => {
  it.each<[string, unknown, object]>([
    ["singular", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24" }],
    ["plural", ["10.0.0.0/24", "fd00::/64"], { addressPrefixes: ["10.0.0.0/24", "fd00::/64"] }],
    ["singular beside an empty plural", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24", addressPrefixes: [] }],
    ["both, saying the same", ["10.0.0.0/24"], { addressPrefix: "10.0.0.0/24", addressPrefixes: ["10.0.0.0/24"] }],
    ["one of them unknown", ["10.0.0.0/24", "unknown"], { addressPrefixes: ["10.0.0.0/24", UNKNOWN] }],
    ["unknown", ["unknown"], { addressPrefix: UNKNOWN }],
    ["none, as IPAM allots them", "unknown", { subnetName: "snet" }],
    ["an empty list, as IPAM allots them", "unknown", { addressPrefixes: [] }],
  ])("%s", (_, prefixes, inputs) => {
    expect(words(only(subnet({ inputs })).prefixes)).toEqual(prefixes);
  });

  it("are known once IPAM has allotted them", () => {
    const allotted = subnet({ inputs: { subnetName: "snet" }, outputs: { addressPrefixes: ["10.0.0.0/24"] } });
    expect(words(only(allotted).prefixes)).toEqual(["10.0.0.0/24"]);
  });

  it("have one name in older versions of the classic provider", () => {
    const inputs = { name: "vnet", subnets: [{ name: "snet", addressPrefix: "10.0.0.0/24" }] };
    const vnet = planned("azure:network/virtualNetwork:VirtualNetwork", "vnet", { inputs });
    expect(words(only(vnet).prefixes)).toEqual(["10.0.0.0/24"]);
  });

  it("are unknown where the inputs did not come", () => {
    expect(words(only(subnet({ outputs: { id: UNKNOWN } })).prefixes)).toBe("unknown");
  });
});

describe("what applies to private endpoints, in the versions of the classic provider", () => {
  const name = "privateEndpointNetworkPolicies";
  const FORMER = "enforcePrivateLinkEndpointNetworkPolicies";

  it.each<[string, unknown, object]>([
    ["not written, as only before 6", "unknown", {}],
    ["from 6 on", "RouteTableEnabled", { [name]: "RouteTableEnabled" }],
    ["before 6, on", "Enabled", { [`${name}Enabled`]: true }],
    ["before 6, off", "Disabled", { [`${name}Enabled`]: false }],
    ["both", "NetworkSecurityGroupEnabled", { [name]: "NetworkSecurityGroupEnabled", [`${name}Enabled`]: true }],
    ["before 6, unknown", "unknown", { [`${name}Enabled`]: UNKNOWN }],
    ["by the older flag, off", "Disabled", { [FORMER]: true }],
    ["by the older flag, on", "Enabled", { [FORMER]: false }],
    ["by the older flag, unknown", "unknown", { [FORMER]: UNKNOWN }],
    ["by both flags", "Enabled", { [FORMER]: false, [`${name}Enabled`]: true }],
  ])("%s", (_, expected, inputs) => {
    const snet = planned("azure:network/subnet:Subnet", "snet", { inputs: { name: "snet", ...inputs } });
    const { endpointPolicies } = only(snet);
    expect(isUnknown(endpointPolicies) ? "unknown" : endpointPolicies).toBe(expected);
  });
});

describe("a subnet that is a resource of its own and listed by its network", () => {
  const outputs = { id: `${VNET}/subnets/snet`, name: "snet" };
  const apart = subnet({
    inputs: { subnetName: "snet", virtualNetworkName: "vnet", networkSecurityGroup: { id: NSG } },
    outputs,
  });

  it.each<[string, Told]>([
    ["after a refresh", { inputs: { virtualNetworkName: "vnet" }, outputs: { id: VNET, subnets: [outputs] } }],
    [
      "after a refresh, without inputs",
      { outputs: { id: VNET, name: "vnet", subnets: [{ ...outputs, name: "SNET" }] } },
    ],
    [
      "because somebody wrote it twice",
      { inputs: { virtualNetworkName: "vnet", subnets: [{ name: "snet" }] }, outputs: { id: VNET } },
    ],
  ])("is one subnet: %s", (_, told) => {
    const found = only(apart, planned("network:VirtualNetwork", "vnet", told), nsg({ outputs: { id: NSG } }));
    expect(found.entity.kind).toBe("subnet");
    expect(shown(found.securityGroup)).toBe("nsg");
    expect(shown(found.virtualNetwork)).toBe("vnet");
  });
});

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
  const association = (told: Told) =>
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
});
