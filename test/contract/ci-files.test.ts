// Over 200 lines: one section for each file, and one for the requirements on all of them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { oldestVersion } from "../../toolchain/engine/find-cli";
import { action, ciFile, ciFiles, pipeline, scriptsOf, stepsOf, workflow } from "../support/ci-files";
import { PINNED } from "../support/known-actions";
import { lint } from "../support/lint-ci";

// Reads every CI file as GitHub or Azure DevOps does; test/delivery/ci-*.test.ts run the scripts of the files for GitHub.

const files = ciFiles();
const github = workflow("examples/ci/github-actions.yml");
const azure = pipeline("examples/ci/azure-pipelines.yml");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

describe.each(files)("$name", (file) => {
  test("has no problem that its CI system reports", async () => {
    expect(await lint(file)).toEqual([]);
  });

  // An expression in a script becomes part of its code: https://docs.github.com/en/actions/reference/security/secure-use
  test.each(scriptsOf(file))("script $name: bash can read it, and no expression writes it", ({ script }) => {
    execFileSync("bash", ["-n"], { input: script });
    expect(script).not.toContain("${{");
  });

  test("installs the package in the version of this checkout, or leaves that to the action", () => {
    const packages = new Set(file.text.match(/azure-batch-guard@[\w.-]*/g));
    const own = file.name === "examples/ci/github-action.yml" ? "v0" : version;
    expect([...packages]).toEqual([`azure-batch-guard@${own}`]);
  });
});

describe("faults are reported", () => {
  test.each<[file: string, from: string | RegExp, to: string, told: RegExp]>([
    ["examples/ci/github-actions.yml", "runs-on:", "run-on:", /Unexpected value 'run-on'/],
    ["examples/ci/github-actions.yml", "timeout-minutes: 30", "timeout-minutes: half an hour", /line \d+: /],
    [
      "examples/ci/github-actions.yml",
      "pull-requests: write",
      "pull-request: write",
      /Unexpected value 'pull-request'/,
    ],
    ["examples/ci/github-actions.yml", "steps.pack.outputs", "steps.package.outputs", /invalid: package/],
    ["examples/ci/github-actions.yml", "!cancelled() &&", "!canceled() &&", /Unrecognized function: 'canceled'/],
    ["examples/ci/github-actions.yml", "github.repository\n", "github.repositry\n", /invalid: repositry/],
    ["examples/ci/github-actions.yml", "sarif_file:", "sarif-file:", /Invalid action input 'sarif-file'/],
    ["examples/ci/github-actions.yml", "          key: ", "          keys: ", /Missing required input `key`/],
    ["examples/ci/github-actions.yml", PINNED["actions/cache@v5"], "actions/cache@v55", /Unable to resolve action/],
    ["examples/ci/github-action.yml", "stack: dev", "stak: dev", /Invalid action input 'stak'/],
    ["action.yml", "using: composite", "using: composit", /composit/],
    ["action.yml", "branding:", "brand:", /Unexpected value 'brand'/],
    ["action.yml", "    value: ", "    val: ", /Unexpected value 'val'/],
    ["action.yml", "      shell: bash\n", "", /shell/],
    ["action.yml", "inputs.comment == 'true'", "input.comment == 'true'", /Unrecognized named-value: 'input'/],
    ["examples/ci/azure-pipelines.yml", "displayName: Preview", "name: Preview", /displayName/],
    ["examples/ci/azure-pipelines.yml", "vmImage:", "image:", /vmImage/],
    ["examples/ci/azure-pipelines.yml", "UseNode@1", "UseNode@9", /UseNode@1/],
    ["examples/ci/azure-pipelines.yml", "cacheHitVar:", "cacheHit:", /cacheHit/],
    ["examples/ci/azure-pipelines.yml", "testResultsFiles:", "testResultFiles:", /testResultFiles/],
  ])("%s with %j as %j", async (name, from, to, told) => {
    const { text, ...file } = ciFile(name);
    expect(text).toContain(from);
    const found = await lint({ ...file, text: text.replace(from, to) });
    expect(found.join("\n")).toMatch(told);
  });
});

