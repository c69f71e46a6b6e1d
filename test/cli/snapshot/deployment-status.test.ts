import { describe, expect, test } from "vitest";
import { readArm } from "../../../cli/snapshot/arm";
import { readDeploymentStatus } from "../../../cli/snapshot/deployment-status";
import type { SnapshotResource } from "../../../policies/estate/snapshot";
import { openEvaluation } from "../../../policies/judge";
import { RULES } from "../../../policies/rules";
import { namesOf } from "../../../policies/rules/policy-names";
import { poolNodeManagementOutbound } from "../../../policies/rules/pool-node-management-outbound";
import { undecided } from "../../../policies/rules/undecided";
import { readSettings } from "../../../policies/settings/settings";
import {
  ALLOW_BATCH,
  batchStack,
  NETWORK_ID,
  networkStack,
  programOf,
  snapshotOf,
  sourceOf,
} from "../../support/landing-zone";

const MANAGER = NETWORK_ID.replace("/virtualNetworks/vnet", "/networkManagers/avnm");
const CONFIGURATION = `${MANAGER}/securityAdminConfigurations/corp`;

const status = (more: object = {}) => ({
  commitTime: "2026-11-20T08:00:00Z",
  region: "westeurope",
  deploymentStatus: "Deployed",
  configurationIds: [CONFIGURATION],
  deploymentType: "SecurityAdmin",
  errorMessage: "",
  ...more,
});

const commit = (configurationIds?: readonly string[]) => ({
  type: "azure-native:network:Commit",
  id: `${MANAGER}/commits/SecurityAdmin-westeurope`,
  read: true,
  properties: {
    properties: {
      commitType: "SecurityAdmin",
      targetLocations: ["westeurope"],
      ...(configurationIds ? { configurationIds } : {}),
    },
  },
  ...(configurationIds ? {} : { hidden: ["properties.configurationIds"] }),
});

describe("an element of what listDeploymentStatus answers", () => {
  test.each<[string, unknown, ReturnType<typeof readDeploymentStatus>]>([
    ["is the commit that deployed it", status(), commit([CONFIGURATION]) as SnapshotResource],
    [
      "whose manager stands beside it",
      status({ networkManager: MANAGER }),
      commit([CONFIGURATION]) as SnapshotResource,
    ],
    ["that deploys nothing", status({ networkManager: MANAGER, configurationIds: [] }), commit([]) as SnapshotResource],
    ["that deploys nothing, of nobody knows which manager", status({ configurationIds: [] }), "of no manager"],
    ["that failed is not known", status({ deploymentStatus: "Failed" }), commit() as SnapshotResource],
    ["that goes on is not known", status({ deploymentStatus: "Deploying" }), commit() as SnapshotResource],
    ["that did not begin is not known", status({ deploymentStatus: "NotStarted" }), commit() as SnapshotResource],
    ["of another form is none", { ...status(), region: 7 }, undefined],
    ["of another form is none", readArm({ id: MANAGER, properties: {} }), undefined],
  ])("%s", (_what, written, expected) => expect(readDeploymentStatus(written)).toEqual(expected));
});

const any = [{ addressPrefix: "0.0.0.0/0", addressPrefixType: "IPPrefix" }];
const bodies = [
  [MANAGER, { description: "" }],
  [`${MANAGER}/networkGroups/corp`, { memberType: "VirtualNetwork" }],
  [`${MANAGER}/networkGroups/corp/staticMembers/hub`, { resourceId: NETWORK_ID }],
  [CONFIGURATION, { description: "" }],
  [`${CONFIGURATION}/ruleCollections/base`, { appliesToGroups: [{ networkGroupId: `${MANAGER}/networkGroups/corp` }] }],
  [
    `${CONFIGURATION}/ruleCollections/base/rules/NoInternet`,
    {
      ...{ direction: "Outbound", access: "Deny", priority: 1, protocol: "Any", sources: any, destinations: any },
      ...{ sourcePortRanges: ["0-65535"], destinationPortRanges: ["0-65535"] },
    },
  ],
] as const;
const manager = bodies.map(([id, properties]) => readArm({ id, properties }) as SnapshotResource);
/** The network manager types that Azure lists completely. */
const TYPES = [
  "/networkGroups/staticMembers",
  "/securityAdminConfigurations/ruleCollections",
  "/securityAdminConfigurations/ruleCollections/rules",
];

/** The findings about a pool in a network whose security groups allow its traffic and that a network manager may cover. */
function found(...statuses: readonly object[]) {
  const commits = statuses.map(
    (each) => readDeploymentStatus({ networkManager: MANAGER, ...each }) as SnapshotResource,
  );
  const estate = snapshotOf(sourceOf("network", networkStack([ALLOW_BATCH])), {
    ...{ name: "azure", kind: "azure", time: "2026-11-27T02:00:00Z" },
    coverage: [
      {
        subscription: MANAGER.split("/")[2] ?? "",
        types: TYPES.map((type) => `Microsoft.Network/networkManagers${type}`),
      },
    ],
    resources: [...manager, ...commits],
  });
  const today = "2026-11-28";
  const settings = readSettings({ estate }, { ...namesOf(RULES), today });
  const evaluation = openEvaluation(programOf("batch", batchStack()), { settings, today });
  return [poolNodeManagementOutbound, undecided].flatMap((rule) =>
    evaluation.judge(rule).reports.map(({ policy }) => policy),
  );
}

describe("rules of a manager", () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ["that Azure deployed to the region block", [status()], ["pool-node-management-outbound"]],
    ["of which nothing says where they are deployed are undecided", [], ["undecided"]],
    [
      "that are deployed elsewhere are undecided: others were not asked about",
      [status({ region: "northeurope" })],
      ["undecided"],
    ],
    ["that a later commit withdrew do not count", [status({ configurationIds: [] })], []],
    ["while another configuration is deployed do not count", [status({ configurationIds: [`${CONFIGURATION}2`] })], []],
    ["whose deployment failed are undecided", [status({ deploymentStatus: "Failed" })], ["undecided"]],
    ["of another type are not asked about", [status({ deploymentType: "Connectivity" })], ["undecided"]],
  ])("%s", (_what, statuses, policies) => expect(found(...statuses)).toEqual(policies));
});
