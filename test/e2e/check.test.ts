import { readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { presetFile, presetNames } from "../../toolchain/docs/presets";
import { readProject } from "../../toolchain/engine/project";
import { type EngineRun, openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { commandToday } from "../support/command";
import { useFiles } from "../support/files";
import { FULL } from "../support/full";

// The same state, judged by "pulumi policy analyze" and by the command.
const cli = requireCli();
const { folder, write } = useFiles();
const lines = (
  findings: readonly { policy: string; level: string; severity: string; urn: string; message: string }[],
) =>
  findings
    .map(({ policy, level, severity, urn, message }) => JSON.stringify([policy, level, severity, urn, message]))
    .sort();

describe.each(FULL ? ["classic-leftover", "mixed-estate"] : ["mixed-estate"])("the deployed example %s", (name) => {
  let workspace: Workspace;
  let state: string;
  beforeAll(async () => {
    workspace = await openWorkspace(cli, readProject(path.join(root, "examples", name)));
    const { status, output } = await workspace.up();
    expect(status, output).toBe(0);
    state = write(`${name}.json`, readFileSync(await workspace.exportState(), "utf8"));
  });
  afterAll(() => workspace?.close());

  async function compare(policyPackConfig?: string): Promise<EngineRun> {
    const engine = await workspace.analyze(state, {
      policyPacks: [root],
      ...(policyPackConfig ? { policyPackConfig } : {}),
    });
    const own = await commandToday(
      "check",
      state,
      "--format",
      "json",
      ...(policyPackConfig ? ["--config", policyPackConfig] : []),
    );
    const [file] = JSON.parse(own.output ?? "").files;
    expect(lines(file.findings)).toEqual(lines(engine.findings));
    expect(own.status === 1).toBe(engine.status !== 0);
    return engine;
  }

  test.concurrent("is judged alike", async () => {
    expect((await compare()).findings.length).toBeGreaterThan(0);
  });

  test.concurrent.each(FULL ? presetNames : [])("is judged alike with the preset %s", async (preset) => {
    const { findings, status } = await compare(path.join(root, presetFile(preset)));
    if (preset !== "audit") return;
    expect(findings.map(({ level }) => level)).not.toContain("mandatory");
    expect(status).toBe(0);
  });

  test.concurrent("is judged alike with a typo in the configuration, and check-config names its line", async () => {
    const config = write("typo.txt", '{\n "settings": {\n  "retirmentDate": "2027-01-01"\n }\n}');
    const { findings } = await compare(config);
    expect(findings.filter(({ policy }) => policy === "settings")).toHaveLength(1);
    const { status, output } = await commandToday("check-config", config);
    expect([status, output]).toEqual([
      1,
      expect.stringContaining(`${config}:3:3: settings.retirmentDate: is not a setting.`),
    ]);
  });

  test.concurrent("passes with its own baseline", async () => {
    const config = path.join(folder, "baseline.txt");
    expect(await commandToday("baseline", state, "--output", config)).toMatchObject({ status: 0 });
    const { findings, status } = await compare(config);
    expect(findings.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect(status).toBe(0);
  });
});
