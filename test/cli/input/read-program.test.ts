import { describe, expect, test } from "vitest";
import { readProgramFrom } from "../../../cli/input/read-program";
import { judgeProgram } from "../../../cli/judge-program";
import { isRefusal } from "../../../policies/plan/program";
import type { PlannedResource } from "../../../policies/plan/resource";
import { PROGRAMS } from "../../programs/all";
import { inPieces } from "../../support/command";
import { TODAY } from "../../support/exemptions";
import { aDocument, aFile } from "../../support/findings";
import { aFleet, aStack } from "../../support/fleets";
import { readProgram } from "../../support/read-program";
import { CLASSIC, exported, programOf, recorded, registered } from "../../support/stacks";

const streamed = (text: string) =>
  readProgramFrom({ name: "it", named: true, open: () => inPieces(Buffer.from(text), 1000) });

const withoutValues = ({ properties: _, outputs: __, ...rest }: PlannedResource) => rest;

test.each(PROGRAMS)("a file that comes in pieces is read like one that is there: $title", async ({ program }) => {
  for (const content of [exported(registered(program, "state")), recorded(registered(program, "preview"))]) {
    const text = JSON.stringify(content);
    const [pieces, whole] = [await streamed(text), readProgram(text, "it")];
    if (isRefusal(pieces) || isRefusal(whole)) throw new Error("a program was expected");
    expect(pieces.resources.map(withoutValues)).toEqual(whole.resources.map(withoutValues));
    expect(judgeProgram("it", pieces, new Map(), TODAY)).toEqual(judgeProgram("it", whole, new Map(), TODAY));
  }
});

test("a checkpoint that comes in pieces is read like the export of its stack", async () => {
  const state = exported(registered(programOf(CLASSIC), "state")) as { version: number; deployment: object };
  const checkpoint = { version: state.version, checkpoint: { stack: "dev", latest: state.deployment } };
  const [kept, whole] = [await streamed(JSON.stringify(checkpoint)), await streamed(JSON.stringify(state))];
  expect(kept).toEqual(whole);
  expect(isRefusal(kept)).toBe(false);
});

describe("what is no program", () => {
  test.each([
    ['{"version": 2, "deployment": {}}', false],
    ['{"version": 3, "deployment": 7}', false],
    ['{"format": "azure-batch-guard recording 9", "resources": [{"urn": "u"}]}', false],
    ['{"version": 3, "deployment": {"resources": {}}}', false],
    ['{"version": 3, "deployment": {"resources": [{"urn": "u"}, {"urn": "v"}, 7]}}', false],
    ['{"version": 3, "checkpoint": {"latest": {"resources": [null]}}}', false],
    ['{"format": "azure-batch-guard recording 1", "resources": [{}]}', false],
    ['{"resourcePlans": {}}', false],
    ['{"resources": [{"urn": "u"}]}', true],
    ['{"name": "a package"}', true],
    ["[]", true],
    ["7", true],
  ])("%s", async (text, unrelated) => {
    expect(await streamed(text)).toEqual({ ...readProgram(text, "it"), unrelated });
  });

  test.each([
    ["an event log", '{"sequence":0,"timestamp":1,"preludeEvent":{}}\n{"sequence":1,"timestamp":1}', "report"],
    ["one event", '{"sequence":0,"timestamp":1,"preludeEvent":{}}', "report"],
    ["findings", JSON.stringify(aDocument(aFile())), "report"],
    ["a sweep", JSON.stringify(aFleet(aStack())), "fleet --merge"],
  ])("points to the command that reads it: %s", async (_what, text, command) => {
    const read = await streamed(text);
    expect(read).toMatchObject({ unrelated: true });
    expect("refused" in read && read.refused).toMatch(new RegExp(`^it .* "azure-batch-guard ${command}"\\.$`));
  });

  test("has a name and a place where it is malformed", async () => {
    expect(await streamed('{"version": 3,\n "deployment" {}}')).toEqual({
      refused: 'it is not valid JSON: unexpected "{" at line 2, column 15.',
      unrelated: false,
    });
  });

  test("is told when it cannot be read", async () => {
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from("{");
      throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    };
    expect(await readProgramFrom({ name: "it", named: true, open })).toEqual({
      refused: "it cannot be read: access is denied.",
      unrelated: false,
    });
  });
});

test("of what no policy reads, no values are kept", async () => {
  const bucket = { urn: "urn:pulumi:dev::p::aws:s3/bucket:Bucket::b", type: "aws:s3/bucket:Bucket" };
  const text = JSON.stringify(
    exported([{ ...bucket, inputs: { a: 1 }, outputs: { b: 2 }, dependencies: ["urn:other"] }]),
  );
  const program = await streamed(text);
  if (isRefusal(program)) throw new Error(program.refused);
  expect(program.resources).toMatchObject([{ ...bucket, hasInputs: true, dependencies: ["urn:other"] }]);
  expect(program.resources[0]?.properties.value).toEqual({});
  expect(program.analyzed[0]?.properties.value).toEqual({});
});
