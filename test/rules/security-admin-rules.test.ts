import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { networkId, planned, urnOf } from "../support/planned";

// The stand-in for Azure knows no network groups, so these resources are put together by hand.
const vnet = { id: networkId("virtualNetworks/vnet"), location: "westeurope" };
const subnetId = networkId("virtualNetworks/vnet/subnets/snet");
const securityGroup = networkId("networkSecurityGroups/nsg");
const groupId = networkId("networkManagers/m/networkGroups/members");
const configurationId = networkId("networkManagers/m/securityAdminConfigurations/configuration");
const any = [{ addressPrefix: "0.0.0.0/0", addressPrefixType: "IPPrefix" }];

const resources = [
  planned("batch:BatchAccount", "batch", { inputs: { accountName: "batch", location: "westeurope" } }),
  planned("batch:Pool", "render", {
    inputs: { accountName: "batch", networkConfiguration: { subnetId } },
    from: { accountName: ["batch"], networkConfiguration: ["snet"] },
  }),
  planned("network:VirtualNetwork", "vnet", {
    inputs: { virtualNetworkName: "vnet", addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, location: "westeurope" },
    outputs: vnet,
  }),
  planned("network:Subnet", "snet", {
    inputs: {
      ...{ virtualNetworkName: "vnet", subnetName: "snet", addressPrefix: "10.0.1.0/24" },
      networkSecurityGroup: { id: securityGroup },
    },
    outputs: { id: subnetId },
    from: { virtualNetworkName: ["vnet"], networkSecurityGroup: ["nsg"] },
  }),
  planned("network:NetworkSecurityGroup", "nsg", {
    inputs: { networkSecurityGroupName: "nsg", securityRules: [] },
    outputs: { id: securityGroup },
  }),
  planned("network:NetworkGroup", "members", { inputs: { networkGroupName: "members" }, outputs: { id: groupId } }),
  planned("network:StaticMember", "member", {
    inputs: { networkGroupName: "members", resourceId: vnet.id },
    from: { networkGroupName: ["members"], resourceId: ["vnet"] },
  }),
  planned("network:SecurityAdminConfiguration", "configuration", {
    inputs: { networkManagerName: "m", configurationName: "configuration" },
    outputs: { id: configurationId },
  }),
  planned("network:AdminRuleCollection", "rules", {
    inputs: {
      ...{ networkManagerName: "m", configurationName: "configuration", ruleCollectionName: "rules" },
      appliesToGroups: [{ networkGroupId: groupId }],
    },
    from: { configurationName: ["configuration"], appliesToGroups: ["members"] },
  }),
  planned("network:AdminRule", "no", {
    inputs: {
      ...{ ruleCollectionName: "rules", ruleName: "NoInternet", kind: "Custom" },
      ...{ direction: "Outbound", access: "Deny", priority: 1, protocol: "Any", sources: any, destinations: any },
      ...{ sourcePortRanges: ["0-65535"], destinationPortRanges: ["0-65535"] },
    },
    from: { ruleCollectionName: ["rules"] },
  }),
];
const commit = (commitType: string, targetLocations: readonly string[]) =>
  planned("network:Commit", "deployed", {
    inputs: {
      networkManagerName: "m",
      properties: { commitType, targetLocations, configurationIds: [configurationId] },
    },
  });
const deployed = commit("SecurityAdmin", ["westeurope"]);

function judge(...more: typeof resources) {
  const context = { settings: DEFAULT_SETTINGS, today: TODAY };
  return openEvaluation([...resources, ...more], context).judge(poolNodeManagementOutbound);
}

test("a security admin rule is mended itself: no rule of a group comes before it", () => {
  const { reports } = judge(deployed);
  expect(reports.map(({ urn, message }) => [urn, ...message.split("\n").slice(0, 3)])).toEqual([
    [
      urnOf("no"),
      'Security admin rule "NoInternet" (priority 1) blocks outbound TCP 443 from pool "render" to BatchNodeManagement.WestEurope.',
      "Nodes connect to the Batch service there. Nodes that cannot reach it become unusable.",
      "Fix: Remove or narrow it, or let TCP 443 out to BatchNodeManagement.WestEurope in a security admin rule before it: no rule of a group comes before these.",
    ],
  ]);
});

test.each([
  ["this program does not deploy", [], [urnOf("render")]],
  ["only a commit of another type names", [commit("Connectivity", ["westeurope"])], [urnOf("render")]],
  ["is deployed to another region alone", [commit("SecurityAdmin", ["North Europe"])], []],
])("one that %s is no finding", (_, more, asked) => {
  const { reports, undecided } = judge(...more);
  expect(reports).toEqual([]);
  expect(undecided.map(({ urn }) => urn)).toEqual(asked);
});
