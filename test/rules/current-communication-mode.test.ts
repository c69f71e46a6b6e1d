import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import { planResource } from "../../policies/plan/resource";
import { nsgNoClassicInbound } from "../../policies/rules/nsg-no-classic-inbound";
import { poolNoClassicCommunication } from "../../policies/rules/pool-no-classic-communication";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { messageFaults } from "../support/message-faults";

// No program contains the current mode of the nodes: Azure reports it.
const urn = "urn:pulumi:dev::render::azure-native:batch:Pool::render";

function judged(inputs: object, state: object): readonly Report[] {
  const outputs = { ...inputs, ...state };
  const pool = planResource({ urn, type: "azure-native:batch:Pool", name: "render", inputs, outputs } as never);
  return openEvaluation([pool], { settings: DEFAULT_SETTINGS, today: TODAY }).judge(poolNoClassicCommunication).reports;
}

const simplified = { targetNodeCommunicationMode: "Simplified" };
const classic = { currentNodeCommunicationMode: "Classic" };

test("a pool that asks for simplified nodes and still has classic ones is told what to do, and stops nothing", () => {
  const [report, ...others] = judged(simplified, { ...classic, creationTime: "2023-05-04T03:02:01.0000000Z" });
  expect(others).toEqual([]);
  expect(report).toMatchObject({ urn, level: "advisory", finding: { path: "currentNodeCommunicationMode" } });
  expect(report?.message.split("\n")).toEqual([
    'Azure reports currentNodeCommunicationMode "Classic" for this pool, created on 2023-05-04.',
    "The mode changes only when all nodes are replaced, and Azure Batch does not support the classic mode after 2026-03-31.",
    "Fix: Resize the pool to zero nodes and back.",
    `See ${poolNoClassicCommunication.link}`,
  ]);
  expect(messageFaults(report?.message ?? "", poolNoClassicCommunication)).toEqual([]);
});

test.each([
  ["Azure chooses the mode", {}, classic],
  ["in another casing, and without a date", simplified, { currentNodeCommunicationMode: "classic" }],
])("also where %s", (_title, inputs, state) => {
  expect(judged(inputs, state).map(({ message }) => message.split("\n")[0])).toEqual([
    'Azure reports currentNodeCommunicationMode "Classic" for this pool.',
  ]);
});

test.each([
  ["simplified nodes", simplified, { currentNodeCommunicationMode: "Simplified" }],
  ["nothing reported yet", simplified, {}],
  [
    "a pool that asks for the classic mode, which is told by itself",
    { targetNodeCommunicationMode: "Classic" },
    classic,
  ],
])("not with %s", (_title, inputs, state) => expect(judged(inputs, state)).toEqual([]));

/** A program as deployed, in which the nodes of a pool that requests the simplified mode are behind a rule for the classic one. */
function withClassicRule(state: object) {
  const network = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network";
  const subnetId = `${network}/virtualNetworks/vnet/subnets/snet`;
  const old = {
    ...{ name: "old", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp" },
    ...{ sourceAddressPrefix: "BatchNodeManagement", sourcePortRange: "*", destinationAddressPrefix: "*" },
    destinationPortRange: "29876-29877",
  };
  const nsg = { id: `${network}/networkSecurityGroups/nsg`, name: "nsg", securityRules: [old] };
  const snet = { id: subnetId, name: "snet", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: nsg.id } };
  const pool = { ...simplified, ...state, name: "render", networkConfiguration: { subnetId } };
  return [
    ["network:NetworkSecurityGroup", "nsg", nsg],
    ["network:Subnet", "snet", snet],
    ["batch:Pool", "render", pool],
  ].map(([kind, name, values]) => {
    const type = `azure-native:${kind}`;
    const given = { urn: `urn:pulumi:dev::render::${type}::${name}`, type, name, inputs: values, outputs: values };
    return planResource(given as never);
  });
}

test.each([
  ["needed until the retirement, by nodes in classic mode", classic, "2026-03-31", "advisory"],
  ["not needed after it", classic, "2026-04-01", undefined],
  ["not needed by simplified nodes", { currentNodeCommunicationMode: "Simplified" }, "2026-03-31", undefined],
])("a rule for the classic ports is %s", (_title, state, today, level) => {
  const evaluation = openEvaluation(withClassicRule(state), { settings: DEFAULT_SETTINGS, today });
  expect(evaluation.judge(nsgNoClassicInbound).reports).toMatchObject([{ level }]);
});
