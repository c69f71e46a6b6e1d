import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Agent, runPipeline } from "../support/azure-agent";
import { pipeline } from "../support/ci-files";
import { CASES, logOf, useJobs } from "../support/ci-jobs";
import { requireCli } from "../support/cli";
import { packTarball } from "../support/package";

// Every script of the pipeline, run on the real engine as the agents of Azure DevOps run it: its tasks are stood in for.

const { repository, kept, restorePack, endJob } = useJobs(requireCli());
const file = pipeline("examples/ci/azure-pipelines.yml");
const tarball = packTarball();
const secrets = ["PULUMI_ACCESS_TOKEN", "ARM_CLIENT_ID", "ARM_CLIENT_SECRET", "ARM_TENANT_ID", "ARM_SUBSCRIPTION_ID"];

/** An agent that works on a program, with the cache of npm that there is on this machine. */
function agentFor(program: Parameters<typeof repository>[0], tasks: Agent["tasks"] = {}): Agent {
  const { directory, temporary, environment } = repository(program);
  return {
    workspace: directory,
    temporary,
    environment,
    variables: { "Agent.TempDirectory": temporary, "Agent.OS": "Linux", "Pipeline.Workspace": kept() },
    secrets: Object.fromEntries(secrets.map((name) => [name, ""])),
    tasks: { "UseNode@1": () => ({}), "Cache@2": () => ({}), "PublishTestResults@2": () => ({}), ...tasks },
  };
}

beforeAll(() => {
  const cache = execFileSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).trim();
  symlinkSync(cache, path.join(kept(), ".npm"), "dir");
});

describe("examples/ci/azure-pipelines.yml", () => {
  test.each(CASES)("reports the $program program to the end, and fails where its preview failed", async (expected) => {
    const { program, success, heading, upload } = expected;
    let restored = false;
    let results = "";
    const agent = agentFor(program, {
      "Cache@2": ({ path: folder, cacheHitVar = "" }) => {
        if (folder !== ".policies") return {};
        restored = restorePack(repository(program).directory);
        return { [cacheHitVar]: String(restored) };
      },
      "PublishTestResults@2": ({ searchFolder = "", testResultsFiles = "" }) => {
        results = readFileSync(path.join(searchFolder, testResultsFiles), "utf8");
        return {};
      },
    });
    const steps = await runPipeline({ ...file, variables: { ...file.variables, AZURE_BATCH_GUARD: tarball } }, agent);
    const judged = success ? "Succeeded" : "Failed";
    expect(Object.fromEntries(steps.map(({ name, result }) => [name, result])), logOf(steps)).toEqual({
      "Use Node.js": "Succeeded",
      "Install the Pulumi CLI": "Succeeded",
      "Restore what npm has downloaded": "Succeeded",
      "Restore the policy pack": "Succeeded",
      "Install the policy pack": restored ? "Skipped" : "Succeeded",
      "Install the program's dependencies": "Succeeded",
      Preview: judged,
      Report: judged,
      "Show the findings among the tests": "Succeeded",
    });
    const summary = steps.flatMap(({ commands }) => commands).find(({ name }) => name === "task.uploadsummary");
    expect(readFileSync(summary?.value ?? "", "utf8")).toContain(heading);
    const failed = [...results.matchAll(/<testcase classname="azure-batch-guard" name="([\w-]+) [^>]*>\s*<failure/g)];
    expect(failed.map(([, policy]) => policy).sort()).toEqual(upload.policies);
    expect(results.includes("<error")).toBe(!upload.judged);
    endJob(repository(program));
  });

  test("stops where the Pulumi CLI cannot be installed, and reports nothing", async () => {
    writeFileSync(path.join(kept(), "curl"), "#!/bin/sh\nexit 6\n", { mode: 0o755 });
    const agent = agentFor("clean");
    const environment = { ...agent.environment, PATH: [kept(), agent.environment.PATH].join(path.delimiter) };
    const steps = await runPipeline(file, { ...agent, environment });
    expect(steps.filter(({ result }) => result !== "Skipped").map(({ name, result }) => [name, result])).toEqual([
      ["Use Node.js", "Succeeded"],
      ["Install the Pulumi CLI", "Failed"],
    ]);
  });
});
