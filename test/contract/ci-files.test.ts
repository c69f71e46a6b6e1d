import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { oldestVersion } from "../../toolchain/engine/find-cli";
import { readCiFiles } from "../support/ci-files";

// What is asked of GitHub or Azure DevOps (checkout, caches, secrets, setting up Node.js) cannot be run here and is compared
// with what their documentation says; test/e2e/in-a-project.test.ts runs the steps that are ours.

const { github, azure } = readCiFiles();
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

describe.each([github, azure])("$name", ({ scripts, variables }) => {
  test("installs the version of this checkout", () => {
    expect(variables.AZURE_BATCH_GUARD).toBe(`azure-batch-guard@${version}`);
  });

  test("installs the pack, then previews with it", () => {
    const install = scripts.findIndex(({ name }) => name === "Install the policy pack");
    const preview = scripts.findIndex(({ name }) => name === "Preview");
    const folder = /--prefix (\S+)/.exec(scripts[install]?.script ?? "")?.[1];
    expect(folder).toBe(".policies");
    expect(scripts[preview]?.script).toContain(`--policy-pack ${folder}/node_modules/azure-batch-guard `);
    expect(install).toBeLessThan(preview);
  });

  test("lets nothing swallow the status of the preview", () => {
    expect(scripts.at(-1)?.script).toMatch(/^pulumi preview [^|;&]*$/);
  });

  test.each(scripts)("step $name: the shell can read it, and every command is one that a runner has", ({ script }) => {
    execFileSync("bash", ["-n"], { input: script });
    const commands = script.split(/\n|\|(?!\|)|&&/).map((part) => part.trim().split(/\s/)[0]);
    expect(commands.filter((name) => name && !["npm", "pulumi", "curl", "sh", "echo"].includes(name))).toEqual([]);
  });
});

test("both files run the same commands of ours", () => {
  const ours = ({ scripts }: typeof github) => scripts.filter(({ name }) => name !== "Install the Pulumi CLI");
  expect(ours(azure)).toEqual(ours(github));
});

describe(github.name, () => {
  test("runs on pull requests, with no right but to read the code and to log in to Azure", () => {
    expect(github.content).toMatchObject({
      on: { pull_request: null },
      permissions: { contents: "read", "id-token": "write" },
    });
  });

  test("uses actions by their names and major versions", () => {
    expect(github.steps.flatMap(({ uses }) => uses ?? [])).toEqual([
      "actions/checkout@v6",
      "actions/setup-node@v6",
      "pulumi/actions@v6",
      "actions/cache@v5",
    ]);
  });

  test("asks for a CLI that is new enough, and only for its installation", () => {
    const cli = github.steps.find(({ uses }) => uses === "pulumi/actions@v6");
    expect(cli?.with).toEqual({ "pulumi-version": `^${oldestVersion}` });
  });

  test("keeps one cache of the pack for each version and system", () => {
    const cache = github.steps.find(({ id }) => id === "pack");
    expect(cache?.with).toEqual({
      path: ".policies",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub fills it in.
      key: "${{ runner.os }}-policies-${{ env.AZURE_BATCH_GUARD }}",
    });
    const install = github.steps.find(({ name }) => name === "Install the policy pack");
    expect(install?.if).toBe("steps.pack.outputs.cache-hit != 'true'");
  });
});

describe(azure.name, () => {
  test("runs on pull requests only", () => {
    expect(azure.content).toMatchObject({ trigger: "none", pr: { branches: { include: ["main"] } } });
  });

  test("uses tasks by their names and major versions", () => {
    expect(azure.steps.flatMap(({ task }) => task ?? [])).toEqual(["UseNode@1", "Cache@2", "Cache@2"]);
  });

  test("keeps one cache of the pack for each version and system", () => {
    const cache = azure.steps.find(({ displayName }) => displayName === "Restore the policy pack");
    expect(cache?.inputs).toEqual({
      key: 'policies | "$(Agent.OS)" | "$(AZURE_BATCH_GUARD)"',
      path: ".policies",
      cacheHitVar: "PACK_RESTORED",
    });
    const install = azure.steps.find(({ displayName }) => displayName === "Install the policy pack");
    expect(install?.condition).toBe("and(succeeded(), ne(variables.PACK_RESTORED, 'true'))");
  });

  test("hands secret variables to the preview, which gets them in no other way", () => {
    const preview = azure.steps.find(({ displayName }) => displayName === "Preview");
    for (const [name, value] of Object.entries(preview?.env ?? {})) expect(value).toBe(`$(${name})`);
    expect(Object.keys(preview?.env ?? {})).toContain("PULUMI_ACCESS_TOKEN");
  });
});