describe("examples/ci/github-actions.yml", () => {
  const step = (name: string) => github.jobs.preview?.steps.find((each) => each.name === name);

  test("runs on pull requests of the repository itself", () => {
    expect(github.on).toEqual({ pull_request: null });
    expect(github.jobs.preview?.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
  });

  test("asks for the rights that its steps need, and for no other", () => {
    expect(github.permissions).toEqual({});
    expect(github.jobs.preview?.permissions).toEqual({
      contents: "read",
      "id-token": "write",
      "pull-requests": "write",
      "security-events": "write",
      actions: "read",
    });
  });

  test("asks for a CLI that is new enough, and only for its installation", () => {
    const cli = github.jobs.preview?.steps.find(({ uses }) => uses === PINNED["pulumi/actions@v6"]);
    expect(cli?.with).toEqual({ "pulumi-version": `^${oldestVersion}` });
  });

  test("keeps one cache of the pack for each version and system", () => {
    expect(step("Restore the policy pack")?.with).toEqual({
      path: ".policies",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub fills it in.
      key: "${{ runner.os }}-policies-${{ env.AZURE_BATCH_GUARD }}",
    });
    expect(step("Install the policy pack")?.if).toBe("steps.pack.outputs.cache-hit != 'true'");
  });
});

test("examples/ci/github-action.yml differs from github-actions.yml only in what the action does", () => {
  const { jobs, ...short } = workflow("examples/ci/github-action.yml");
  const { jobs: longJobs, env, defaults, ...long } = github;
  expect(short).toEqual(long);
  const { steps, ...job } = jobs.preview as NonNullable<typeof jobs.preview>;
  const { steps: longSteps, ...longJob } = longJobs.preview as NonNullable<typeof jobs.preview>;
  expect({ ...job, env: { ...job.env, PULUMI_STACK: "dev" } }).toEqual(longJob);
  const names = (all: typeof steps) => all.map(({ name, uses }) => name ?? uses);
  const others = names(steps).filter((name) => name !== "OWNER/azure-batch-guard@v0");
  expect(names(longSteps)).toEqual(expect.arrayContaining(others));
});

describe("as a security reviewer asks", () => {
  test.each(files)("$name", (file) => {
    const thirdParty = [...file.text.matchAll(/uses: ([^\s@]+)@(\S+)(.*)/g)].filter(
      ([, name]) => !name?.startsWith("OWNER/"),
    );
    for (const [line, , version, comment] of thirdParty) {
      expect(version, line).toMatch(/^[0-9a-f]{40}$/);
      expect(comment, line).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
    expect(file.text).not.toMatch(/\|\s*(ba|da|z)?sh\b/);
    for (const { script } of scriptsOf(file)) {
      for (const [command] of script.matchAll(/^.*\bnpm (ci|install)\b.*(\\\n.*)*/gm)) {
        expect(command).toContain("--ignore-scripts");
      }
    }
  });

  test("tokens reach the steps alone that need them", () => {
    const jobs = [github, workflow("examples/ci/github-action.yml"), workflow("examples/ci/fleet-nightly.yml")];
    for (const { env, jobs: each } of jobs) {
      for (const job of Object.values(each))
        expect(JSON.stringify([env, job?.env])).not.toMatch(/secrets\.|TOKEN|ARM_/);
      const steps = Object.values(each).flatMap((job) => job?.steps ?? []);
      for (const { name, run, env: own } of steps) {
        if (/\bnpm (ci|install)\b/.test(run ?? "")) expect(own ?? {}, name).toEqual({});
      }
    }
    expect(scriptsOf(ciFile("action.yml"))[0]?.script).toContain("env -u PULUMI_ACCESS_TOKEN");
  });
});

test("the step that the README shows uses the action as it is", async () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, step = ""] = /```yaml\n(- uses: OWNER\/azure-batch-guard@v0\n[^`]*)```/.exec(readme) ?? [];
  expect(step).toContain("stack: dev");
  const job = `on: push\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    steps:\n${step.replaceAll(/^/gm, "      ")}`;
  expect(await lint({ name: "README.yml", kind: "workflow", text: job })).toEqual([]);
});

describe("action.yml", () => {
  const { inputs, runs } = action();

  test("passes inputs to its scripts only through the environment, and uses all of them", () => {
    const used = JSON.stringify(
      runs.steps.map(({ env, if: condition, "working-directory": cwd }) => [env, condition, cwd]),
    );
    expect(Object.keys(inputs).filter((name) => !used.includes(`inputs.${name} `))).toEqual([]);
  });

  test("stops at the first failure, also inside of a pipe and at a name that is not set", () => {
    for (const { script } of scriptsOf(ciFile("action.yml"))) expect(script).toMatch(/^set -euo pipefail\n/);
  });

  test("uses no other action", () => {
    expect(stepsOf(ciFile("action.yml")).filter(({ uses }) => uses)).toEqual([]);
  });
});

describe("examples/ci/azure-pipelines.yml", () => {
  const steps = azure.jobs[0]?.steps ?? [];
  const step = (name: string) => steps.find(({ displayName }) => displayName === name);

  test("runs on pull requests only", () => {
    expect(azure).toMatchObject({ trigger: "none", pr: { branches: { include: ["main"] } } });
  });

  test("installs and previews with the commands of github-actions.yml", () => {
    const ofGithub = scriptsOf(ciFile("examples/ci/github-actions.yml"));
    for (const name of ["Install the policy pack", "Install the program's dependencies", "Preview"]) {
      const command = ofGithub
        .find((each) => each.name === name)
        ?.script.replace("$RUNNER_TEMP", "$AGENT_TEMPDIRECTORY");
      expect(step(name)?.script).toContain(command);
    }
  });

  // The shell of Azure Pipelines does not do this by default.
  test("stops a script of several commands at the first failure", () => {
    const several = scriptsOf(ciFile("examples/ci/azure-pipelines.yml")).filter(({ script }) => /\n./.test(script));
    for (const { script } of several) expect(script).toMatch(/^set -euo pipefail\n/);
    expect(several).toHaveLength(4);
  });

  test("keeps one cache of the pack for each version and system", () => {
    expect(step("Restore the policy pack")?.inputs).toEqual({
      key: 'policies | "$(Agent.OS)" | "$(AZURE_BATCH_GUARD)"',
      path: ".policies",
      cacheHitVar: "PACK_RESTORED",
    });
    expect(step("Install the policy pack")?.condition).toBe("and(succeeded(), ne(variables.PACK_RESTORED, 'true'))");
  });

  test("hands secret variables to the preview, which gets them in no other way", () => {
    const { PULUMI_DEBUG_COMMANDS, ...secrets } = step("Preview")?.env ?? {};
    for (const [name, value] of Object.entries(secrets)) expect(value).toBe(`$(${name})`);
    expect(Object.keys(secrets)).toContain("PULUMI_ACCESS_TOKEN");
  });
});
