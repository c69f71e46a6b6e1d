import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { settingsSchema } from "../../policies/settings/settings";
import { root } from "../../toolchain/checkout";
import { policiesSection } from "../../toolchain/commands/report";
import { runProcess } from "../../toolchain/engine/process";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { ciFile, scriptsOf } from "../support/ci-files";
import { requireCli } from "../support/cli";
import { packTarball } from "../support/package";
import { usePrograms } from "../support/programs";
import { startPulumiCloud } from "../support/pulumi-cloud";

// The pack as users get it: packed, installed into its own folder, and run by the steps of a workflow. ci-workflow.test.ts runs the
// whole workflows.

const cli = requireCli();
const { copyOf } = usePrograms();
const tarball = packTarball();
const scripts = scriptsOf(ciFile("examples/ci/github-actions.yml"));
const pack = path.join(".policies", "node_modules", "azure-batch-guard");
/** Where the pack is installed: a folder without any program. */
const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-project-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of an example with the pack in it, and an engine to preview it with. */
interface Project {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly workspace: Workspace;
}

async function inProject<T>(example: string, use: (project: Project) => T | Promise<T>): Promise<T> {
  const directory = copyOf(example);
  symlinkSync(path.join(folder, ".policies"), path.join(directory, ".policies"), "dir");
  const project = readProject(directory);
  const workspace = await openWorkspace(cli, project);
  try {
    cpSync(workspace.configuration, path.join(directory, path.basename(workspace.configuration)));
    return await use({
      directory,
      environment: {
        ...workspace.environment,
        PULUMI_STACK: project.stack,
        RUNNER_TEMP: workspace.environment.TMPDIR,
      },
      workspace,
    });
  } finally {
    workspace.close();
  }
}

/** Runs a step of the pipeline as a runner does. */
function runStep(name: string, directory: string, environment: NodeJS.ProcessEnv) {
  const script = scripts.find((step) => step.name === name)?.script;
  if (!script) throw new Error(`There is no step "${name}".`);
  return run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], directory, environment);
}

/** Asynchronous: the stand-in for Azure answers from this process. */
function run(command: string, args: readonly string[], directory: string, environment = process.env) {
  return runProcess(command, args, { directory, environment });
}

