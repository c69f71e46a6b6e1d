import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import { planResource } from "../../policies/plan/resource";
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
