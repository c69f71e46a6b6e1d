import { describe, expect, test } from "vitest";
import type { SurveyedFile } from "../../../cli/fleet/document";
import { survey } from "../../../cli/fleet/survey";
import { inPieces } from "../../support/command";
import { TODAY } from "../../support/exemptions";
import { batchStack, DENY_ALL, networkStack, stateOf } from "../../support/landing-zone";
import { classicState } from "../../support/stacks";

const source = (name: string, content: unknown, named = true) => ({
  name,
  named,
  open: () => inPieces(Buffer.from(JSON.stringify(content)), 500),
});

/** The part of one file that the survey keeps. */
async function of(content: unknown, named = true): Promise<SurveyedFile> {
  const [only] = await survey([source("a.json", content, named)], new Map(), TODAY);
  if (!only) throw new Error("Nothing is kept.");
  return only.surveyed;
}

const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";
const poolState = (inputs: object, outputs: object = {}) => ({
  version: 3,
  deployment: {
    resources: [
      { urn: URN, type: "azure-native:batch:Pool", custom: true, inputs: { poolName: "p", ...inputs }, outputs },
    ],
  },
});

test("a stack in short: its findings without their texts, and its pools", async () => {
  const stack = await of(classicState());
  expect(stack).toMatchObject({ file: "a.json", project: "shapes", stack: "dev", exempted: 0 });
  if ("refused" in stack) throw new Error(stack.refused);
  expect(stack.findings).toHaveLength(3);
  expect(Object.keys(stack.findings[0] ?? {})).toEqual(["policy", "level", "severity", "urn"]);
  expect(stack.pools).toMatchObject([
    {
      name: expect.stringContaining("render"),
      asks: "Classic",
      service: "blocked",
      reason: expect.stringMatching(/^nsg.*: .*DenyInternet|^nsg/),
      cloudServices: false,
    },
  ]);
});

test("the reason of a blocked pool names what is there, not what is missing", async () => {
  const provision = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
  const stack = await of(poolState({ networkConfiguration: provision }));
  expect(stack).toMatchObject({ pools: [{ service: "blocked", reason: "no public addresses, and no subnet" }] });
});

describe("a pool, as its state tells", () => {
  test.each<[string, object, object, object]>([
    ["nothing but its name", {}, {}, { name: "p", asks: "", runs: "", created: "", scaling: 0 }],
    [
      "what Azure reports",
      { targetNodeCommunicationMode: "Simplified" },
      { currentNodeCommunicationMode: "Classic", creationTime: "2023-04-05T06:07:08.9Z" },
      { asks: "Simplified", runs: "Classic", created: "2023-04-05" },
    ],
    [
      "a formula",
      { scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes = 1" } } },
      {},
      { scaling: "automatic" },
    ],
    [
      "fixed targets",
      { scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 3 } } },
      {},
      { scaling: 5 },
    ],
    [
      "Cloud Services",
      { deploymentConfiguration: { cloudServiceConfiguration: { osFamily: "6" } } },
      {},
      { cloudServices: true },
    ],
    ["no name", { poolName: undefined }, {}, { name: "pool" }],
  ])("%s", async (_what, inputs, outputs, pool) => {
    expect(await of(poolState(inputs, outputs))).toMatchObject({ pools: [{ urn: URN, ...pool }] });
  });

  test("a secret stays one", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    expect(await of(poolState({ poolName: { ...secret, plaintext: '"hidden"' } }))).toMatchObject({
      pools: [{ name: "[secret]" }],
    });
    expect(await of(poolState({ poolName: { ...secret, ciphertext: "v1:abc" } }))).toMatchObject({
      pools: [{ name: "pool" }],
    });
  });
});

test.each([
  [{ version: 2, deployment: {} }, true, "a.json is a stack export of version 2, and only 3 and 4 are known.", false],
  [{ name: "x" }, false, expect.any(String), true],
  [{ name: "x" }, true, expect.any(String), false],
])("what is no state is told: %j", async (content, named, refused, unrelated) => {
  expect(await of(content, named as boolean)).toEqual({ file: "a.json", refused, unrelated });
});

test("files that are judged together: each fault once, and who waits for it", async () => {
  const files = [
    source("network.json", stateOf("network", networkStack([DENY_ALL]))),
    source("batch.json", stateOf("batch", batchStack())),
  ];
  const both = await survey(files, new Map(), TODAY);
  expect(both.map(({ surveyed }) => surveyed)).toMatchObject([
    { file: "network.json", findings: [{ policy: "pool-node-management-outbound" }], pools: [] },
    {
      file: "batch.json",
      findings: [],
      pools: [{ service: "blocked", reason: expect.stringContaining("DenyAll") }],
      pointers: [{ policy: "pool-node-management-outbound", at: { project: "network", stack: "prod" } }],
    },
  ]);
});
