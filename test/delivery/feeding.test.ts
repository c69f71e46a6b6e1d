import { mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as zlib from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { commandToday } from "../support/command";
import { useFakes } from "../support/fakes";
import { startStackService } from "../support/pulumi-cloud-stacks";

// The sources of states, with the real CLI: what it writes into a backend, and how it lists and exports stacks.

const cli = requireCli();
const { bash, filesIn, folder, lay } = useFakes();

let workspace: Workspace;
let state: string;
beforeAll(async () => {
  workspace = await openWorkspace(cli, readProject(path.join(root, "examples", "classic-leftover")));
  const { status, output } = await workspace.up();
  expect(status, output).toBe(0);
  state = readFileSync(await workspace.exportState(), "utf8");
});
afterAll(() => workspace?.close());

/** The results of the command for these files, without their names. */
async function findings(...files: readonly string[]): Promise<unknown[]> {
  const args = ["check", ...files.map((file) => path.join(folder, file)), "--format", "json"];
  const { output, complaint } = await commandToday(...args);
  expect(complaint).toBeUndefined();
  return JSON.parse(output ?? "").files.map(({ file: _, ...judged }: { file: string }) => judged);
}

describe("a self-managed backend", () => {
  /** Creates a backend with the state and a stack that was never deployed; returns the folder of its states. */
  async function backendWith(
    name: string,
    stack: (name: string) => string,
    environment: NodeJS.ProcessEnv,
  ): Promise<string> {
    mkdirSync(path.join(folder, name));
    lay({ [`${name} program/Pulumi.yaml`]: "name: render-farm\nruntime: nodejs\n", "state.txt": state });
    const place = { ...workspace.environment, ...environment, PULUMI_BACKEND_URL: `file://${folder}/${name}` };
    for (const each of ["dev", "never-deployed"]) {
      const args = `"$1" stack init "$2" -C "${name} program" --non-interactive`;
      const made = await bash(["-c", args, "-", cli.file, stack(each)], place);
      expect(made.status, made.stderr).toBe(0);
    }
    const args = `"$1" stack import --stack "$2" --file "$PWD/state.txt" -C "${name} program" --non-interactive`;
    // The second import leaves a backup of the first one beside the state.
    for (let times = 0; times < 2; times++) {
      const imported = await bash(["-c", args, "-", cli.file, stack("dev")], place);
      expect(imported.status, imported.stderr).toBe(0);
    }
    return path.join(name, ".pulumi", "stacks");
  }

  const inProject = (stack: string) => `organization/render-farm/${stack}`;
  const LAYOUTS: [string, (stack: string) => string, NodeJS.ProcessEnv, string][] = [
    ["by project", inProject, {}, "render-farm/dev.json"],
    ["compressed by gzip", inProject, { PULUMI_DIY_BACKEND_GZIP: "true" }, "render-farm/dev.json.gz"],
    ["in the layout of old", (stack) => stack, { PULUMI_DIY_BACKEND_LEGACY_LAYOUT: "true" }, "dev.json"],
  ];

  test.each(LAYOUTS)("%s: its states are judged as their exports are", async (name, stack, environment, file) => {
    const stacks = await backendWith(name, stack, environment);
    expect(filesIn(stacks)).toContain(file);
    expect(filesIn(stacks).filter((each) => each.endsWith(".bak"))).not.toEqual([]);
    lay({ "exported.json": state });
    const [exported] = await findings("exported.json");
    const judged = (await findings(stacks)) as { stack: string; findings: object[] }[];
    expect(judged.filter((each) => each.stack === "dev")).toEqual([exported]);
    // The state of a stack without resources does not contain the name of the stack.
    expect(judged).toHaveLength(2);
    expect((exported as { findings: object[] }).findings).not.toEqual([]);
  });

  test("compressed by zstd: a Node.js that cannot read it says so", async () => {
    const stacks = await backendWith("zstd", inProject, { PULUMI_DIY_BACKEND_ZSTD: "true" });
    const file = path.join(folder, stacks, "render-farm", "dev.json.zst");
    const { status, complaint } = await commandToday("check", file);
    const refused = `${file} cannot be read: it is compressed with zstd, which Node.js reads from version 22.15 on.`;
    expect([status, complaint]).toEqual("createZstdDecompress" in zlib ? [1, undefined] : [2, refused]);
  });
});

describe("Pulumi Cloud", () => {
  const script = path.join(root, "examples", "fleet", "from-pulumi-cloud.sh");

  test("gives its stacks page by page; what cannot be exported is reported, and secrets stay encrypted", async () => {
    const encrypted = JSON.parse(state);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "djE6" };
    encrypted.deployment.resources[0].outputs = { password: secret };
    const named = (project: string, stack: string) => ({
      project,
      stack,
      state: JSON.parse(
        JSON.stringify(encrypted).replaceAll("urn:pulumi:dev::render-farm::", `urn:pulumi:${stack}::${project}::`),
      ),
    });
    const names = Array.from({ length: 7 }, (_, at) => [`project-${at % 3}`, `stack.${at}`] as const);
    const stacks = [...names.map(([project, stack]) => named(project, stack)), { project: "locked", stack: "prod" }];
    const cloud = await startStackService(stacks, 3);
    try {
      const login = { PULUMI_BACKEND_URL: cloud.url, PULUMI_ACCESS_TOKEN: "pul-0", JOBS: "2" };
      // In the folder of a project, the CLI shortens names, and by default lists only the stacks of the project.
      lay({ "Pulumi.yaml": "name: project-1\nruntime: nodejs\n" });
      const ended = await bash([script, "acme", "states"], { ...workspace.environment, ...login });
      expect(ended.status, ended.stderr).toBe(2);
      expect(ended.stderr).toContain("Not exported: acme/locked/prod\n");
      expect(cloud.asked().filter((each) => each.startsWith("GET /api/user/stacks?"))).toHaveLength(3);
      expect(filesIn("states")).toEqual(names.map(([project, stack]) => `${project}/${stack}.json`).sort());
      expect(readFileSync(path.join(folder, "states/project-0/stack.0.json"), "utf8")).toContain(
        '"ciphertext": "djE6"',
      );
      expect(cloud.asked().join("\n")).not.toMatch(/decrypt/);
      const judged = (await findings("states")) as { project: string; stack: string; findings: object[] }[];
      expect(judged.map(({ project, stack }) => [project, stack]).sort()).toEqual([...names].sort());
      for (const each of judged) expect(each.findings).not.toEqual([]);
    } finally {
      cloud.stop();
    }
  });
});
