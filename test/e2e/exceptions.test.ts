import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { findCachedCli, newestVersion } from "../../toolchain/engine/find-cli";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { commandToday } from "../support/command";
import { FULL } from "../support/full";
import { usePrograms } from "../support/programs";

// Exceptions are the engine's own mechanism for accepting findings, in a configuration of version 2. The command reports them in the
// same way as the pack's exemptions, which have an expiry date, for a state and for the events of a run.
const { cli, ...search } = findCachedCli(newestVersion);
const { copyOf, empty } = usePrograms();

async function exempted(...args: string[]) {
  const { status, output } = await commandToday(...args);
  const [file] = JSON.parse(output ?? "").files;
  const accepted: [string, string][] = file.exempted.map(
    ({ policy, exemptions }: { policy: string; exemptions: [{ at: string }] }) => [policy, exemptions[0].at],
  );
  return { status, findings: file.findings.map(({ policy }: { policy: string }) => policy).sort(), accepted };
}

describe.runIf(FULL && (cli !== undefined || process.env.CI === "true"))(`on Pulumi ${newestVersion}`, () => {
  let workspace: Workspace;
  beforeAll(async () => {
    if (!cli) throw new Error("why" in search ? search.why.join(" ") : "");
    workspace = await openWorkspace(cli, readProject(copyOf("classic-leftover")));
  });
  afterAll(() => workspace?.close());

  test("an exception and an exemption accept what they are about, in the engine and in the command", async () => {
    const { output, status } = await workspace.up();
    expect(status, output).toBe(0);
    const state = path.join(empty(), "state.txt");
    writeFileSync(state, readFileSync(await workspace.exportState(), "utf8"));
    const { findings } = await workspace.analyze(state, { policyPacks: [root] });
    const about = (policy: string) => findings.find((finding) => finding.policy === policy)?.urn ?? "";
    const config = path.join(empty(), "version-two.txt");
    const exemption = { policy: "nsg-no-classic-inbound", resource: "*", reason: "Old pools drain." };
    const match = ["pool-no-classic-communication", "pool-node-management-outbound"].map((policy) => ({
      policies: [policy],
      targets: [about(policy)],
    }));
    const configuration = {
      version: 2,
      policies: {
        settings: { exemptions: [{ ...exemption, expires: new Date(Date.now() + 9e9).toISOString().slice(0, 10) }] },
      },
      exceptions: { "EXC-1": { reason: "The farm is shut down in the summer.", match } },
    };
    writeFileSync(config, JSON.stringify(configuration));

    const engine = await workspace.preview({ policyPacks: [root], policyPackConfig: config });
    expect(engine.status, engine.output).toBe(0);
    expect(engine.output).toMatch(/\[exempted\] {2}pool-no-classic-communication/);
    const log = path.join(empty(), "events.txt");
    writeFileSync(log, engine.log);
    const reported = await exempted("report", log, "--format", "json");
    expect(reported).toMatchObject({
      status: 0,
      accepted: [
        ["pool-no-classic-communication", "exceptions.EXC-1"],
        ["pool-node-management-outbound", "exceptions.EXC-1"],
      ],
    });

    // As docs/limits.md says: a policy without anything to judge counts as passed, and the CLI does not print it.
    const idle = "endpoint-node-management-reachable";
    const told = engine.log.split("\n").filter((line) => line.includes("SummaryEvent"));
    const events = told.map((line) => JSON.parse(line));
    const ofResources = events.flatMap(({ policyAnalyzeSummaryEvent: event }) => event ?? []);
    expect(ofResources.length).toBeGreaterThan(4);
    for (const { passed } of ofResources) expect(passed).toContain(idle);
    const ofStack = events.flatMap(({ policyAnalyzeStackSummaryEvent: event }) => event ?? []);
    expect(ofStack.map(({ failed, passed }) => [failed.length > 0, passed])).toEqual([[true, undefined]]);
    expect(told.join("").toLowerCase()).not.toContain("notapplicable");
    expect(engine.output).not.toContain(idle);

    const checked = await exempted("check", state, "--format", "json", "--config", config);
    expect(checked.status).toBe(0);
    expect(checked.findings).toEqual(reported.findings);
    expect(checked.accepted).toEqual([...reported.accepted, ["nsg-no-classic-inbound", "exemptions[0]"]]);
  });
});
