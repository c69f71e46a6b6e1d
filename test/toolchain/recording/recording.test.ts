import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { describe, expect, test } from "vitest";
import {
  formatRecording,
  parseRecording,
  type Recording,
  record,
  recordingFormat,
  requests,
} from "../../../toolchain/recording/recording";
import { analyzeRequest, analyzeStackRequest, type SentResource } from "../../../toolchain/wire/analyzer";
import { unknownMark } from "../../../toolchain/wire/properties";

const stack = "urn:pulumi:dev::farm::pulumi:pulumi:Stack::farm-dev";
const provider = {
  urn: "urn:pulumi:dev::farm::pulumi:providers:azure-native::default",
  type: "pulumi:providers:azure-native",
  name: "default",
  properties: { location: "westeurope" },
};
const resource = (
  name: string,
  properties: SentResource["properties"],
  more: Partial<SentResource> = {},
): SentResource => ({
  urn: `urn:pulumi:dev::farm::azure-native:batch:Pool::${name}`,
  type: "azure-native:batch:Pool",
  name,
  properties,
  options: { parent: stack },
  provider,
  ...more,
});

const inputs = [
  resource("z", { b: unknownMark, a: { $secret: 1 } }),
  resource("a", {}, { options: { parent: stack, protect: true } }),
];
const outputs = [
  resource(
    "a",
    {},
    { options: { parent: stack, protect: true }, parent: stack, dependencies: [], propertyDependencies: {} },
  ),
  resource(
    "z",
    { b: unknownMark },
    { parent: stack, dependencies: ["y", "x"], propertyDependencies: { b: ["y", "x"] } },
  ),
];
const recording: Recording = record(inputs.map(analyzeRequest), analyzeStackRequest(outputs).getResourcesList());

describe("a recording", () => {
  test("joins both requests by URN, in one order, without defaults", () => {
    expect(recording).toEqual({
      format: recordingFormat,
      providers: [provider],
      resources: [
        {
          urn: inputs[1]?.urn,
          type: "azure-native:batch:Pool",
          name: "a",
          options: { protect: true },
          provider: provider.urn,
          parent: stack,
          inputs: {},
          outputs: {},
          dependencies: [],
          propertyDependencies: {},
        },
        {
          urn: inputs[0]?.urn,
          type: "azure-native:batch:Pool",
          name: "z",
          provider: provider.urn,
          parent: stack,
          inputs: { a: { $secret: 1 }, b: unknownMark },
          outputs: { b: unknownMark },
          dependencies: ["x", "y"],
          propertyDependencies: { b: ["x", "y"] },
        },
      ],
    });
  });

  test("is the same text whatever the order of the requests", () => {
    const other = record(
      [...inputs].reverse().map(analyzeRequest),
      analyzeStackRequest([...outputs].reverse()).getResourcesList(),
    );
    expect(formatRecording(other)).toBe(formatRecording(recording));
  });

  test("is read back as it was written", () => {
    expect(parseRecording(formatRecording(recording), "r.json")).toEqual(recording);
    expect(formatRecording(recording)).toContain('"b": { "$unknown": true }');
    expect(formatRecording(recording).split("\n")[1]).toBe(`  "format": "${recordingFormat}",`);
  });

  test("reproduces the requests", () => {
    const again = requests(recording);
    expect(again.inputs.map((sent) => analyzeRequest(sent).toObject())).toEqual(
      [inputs[1], inputs[0]].map((sent) => (sent ? analyzeRequest(sent) : new AnalyzeRequest()).toObject()),
    );
    expect(again.outputs.map(({ name }) => name)).toEqual(["a", "z"]);
    expect(again.outputs[1]).toMatchObject({ dependencies: ["x", "y"], parent: stack, provider });
  });

  test("keeps a resource that only one of the requests had", () => {
    const half = record([analyzeRequest(inputs[0] as SentResource)], []);
    expect(requests(half).inputs).toHaveLength(1);
    expect(requests(half).outputs).toEqual([]);
  });
});

describe("what is no recording is refused with one sentence", () => {
  test.each([
    ["not JSON", "hello", /^r\.json is not JSON\.$/],
    ["other JSON", "[]", /^r\.json is not a recording \("format": "azure-batch-guard recording 1"\)\.$/],
    ["another version", '{"format":"azure-batch-guard recording 2"}', /^r\.json is not a recording/],
    ["Pulumi's own plan", '{"resourcePlans":{}}', /^r\.json is a file of "pulumi preview --save-plan", .*\.$/],
  ])("%s", (_what, text, sentence) => {
    expect(() => parseRecording(text, "r.json")).toThrow(sentence);
  });
});
