import { describe, expect, test } from "vitest";
import { emptyAzure } from "../../../toolchain/provider/azure";
import { resourceType } from "../../../toolchain/provider/resource-types";

const subscription = "00000000-0000-0000-0000-000000000000";
const group = { resourceGroupName: "rg", location: "westeurope" };

/** An Azure with the resources for the tests below, deployed in an order that the engine could use. */
function deployed() {
  const azure = emptyAzure();
  const put = (token: string, inputs: object) => {
    const type = resourceType(`azure-native:${token}`);
    if (!type) throw new Error(`${token} is not known`);
    return azure.put(type, { ...group, ...inputs }, subscription);
  };
  put("resources:ResourceGroup", {});
  const nsg = put("network:NetworkSecurityGroup", {
    networkSecurityGroupName: "nsg",
    securityRules: [{ name: "inline", priority: 100, access: "Allow" }],
  });
  const vnet = put("network:VirtualNetwork", {
    virtualNetworkName: "vnet",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "inline", addressPrefix: "10.0.0.0/24", networkSecurityGroup: { id: nsg.id } }],
  });
  put("network:SecurityRule", { networkSecurityGroupName: "nsg", securityRuleName: "standalone", priority: 200 });
  const subnet = put("network:Subnet", {
    virtualNetworkName: "vnet",
    subnetName: "standalone",
    addressPrefix: "10.0.1.0/26",
    networkSecurityGroup: { id: nsg.id.toUpperCase() },
  });
  return { azure, put, nsg, vnet, subnet };
}

const prefix = `/subscriptions/${subscription}/resourceGroups/rg`;
const network = `${prefix}/providers/Microsoft.Network`;
const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);

describe("a deployment", () => {
  test("answers like ARM: id, name, type, what was set, empty lists, no inputs that are only names of parents", () => {
    expect(deployed().subnet).toMatchObject({
      id: `${network}/virtualNetworks/vnet/subnets/standalone`,
      outputs: {
        id: `${network}/virtualNetworks/vnet/subnets/standalone`,
        name: "standalone",
        type: "Microsoft.Network/virtualNetworks/subnets",
        addressPrefix: "10.0.1.0/26",
        provisioningState: "Succeeded",
        etag: expect.stringMatching(/^W\/"[0-9a-f-]{36}"$/),
        delegations: [],
        azureApiVersion: "2024-05-01",
      },
    });
    expect(deployed().subnet.outputs).not.toHaveProperty("virtualNetworkName");
    expect(deployed().subnet.outputs).not.toHaveProperty("natGateway");
  });

  test("makes resources of inline rules and subnets", () => {
    const { nsg, vnet } = deployed();
    expect(nsg.outputs.securityRules).toMatchObject([
      {
        id: `${nsg.id}/securityRules/inline`,
        type: "Microsoft.Network/networkSecurityGroups/securityRules",
        priority: 100,
      },
    ]);
    expect(vnet.outputs.subnets).toMatchObject([
      { id: `${vnet.id}/subnets/inline`, delegations: [], networkSecurityGroup: { id: nsg.id } },
    ]);
  });

  test("adds Azure's default rules to every NSG", () => {
    expect(names(deployed().nsg.outputs.defaultSecurityRules)).toEqual([
      "AllowVnetInBound",
      "AllowAzureLoadBalancerInBound",
      "DenyAllInBound",
      "AllowVnetOutBound",
      "AllowInternetOutBound",
      "DenyAllOutBound",
    ]);
  });

  test.each([
    ["Classic", "Classic"],
    ["classic", "Classic"],
    ["Simplified", "Simplified"],
    ["Default", "Simplified"],
    [undefined, "Simplified"],
  ])(
    "a pool that asks for %s communicates in the mode %s",
    (targetNodeCommunicationMode, currentNodeCommunicationMode) => {
      const { outputs } = deployed().put("batch:Pool", {
        accountName: "a",
        poolName: "p",
        targetNodeCommunicationMode,
      });
      expect(outputs).toMatchObject({ currentNodeCommunicationMode, type: "Microsoft.Batch/batchAccounts/pools" });
    },
  );

  test("a firewall gets the first usable address of its subnet", () => {
    const { put, subnet } = deployed();
    const firewall = put("network:AzureFirewall", {
      azureFirewallName: "fw",
      ipConfigurations: [{ name: "hub", subnet: { id: subnet.id } }],
    });
    expect(firewall.outputs.ipConfigurations).toMatchObject([{ name: "hub", privateIPAddress: "10.0.1.4" }]);
  });

  test("under another scope has the id of that scope", () => {
    const { put, vnet } = deployed();
    const lock = put("authorization:ManagementLockByScope", {
      scope: vnet.id,
      lockName: "keep",
      level: "CanNotDelete",
    });
    expect(lock.id).toBe(`${vnet.id}/providers/Microsoft.Authorization/locks/keep`);
  });
});

describe("a refresh", () => {
  test("shows an NSG's standalone rules and subnets too", () => {
    const { azure, nsg, vnet } = deployed();
    const outputs = azure.read(nsg.id)?.outputs;
    expect(names(outputs?.securityRules)).toEqual(["inline", "standalone"]);
    expect(outputs?.subnets).toEqual([{ id: `${vnet.id}/subnets/inline` }, { id: `${vnet.id}/subnets/standalone` }]);
  });

  test("shows a virtual network's standalone subnets too", () => {
    const { azure, vnet } = deployed();
    expect(names(azure.read(vnet.id)?.outputs.subnets)).toEqual(["inline", "standalone"]);
  });

  test("leaves the inputs as they were", () => {
    const { azure, nsg } = deployed();
    expect(azure.read(nsg.id)?.inputs).toEqual(nsg.inputs);
  });

  test("finds ids whatever their case, and nothing that was removed", () => {
    const { azure, nsg, vnet, subnet } = deployed();
    expect(azure.read(nsg.id.toUpperCase())).toBeDefined();
    azure.remove(subnet.id);
    expect(azure.read(subnet.id)).toBeUndefined();
    expect(names(azure.read(vnet.id)?.outputs.subnets)).toEqual(["inline"]);
  });
});

test("resource groups are known by name", () => {
  const { azure } = deployed();
  expect(azure.groupLocation("RG", subscription)).toBe("westeurope");
  expect(azure.groupLocation("other", subscription)).toBeUndefined();
});
