import { existsSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { type ProcessEnd, runProcess } from "../../toolchain/engine/process";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { FULL } from "../support/full";
import { packTarball } from "../support/package";
import { usePrograms } from "../support/programs";

// Behaviour of Pulumi with a policy pack that users may not expect, as docs/limits.md describes it.
const cli = requireCli();
const { copyOf, empty } = usePrograms();

let workspace: Workspace;
const project = readProject(copyOf("classic-leftover"));
beforeAll(async () => {
  workspace = await openWorkspace(cli, project);
});
afterAll(() => workspace?.close());

function pulumi(...args: readonly string[]): Promise<ProcessEnd> {
  const always = ["-C", project.directory, "--stack", project.stack, "--non-interactive", "--color", "never"];
  return runProcess(cli.file, [...args, ...always], { environment: workspace.environment });
}

const configured = () => ["--config-file", workspace.configuration];

test.concurrent.each(["refresh", "destroy", "import"])("%s takes no policy pack", async (command) => {
  const { status, stderr } = await pulumi(command, "--policy-pack", root);
  expect(stderr).toMatch(/unknown flag: --policy-pack/);
  expect(status).not.toBe(0);
});

test.concurrent.each(FULL ? ["policy ls", "policy group ls", "policy enable acme/pack 1"] : [])(
  "%s is for Pulumi Cloud",
  async (command) => {
    const { status, stderr } = await runProcess(cli.file, [...command.split(" "), "--non-interactive"], {
      environment: workspace.environment,
    });
    expect(stderr).toContain("DIY backend does not support resource policy");
    expect(status).not.toBe(0);
  },
);

describe.runIf(FULL)("where it takes one", () => {
  test("a preview with a mandatory finding leaves no plan", async () => {
    const plan = path.join(empty(), "plan.json");
    const { status } = await pulumi("preview", ...configured(), "--policy-pack", root, "--save-plan", plan);
    expect([status === 0, existsSync(plan)]).toEqual([false, false]);
  });

  test("--diff puts the message on the line of its finding", async () => {
    const { stdout } = await pulumi("preview", ...configured(), "--policy-pack", root, "--diff");
    expect(stdout).toMatch(/\[mandatory\].*pool-no-classic-communication.*targetNodeCommunicationMode is "Classic"\./);
  });

  test("a packed file is no policy pack", async () => {
    const { status, stderr } = await pulumi("preview", ...configured(), "--policy-pack", packTarball());
    expect(stderr).toMatch(/policy pack ".*\.tgz" failed to start/);
    expect(status).not.toBe(0);
  });

  test("up without a preview stops the resource at fault alone, and judges no stack", async () => {
    const { findings, status } = await workspace.up({ policyPacks: [root] });
    expect(findings.map(({ policy }) => policy)).toEqual(["pool-no-classic-communication"]);
    expect(status).not.toBe(0);
    const { deployment } = JSON.parse((await pulumi("stack", "export")).stdout);
    const names = deployment.resources.map(({ urn }: { urn: string }) => urn.split("::").at(-1));
    expect(names).toContain("nsg-render");
    expect(names).not.toContain("pool-render");
  });
});
