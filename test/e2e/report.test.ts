import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/run";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { type EngineRun, openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { inPieces } from "../support/command";
import { FULL } from "../support/full";
import { usePrograms } from "../support/programs";

// The output of the real engine, in each of its three forms, as input of "report".
const cli = requireCli();
const { program } = usePrograms();
const today = new Date().toISOString().slice(0, 10);

async function report(log: string) {
  const stdin = inPieces(Buffer.from(log), 64 * 1024);
  const { status, output, complaint } = await run(["report", "-", "--format", "json"], {
    today,
    stdin,
    progress: () => {},
  });
  return { status, complaint, document: JSON.parse(output ?? "") };
}

const lines = (findings: EngineRun["findings"]) =>
  findings
    .map(({ policy, level, severity, urn, message }) => JSON.stringify([policy, level, severity, urn, message]))
    .sort();

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace(cli, readProject(path.join(root, "examples/classic-leftover")));
});
afterAll(() => workspace?.close());

describe.each<[string, () => Promise<EngineRun>]>([
  ["--event-log", () => workspace.preview({ policyPacks: [root] })],
  [
    "the stream of preview --json",
    () => {
      const environment = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
      return workspace.preview({ policyPacks: [root], environment, json: true });
    },
  ],
  [
    "policy analyze --json",
    async () => {
      expect((await workspace.up()).status).toBe(0);
      return workspace.analyze(await workspace.exportState(), { policyPacks: [root] });
    },
  ],
])("%s", (name, make) => {
  test.runIf(FULL || name !== "the stream of preview --json")("has all findings of the run", async () => {
    const done = await make();
    const { status, document } = await report(done.log);
    expect(document.refused).toEqual([]);
    expect(document.files).toMatchObject([{ stack: "dev" }]);
    expect(done.findings.length).toBeGreaterThan(2);
    expect(lines(document.files[0].findings)).toEqual(lines(done.findings));
    expect(status).toBe(1);
  });
});

test("a program that fails is no clean program", async () => {
  const directory = program('throw new Error("oops");');
  const failing = await openWorkspace(cli, readProject(directory));
  try {
    const { status, complaint } = await report((await failing.preview({ policyPacks: [root] })).log);
    expect(status).toBe(2);
    expect(complaint).toContain("ends before azure-batch-guard judged the whole stack: Running program");
  } finally {
    failing.close();
  }
});

test("a run without the pack is no clean run", async () => {
  const { status, complaint } = await report((await workspace.preview()).log);
  expect(status).toBe(2);
  expect(complaint).toContain("does not contain results of azure-batch-guard");
});
