import { describe, expect, test } from "vitest";
import type { SurveyedStack } from "../../../cli/fleet/document";
import { merge, readSweeps } from "../../../cli/fleet/merge";
import { inPieces } from "../../support/command";
import { aFleet, aPool, aStack } from "../../support/fleets";

const source = (name: string, content: string) => ({ name, named: false, open: () => inPieces(Buffer.from(content)) });
const read = (content: unknown) =>
  readSweeps([source("part.json", typeof content === "string" ? content : JSON.stringify(content))]);

const OTHER = 'part.json is not what "azure-batch-guard fleet --format json" writes';

test("sweeps of parts become one, in order, as of the day of the oldest", () => {
  const [a, b, c] = [aStack({ project: "a" }), aStack({ project: "b" }), aStack({ project: "c" })];
  const refused = [
    { file: "y.json", reason: "y" },
    { file: "x.json", reason: "x" },
  ];
  const early = { ...aFleet(c, a), date: "2026-05-14" };
  expect(merge([{ ...aFleet(b), refused }, early])).toEqual({
    ...aFleet(a, b, c),
    date: "2026-05-14",
    refused: [refused[1], refused[0]],
  });
});

test("the same sweep twice counts once, and of two nights the later one", () => {
  const [a, b] = [aStack({ project: "a" }), aStack({ project: "b" })];
  const refused = [{ file: "x.json", reason: "x" }];
  expect(
    merge([
      { ...aFleet(a, b), refused },
      { ...aFleet(a, b), refused },
    ]),
  ).toEqual({ ...aFleet(a, b), refused });
  const fixed = { ...a, findings: [] };
  for (const sweeps of [
    [{ ...aFleet(fixed), date: "2026-05-16" }, aFleet(a, b)],
    [aFleet(a, b), { ...aFleet(fixed), date: "2026-05-16" }],
  ]) {
    expect(merge(sweeps).stacks).toEqual([fixed, b]);
  }
});

test("a sweep is read as it was written", async () => {
  expect(await read(aFleet(aStack()))).toEqual([aFleet(aStack())]);
});

describe("anything else is refused in one sentence", () => {
  test.each<[string, unknown, string]>([
    ["a state", { version: 3, deployment: {} }, `${OTHER}.`],
    ["no object", [], `${OTHER}.`],
    ["an older format", { ...aFleet(), format: "azure-batch-guard fleet 0" }, `${OTHER}.`],
    ["no stacks", { ...aFleet(), stacks: 7 }, `${OTHER}: stacks must be array.`],
    ["no date", { ...aFleet(), date: undefined }, `${OTHER}: it must have required property 'date'.`],
    ["a day that is none", { ...aFleet(), date: "2026-02-30" }, `${OTHER}: date must match format "date".`],
    ["no version", { ...aFleet(), pack: { name: "x" } }, `${OTHER}: pack must have required property 'version'.`],
    [
      "a stack that lacks something",
      aFleet(aStack(), { file: "a.json" } as SurveyedStack),
      `${OTHER}: stacks[1] must have required property 'project'.`,
    ],
    [
      "a pool with another word",
      aFleet(aStack({ pools: [aPool(), aPool({ service: "closed" as "open" })] })),
      `${OTHER}: stacks[0].pools[1].service must be equal to one of the allowed values: open, blocked, unknown.`,
    ],
    [
      "a scaling of no kind",
      aFleet(aStack({ pools: [aPool({ scaling: "some" as "unknown" })] })),
      `${OTHER}: stacks[0].pools[0].scaling must be number or must be equal to one of the allowed values: automatic, unknown.`,
    ],
    [
      "a property too many, with a name that hides",
      { ...aFleet(), refused: [{ file: "a", reason: "b", "c\u202e": 1 }] },
      `${OTHER}: refused[0] must NOT have additional properties: c\\u{202e}.`,
    ],
    [
      "another version",
      { ...aFleet(), pack: { version: "9.9.9" }, stacks: 7 },
      'part.json was written by version "9.9.9"; this is 0.1.0.',
    ],
    ["half a file", '{"format":', "part.json is not valid JSON: it ends too early, at line 1, column 11."],
  ])("%s", async (_what, content, sentence) => {
    await expect(read(content)).rejects.toThrow(new Error(sentence));
  });
});
