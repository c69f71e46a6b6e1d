import { describe, expect, test } from "vitest";
import { readFindings } from "../../../cli/input/read-findings";
import { inPieces } from "../../support/command";
import { type EventName, logOf, URN } from "../../support/engine-events";
import { aDocument, aFile } from "../../support/findings";

const read = (text: string) => readFindings({ name: "log", named: true, open: () => inPieces(Buffer.from(text), 50) });

async function findingsIn(...events: readonly EventName[]) {
  const { document, fromEngine } = await read(logOf(...events));
  expect(fromEngine).toBe(true);
  return document;
}

const classic = {
  policy: "pool-no-classic-communication",
  level: "mandatory",
  severity: "high",
  urn: URN,
  message: 'The mode is "Classic".\nSee https://learn.microsoft.com/',
};

test("the findings of a preview", async () => {
  const { files, refused } = await findingsIn(
    "prelude",
    "debug",
    "found",
    "resourceJudged",
    "foundElsewhere",
    "stackJudged",
    "previewFailed",
    "summary",
  );
  expect(refused).toEqual([]);
  expect(files).toEqual([{ file: "log", project: "render", stack: "dev", findings: [classic] }]);
});

test("the findings of policy analyze, which tells no more than these", async () => {
  expect(await findingsIn("found", "analyzed")).toMatchObject({ files: [{ findings: [classic] }], refused: [] });
});

test("a preview and the update after it in one log: each finding counts once", async () => {
  const { files } = await findingsIn(
    "prelude",
    "found",
    "stackJudged",
    "summary",
    "prelude",
    "found",
    "stackJudged",
    "summary",
  );
  expect(files[0]?.findings).toEqual([classic]);
});

test("nothing found is a file without findings", async () => {
  expect(await findingsIn("prelude", "stackJudged", "summary")).toMatchObject({
    files: [{ file: "log", findings: [] }],
    refused: [],
  });
});

describe("what was not judged to its end is reported", () => {
  test.each<[string, readonly EventName[], string]>([
    [
      "the program failed",
      ["prelude", "found", "resourceJudged", "programFailed", "previewFailed", "summary"],
      "log ends before azure-batch-guard judged the whole stack: Running program 'x' failed.",
    ],
    ["the log was cut off", ["prelude", "resourceJudged"], "log ends before azure-batch-guard judged the whole stack."],
    [
      "the pack did not run",
      ["prelude", "debug"],
      "log does not contain results of azure-batch-guard: run the command with --policy-pack.",
    ],
    [
      "only another pack ran",
      ["prelude", "foundElsewhere", "stackJudgedElsewhere", "analyzedByOthers"],
      "log does not contain results of azure-batch-guard: run the command with --policy-pack.",
    ],
  ])("%s", async (_what, events, reason) => {
    const { files, refused } = await findingsIn(...events);
    expect(refused).toEqual([{ file: "log", reason }]);
    expect(files.flatMap(({ findings }) => findings)).toEqual(events.includes("found") ? [classic] : []);
  });
});

test("a findings document is taken as it is", async () => {
  const document = aDocument(aFile());
  for (const space of [0, 2]) {
    expect(await read(JSON.stringify(document, undefined, space))).toEqual({ document, fromEngine: false });
  }
});

describe("anything else is refused with one sentence", () => {
  const neither = 'log is neither the events of a Pulumi run nor what "azure-batch-guard check --format json" writes.';
  const document = JSON.stringify(aDocument());
  test.each([
    ["nothing", "", "log is empty."],
    ["a list", "[]", neither],
    ["another object", '{"a": 1}', neither],
    ["two documents", document + document, neither],
    ["a document among events", logOf("found") + document, neither],
    ["no JSON", "Previewing update", 'log is not valid JSON: unexpected "P" at line 1, column 1.'],
    [
      "a line that is cut off",
      `${logOf("found")}{"sequence": 1`,
      "log is not valid JSON: it ends too early, at line 2, column 15.",
    ],
    [
      "a document of another version",
      '{"format": "azure-batch-guard findings 9"}',
      'log is "azure-batch-guard findings 9", and only "azure-batch-guard findings 1" is known.',
    ],
    [
      "a document with a part missing",
      '{"format": "azure-batch-guard findings 1"}',
      'log is "azure-batch-guard findings 1", but not as check --format json writes it.',
    ],
    [
      "a preview without events",
      '{"steps": [], "changeSummary": {}}',
      'log is what "pulumi preview --json" writes, which lacks what policies find: give it to "azure-batch-guard check", or set PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1.',
    ],
    [
      "a state",
      '{"version": 3, "deployment": {}}',
      'log is an exported stack: give it to "azure-batch-guard check --format json", and report what that writes.',
    ],
  ])("%s", async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

test("what an event lacks does no harm", async () => {
  const odd = { policyName: 7, policyPackName: "azure-batch-guard" };
  const events = [
    { policyEvent: odd },
    { policyEvent: null },
    { summaryEvent: {} },
    { diagnosticEvent: { severity: "error" } },
  ];
  const lines = events.map((event) => JSON.stringify({ sequence: 0, timestamp: 0, ...event })).join("\n");
  expect((await read(lines)).document.files[0]?.findings).toEqual([
    { policy: "", level: "advisory", severity: "medium", urn: "", message: "" },
  ]);
});
