import { describe, expect, test } from "vitest";
import { readProgramFrom } from "../../../cli/input/read-program";
import { readProgram } from "../../../policies/plan/file";
import { PROGRAMS } from "../../programs/all";
import { inPieces } from "../../support/command";
import { exported, recorded, registered } from "../../support/stacks";

const streamed = (text: string) =>
  readProgramFrom({ name: "it", named: true, open: () => inPieces(Buffer.from(text), 1000) });

test.each(PROGRAMS)("a file that comes in pieces is read like one that is there: $title", async ({ program }) => {
  for (const content of [exported(registered(program, "state")), recorded(registered(program, "preview"))]) {
    const text = JSON.stringify(content);
    expect(await streamed(text)).toEqual(readProgram(text, "it"));
  }
});

describe("what is no program", () => {
  test.each([
    ['{"version": 2, "deployment": {}}', false],
    ['{"version": 3, "deployment": 7}', false],
    ['{"format": "azure-batch-guard recording 9", "resources": [{"urn": "u"}]}', false],
    ['{"resourcePlans": {}}', false],
    ['{"resources": [{"urn": "u"}]}', true],
    ['{"name": "a package"}', true],
    ["[]", true],
    ["7", true],
  ])("%s", async (text, foreign) => {
    expect(await streamed(text)).toEqual({ ...readProgram(text, "it"), foreign });
  });

  test("has a name and a place where it is malformed", async () => {
    expect(await streamed('{"version": 3,\n "deployment" {}}')).toEqual({
      refused: 'it is not valid JSON: unexpected "{" at line 2, column 15.',
      foreign: false,
    });
  });

  test("is told when it cannot be read", async () => {
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from("{");
      throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    };
    expect(await readProgramFrom({ name: "it", named: true, open })).toEqual({
      refused: "it cannot be read: access is denied.",
      foreign: false,
    });
  });
});
