import { describe, expect, test } from "vitest";
import { merge, readSweeps } from "../../../cli/fleet/merge";
import { inPieces } from "../../support/command";
import { aFleet, aStack } from "../../support/fleets";

const source = (name: string, content: string) => ({ name, named: false, open: () => inPieces(Buffer.from(content)) });
const read = (content: unknown) =>
  readSweeps([source("part.json", typeof content === "string" ? content : JSON.stringify(content))]);

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

test("a sweep is read as it was written", async () => {
  expect(await read(aFleet(aStack()))).toEqual([aFleet(aStack())]);
});

describe("anything else is refused in one sentence", () => {
  test.each<[string, unknown, string]>([
    ["a state", { version: 3, deployment: {} }, 'part.json is not what "azure-batch-guard fleet --json" writes.'],
    ["no object", [], 'part.json is not what "azure-batch-guard fleet --json" writes.'],
    ["no stacks", { ...aFleet(), stacks: 7 }, 'part.json is not what "azure-batch-guard fleet --json" writes.'],
    [
      "another version",
      { ...aFleet(), pack: { version: "9.9.9" } },
      'part.json was written by version "9.9.9"; this is 0.1.0.',
    ],
    ["half a file", '{"format":', "part.json is not valid JSON: it ends too early, at line 1, column 11."],
  ])("%s", async (_what, content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence);
  });
});