describe("the pack, installed by the step of the pipelines", () => {
  test("has no Azure SDK", async () => {
    const environment = { ...process.env, AZURE_BATCH_GUARD: tarball };
    const { status, stderr } = await runStep("Install the policy pack", folder, environment);
    expect(status, stderr).toBe(0);
    const list = ["ls", "--prefix", ".policies", "--all", "--parseable"];
    const { stdout } = await run("npm", list, folder);
    expect(stdout).toContain(pack);
    expect(stdout).not.toContain("azure-native");
  });

  test("fails the preview of classic-leftover, with the findings that the README shows", async () => {
    const { status, stdout } = await inProject("classic-leftover", ({ directory, environment }) =>
      runStep("Preview", directory, environment),
    );
    const shown = policiesSection(stdout).replace("(local: .policies/", "(local: ");
    expect(shown).toContain("(local: node_modules/azure-batch-guard)");
    expect(readFileSync(path.join(root, "README.md"), "utf8")).toContain(`\n${shown}\n`);
    expect(status).not.toBe(0);
  });

  test("lets the preview of simplified pass", async () => {
    const { status, stdout } = await inProject("simplified", ({ directory, environment }) =>
      runStep("Preview", directory, environment),
    );
    expect(policiesSection(stdout)).toContain("⚠️ azure-batch-guard@v");
    expect(status).toBe(0);
  });

  test("takes the configuration that the README shows: levels, settings and an exemption", async () => {
    const config = readFileSync(path.join(root, "examples", "policy-config.json"), "utf8");
    const nextMonth = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const { stdout } = await inProject("classic-leftover", ({ directory, environment }) => {
      writeFileSync(path.join(directory, "policy-config.json"), config.replace(/(?<="expires": ")[^"]*/, nextMonth));
      const packs = ["--policy-pack", pack, "--policy-pack-config", "policy-config.json"];
      return run(cli.file, ["preview", "--stack", "dev", ...packs, "--non-interactive"], directory, environment);
    });
    const shown = policiesSection(stdout);
    expect(shown).toMatch(/\[mandatory\].* pool-no-classic-communication /);
    expect(shown).not.toMatch(/\] .* nsg-no-classic-inbound /);
    expect(shown).toContain("Active: nsg-no-classic-inbound on nsg-render");
  });

  test("stops nothing with the preset audit", async () => {
    const { status, stdout } = await inProject("classic-leftover", ({ directory, environment }) => {
      const packs = ["--policy-pack", pack, "--policy-pack-config", path.join(pack, "presets", "audit.json")];
      return run(cli.file, ["preview", "--stack", "dev", ...packs, "--non-interactive"], directory, environment);
    });
    expect(policiesSection(stdout)).toMatch(/\[advisory\].* pool-no-classic-communication /);
    expect(status).toBe(0);
  });

  test("judges a state in a folder without any program, and so does its command without an engine", async () => {
    const [engine, command] = await inProject("classic-leftover", async ({ environment, workspace }) => {
      await workspace.up();
      const state = await workspace.exportState();
      const bin = path.join(".policies", "node_modules", ".bin", "azure-batch-guard");
      return [
        await run(cli.file, ["policy", "analyze", "--file", state, "--policy-pack", pack], folder, environment),
        await run(bin, ["check", state], folder),
      ];
    });
    expect(engine?.stdout).toMatch(/\[mandatory\].* pool-node-management-outbound /);
    expect(engine?.status).not.toBe(0);
    expect(command?.stdout).toContain("pool-node-management-outbound");
    expect(command?.status).toBe(1);
  });

  test("is published for an organisation from its folder, as a whole", async () => {
    const cloud = await startPulumiCloud();
    try {
      const inCloud = (...args: string[]) =>
        inProject("simplified", ({ environment }) => {
          const account = { PULUMI_BACKEND_URL: cloud.url, PULUMI_ACCESS_TOKEN: "pul-0" };
          const flags = ["policy", ...args, "--non-interactive"];
          return run(cli.file, flags, path.join(folder, pack), { ...environment, ...account });
        });
      const { status, stderr } = await inCloud("publish", "acme");
      expect(status, stderr).toBe(0);
      const { description, tarball } = cloud.published() ?? {};
      expect(description?.policies.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name).sort());
      // Pulumi Cloud shows a form for this schema: every setting has its description and default, and none is required.
      for (const { name, enforcementLevel, configSchema } of description?.policies ?? []) {
        expect([name, configSchema?.required ?? []]).toEqual([name, []]);
        expect([name, enforcementLevel]).toEqual([name, RULES.find((rule) => rule.name === name)?.levels.recommended]);
        const { enforcementLevel: _, ...properties } = (configSchema?.properties ?? {}) as Record<string, unknown>;
        expect([name, properties]).toEqual([name, name === "settings" ? settingsSchema() : {}]);
      }

      const preset = path.join("presets", "audit.json");
      const group = ["--policy-group", "render", "--config", preset];
      const enabled = await inCloud("enable", "acme/azure-batch-guard", "latest", ...group);
      expect(enabled.status, enabled.stderr).toBe(0);
      const levels = JSON.parse(readFileSync(path.join(root, preset), "utf8"));
      const config = Object.entries(levels).map(([name, level]) => [
        name,
        typeof level === "string" ? { enforcementLevel: level } : level,
      ]);
      expect(cloud.enabled()).toMatchObject({ name: "azure-batch-guard", config: Object.fromEntries(config) });

      // Pulumi unpacks the pack where it is needed, and runs "npm install" there.
      const unpacked = path.join(folder, "unpacked");
      mkdirSync(unpacked);
      writeFileSync(path.join(folder, "published.tgz"), tarball ?? "");
      await run("tar", ["-xzf", path.join(folder, "published.tgz"), "-C", unpacked], folder);
      const own = path.join(unpacked, "package");
      const installed = await run("npm", ["install", "--loglevel=error", "--omit=dev"], own);
      expect(installed.status, installed.stderr).toBe(0);
      const { output, status: ended } = await inProject("simplified", ({ workspace }) =>
        workspace.preview({ policyPacks: [own] }),
      );
      expect(policiesSection(output)).toContain("⚠️ azure-batch-guard@v");
      expect(ended).toBe(0);
    } finally {
      cloud.stop();
    }
  });
});
