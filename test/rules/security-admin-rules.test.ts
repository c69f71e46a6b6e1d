// Over 200 lines: the questions are one table, with the resources that all of its rows share.

import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import type { Rule } from "../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../policies/rules/subnet-route-reaches-node-management";
import { undecided } from "../../policies/rules/undecided";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { networkId, planned, UNKNOWN, urnOf } from "../support/planned";

// The stand-in for Azure does not support network groups, so the resources are declared here.
const vnet = { id: networkId("virtualNetworks/vnet"), location: "westeurope" };
const subnetId = networkId("virtualNetworks/vnet/subnets/snet");
const securityGroup = networkId("networkSecurityGroups/nsg");
const groupId = networkId("networkManagers/m/networkGroups/members");
const configurationId = networkId("networkManagers/m/securityAdminConfigurations/configuration");
const any = [{ addressPrefix: "0.0.0.0/0", addressPrefixType: "IPPrefix" }];

/** A rule of priority 1 for all outbound packets. */
const adminRule = (name: string, ruleName: string, access: string) =>
  planned("network:AdminRule", name, {
    inputs: {
      ...{ ruleCollectionName: "rules", ruleName, kind: "Custom" },
      ...{ direction: "Outbound", access, priority: 1, protocol: "Any", sources: any, destinations: any },
      ...{ sourcePortRanges: ["0-65535"], destinationPortRanges: ["0-65535"] },
    },
    from: { ruleCollectionName: ["rules"] },
  });

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
  adminRule("no", "NoInternet", "Deny"),
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
      "Fix: Remove or narrow it, or allow TCP 443 to BatchNodeManagement.WestEurope in a security admin rule before it: no rule of a group comes before these.",
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

/** The reports of "undecided" on the policy's questions, where these resources replace those of the same name. */
function toldOf(rule: Rule, ...more: typeof resources): readonly string[] {
  const names = new Set(more.map(({ name }) => name));
  const context = { settings: DEFAULT_SETTINGS, today: TODAY };
  const evaluation = openEvaluation([...resources.filter(({ name }) => !names.has(name)), ...more], context);
  evaluation.judge(rule);
  return evaluation.judge(undecided).reports.flatMap(({ message }) => message.split("\n").slice(0, -1));
}

const RULES = "whether its nodes can reach the Batch service on TCP 443 through the security rules of its subnet";
const ROUTES = "whether the routes of its subnet lead to the Batch service";
const WRITER = 'routing rule collection "writer" of Azure Virtual Network Manager';
const DROPS = "Check its rules for a next hop that drops TCP 443 to the service tag BatchNodeManagement.";

/** Routing rules for the group `members`, with or without a commit that deploys them. */
const routing = (isDeployed: boolean, { groups = [{ networkGroupId: groupId }] as unknown } = {}) => [
  planned("network:NetworkManagerRoutingConfiguration", "routing", {
    inputs: { networkManagerName: "m", configurationName: "routing" },
    outputs: { id: networkId("networkManagers/m/routingConfigurations/routing") },
  }),
  planned("network:RoutingRuleCollection", "writer", {
    inputs: { networkManagerName: "m", configurationName: "routing", ruleCollectionName: "w", appliesTo: groups },
    from: { configurationName: ["routing"], appliesTo: ["members"] },
  }),
  ...(isDeployed
    ? [
        planned("network:Commit", "routed", {
          inputs: {
            networkManagerName: "m",
            properties: {
              ...{ commitType: "Routing", targetLocations: ["westeurope"] },
              configurationIds: [networkId("networkManagers/m/routingConfigurations/routing")],
            },
          },
        }),
      ]
    : []),
];

/** A group without static members, which an Azure Policy fills. */
const member = planned("network:StaticMember", "member", {
  inputs: { networkGroupName: "others", resourceId: vnet.id },
});
const withoutRules = planned("network:AdminRule", "no", { inputs: { ruleCollectionName: "none", ruleName: "No" } });

// Facts outside this program, which no deployment of it decides.
test.each<[string, Rule, readonly string[], typeof resources]>([
  [
    "security admin rules without a commit",
    poolNodeManagementOutbound,
    [
      `Undecided: ${RULES}: no commit in this program deploys security admin rule "NoInternet" (priority 1), which denies it. It depends on T rules.`,
      "Check in Azure whether a commit deploys its configuration to the region of the network. A commit of type SecurityAdmin in this program would decide it.",
    ],
    [],
  ],
  [
    "a group that an Azure Policy fills",
    poolNodeManagementOutbound,
    [
      `Undecided: ${RULES}: security admin rule "NoInternet" (priority 1) may deny it. It depends on T members.`,
      "Check in Azure whether it applies to the virtual network of the pool.",
    ],
    [member, deployed],
  ],
  [
    "two rules of the same priority, before every rule of a group",
    poolNodeManagementOutbound,
    [
      `Undecided: ${RULES}: security admin rule "NoInternet" (priority 1) may deny it.`,
      "Remove or narrow it, or allow TCP 443 to BatchNodeManagement.WestEurope in a security admin rule before it: no rule of a group comes before these.",
    ],
    [deployed, adminRule("yes", "AllowAll", "AlwaysAllow")],
  ],
  [
    "routing rules that a commit deploys",
    subnetRouteReachesNodeManagement,
    [`Undecided: ${ROUTES}: ${WRITER} writes routes into their table. It depends on T writer.`, DROPS],
    [withoutRules, ...routing(true)],
  ],
  [
    "routing rules without a commit",
    subnetRouteReachesNodeManagement,
    [
      `Undecided: ${ROUTES}: no commit in this program deploys ${WRITER}. It depends on T writer.`,
      `Check in Azure whether a commit deploys it to the region of the network. ${DROPS}`,
    ],
    [withoutRules, ...routing(false)],
  ],
  [
    "routing rules for some group",
    subnetRouteReachesNodeManagement,
    [
      `Unknown until deployment: ${ROUTES}: ${WRITER} may write routes into their table. It depends on appliesTo of T writer (made from T members).`,
      "The policies are evaluated again at deployment, when these values are known.",
    ],
    [withoutRules, ...routing(true, { groups: UNKNOWN })],
  ],
])("%s", (_, rule, says, more) => expect(toldOf(rule, ...more)).toEqual(says));
