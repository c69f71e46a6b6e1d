import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import type { ExpectedFinding } from "../../toolchain/examples";
import { requireCli } from "../support/cli";
import { command } from "../support/command";
import { asExpected } from "../support/examples";
import { usePrograms } from "../support/programs";

// Two programs of two teams; one of them takes the id of its subnet from the stack of the other.
const cli = requireCli();
const { copyOf, empty } = usePrograms();
const zone = path.join(root, "examples", "landing-zone");
const expected: Readonly<Record<string, readonly ExpectedFinding[]>> = JSON.parse(
  readFileSync(path.join(zone, "expected.json"), "utf8"),
);

let network: Workspace;
let batch: Workspace;
beforeAll(async () => {
  network = await openWorkspace(cli, readProject(copyOf("landing-zone/network")));
  const { status, output } = await network.up();
  expect(output).toContain("subnetId");
  expect(status).toBe(0);
  batch = await openWorkspace(cli, readProject(copyOf("landing-zone/batch")), network);
});
afterAll(() => {
  batch?.close();
  network?.close();
});

/** The current state of a stack, in its own file. */
async function stateOf(workspace: Workspace): Promise<string> {
  const file = path.join(empty(), "state.json");
  copyFileSync(await workspace.exportState(), file);
  return file;
}

/** Judges a preview with a snapshot of these states in its configuration, and returns the output. */
async function judged(what: string, workspace: Workspace, ...states: readonly string[]): Promise<string> {
  const file = path.join(empty(), "configuration.json");
  writeFileSync(file, "{}");
  if (states.length > 0) expect(await command(["snapshot", ...states, "--config", file])).toMatchObject({ status: 0 });
  const { findings, output, status } = await workspace.preview({ policyPacks: [root], policyPackConfig: file });
  expect(asExpected(findings), `${what}: ${output}`).toEqual(asExpected(expected[what] ?? []));
  expect(status === 0).toBe((expected[what] ?? []).every(({ level }) => level !== "mandatory"));
  return output;
}

test("the two programs of a landing zone", async () => {
  const alone = await judged("batch alone", batch);
  // The engine does not send resources that a preview only reads, such as the stack reference: the names come from the id.
  expect(alone).toMatch(/sk its owner \(resource group "network\w+", subscription 11111111-/);
  await judged("network alone", network);
  const asItIs = await stateOf(network);
  // The first preview of the pool: nothing of its own program is deployed.
  await judged("batch with the estate", batch, asItIs);

  await batch.up();
  const pools = await stateOf(batch);
  await judged("network with the estate", network, asItIs, pools);
  appendFileSync(network.configuration, "\nconfig:\n  network:letBatchOut: false\n");
  const cutOff = await judged("network without the rule", network, asItIs, pools);
  expect(cutOff).toContain('Pool "pool-render" is in stack batch/dev, as of ');

  await network.up();
  const changed = await judged("batch with the estate of a network without the rule", batch, await stateOf(network));
  expect(changed).toContain(", in stack network/dev, as of ");
});
