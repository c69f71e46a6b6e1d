import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { root } from "../../toolchain/checkout";
import { ciFile } from "../support/ci-files";
import { requireCli } from "../support/cli";
import { PINNED } from "../support/known-actions";
import { packTarball } from "../support/package";
import { CASES, FAULTS, readSarif, runFor, useJobs } from "../support/pull-request-jobs";
import { openRepository, type Repository } from "../support/repository";
import { changed, initRepository } from "../support/run-workflow";

// The action, run by act with the real engine. Its default is the pack of this checkout.

const ACTION = "OWNER/azure-batch-guard@v0";

const cli = requireCli();
const { repository, kept, openPullRequest } = useJobs(cli);
const tarball = packTarball();
let actions: Record<string, string>;
beforeAll(() => {
  const folder = mkdtempSync(path.join(kept(), "action-"));
  const text = changed(ciFile("action.yml").text, "default: azure-batch-guard@0.1.0", `default: ${tarball}`);
  writeFileSync(path.join(folder, "action.yml"), text);
  actions = { [ACTION]: folder };
});

/** Runs the action as a step of a job in which an earlier use left its files. */
async function use(inputs: Record<string, string>, of: Repository, pullRequest = openPullRequest("any")) {
  mkdirSync(path.join(kept(), "used"), { recursive: true });
  const left = { run: 'ln -s "$KEPT/used" "$RUNNER_TEMP/azure-batch-guard"' };
  const keep = { if: "always()", run: 'rm -rf "$KEPT/workspace" && cp -r . "$KEPT/workspace"' };
  const steps = [
    { uses: PINNED["actions/checkout@v6"] },
    left,
    { uses: ACTION, name: "guard", id: "guard", with: inputs },
    keep,
  ];
  const workflow = stringify({ on: "pull_request", jobs: { use: { "runs-on": "ubuntu-24.04", steps } } });
  const end = await runFor(of, pullRequest, workflow, { actions, kept: kept() });
  return { ...end, outputs: end.steps.guard?.outputs ?? {} };
}

/** The folder of the repository after the last use. */
const workspace = () => path.join(kept(), "workspace");

/** The files that commands injected through inputs would create. */
function touched(): readonly string[] {
  const files = readdirSync(workspace(), { recursive: true, encoding: "utf8" });
  expect(files.filter((file) => path.basename(file) === "Pulumi.yaml")).not.toEqual([]);
  return files.filter((file) => path.basename(file) === "touched");
}

describe("examples/ci/github-action.yml", () => {
  const statuses = { faulty: "findings", clean: "passed", broken: "error" } as const;

  test("reports each preview to the end, fails where it failed, and renews its one comment", async () => {
    const pullRequest = openPullRequest("renewed");
    for (const { program, success, heading, upload } of CASES) {
      const workflow = ciFile("examples/ci/github-action.yml").text;
      const job = await runFor(repository(program), pullRequest, workflow, { actions });
      const outcomes = Object.values(job.steps).map(({ name, outcome }) => [name, outcome]);
      expect(Object.fromEntries(outcomes), job.log).toMatchObject({
        "Install the program's dependencies": "success",
        "Install the policy pack": "success",
        Preview: "success",
        Report: "success",
        "Comment on the pull request": "success",
        Judge: success ? "success" : "failure",
        "Show the findings in code scanning": "success",
      });
      expect(job.success).toBe(success);
      expect(readSarif(job.steps["Show the findings in code scanning"]?.outputs.uploaded)).toMatchObject(upload);
      expect(job.steps[ACTION]?.outputs).toMatchObject({
        status: statuses[program],
        mandatory: String(upload.policies.length),
        sarif: "azure-batch-guard.sarif",
      });
      const [comment, ...more] = pullRequest.comments();
      expect(more).toEqual([]);
      expect(comment).toContain(heading);
      expect(comment).toMatch(/\n<!-- \. dev -->\n$/);
      expect(comment).toBe(`${job.steps.Report?.summary}\n<!-- . dev -->\n`);
    }
  });
});

describe("action.yml", () => {
  test("keeps a comment for each stack of a pull request", async () => {
    const earlier = "<!-- azure-batch-guard -->\nOf another stack.\n\n<!-- . prod -->\n";
    const pullRequest = openPullRequest("stacks", earlier);
    await use({ stack: "dev", comment: "true" }, repository("clean"), pullRequest);
    const own = expect.stringContaining("0 mandatory and 1 advisory finding\n");
    expect(pullRequest.comments()).toEqual([earlier, own]);
  });

  test("takes a preset, and fails on advisory findings where it is asked to", async () => {
    const lenient = await use({ stack: "dev", "policy-config": "audit" }, repository("faulty"));
    expect(lenient, lenient.log).toMatchObject({ success: true, outputs: { status: "passed", mandatory: "0" } });
    expect(Number(lenient.outputs.advisory)).toBeGreaterThan(2);
    const strict = await use({ stack: "dev", "policy-config": "audit", "fail-on": "advisory" }, repository("faulty"));
    const { status, mandatory, advisory } = lenient.outputs;
    expect(strict).toMatchObject({ success: false, outputs: { status, mandatory, advisory } });
    expect(strict.steps.Judge?.outcome).toBe("failure");
  });

  test("previews a program in a folder, with its own configuration and arguments of any form", async () => {
    const nested = await openRepository(cli, { example: "classic-leftover", folder: "infra/the program" });
    initRepository(nested.directory);
    try {
      const folder = path.join(nested.directory, "infra", "the program");
      const config = { "pool-no-classic-communication": "disabled" };
      writeFileSync(path.join(folder, "policy config.json"), JSON.stringify(config));
      const inputs = {
        stack: "dev",
        "working-directory": "./infra/the program/",
        "policy-config": "policy config.json",
        "sarif-file": "the results.sarif",
        args: '--message=It\'s $(touch touched); `touch touched` "and" touch touched\n\n--diff\n',
      };
      const end = await use(inputs, nested);
      const outputs = { status: "findings", mandatory: "2", sarif: "the results.sarif" };
      expect(end.outputs, end.log).toMatchObject(outputs);
      expect(readSarif(readFileSync(path.join(workspace(), "the results.sarif"), "utf8"))).toEqual({
        judged: true,
        policies: FAULTS.filter((policy) => !(policy in config)),
        file: "infra/the%20program/Pulumi.yaml",
      });
      expect(end.log).toContain("::error file=infra/the program/Pulumi.yaml,");
      expect(touched()).toEqual([]);
    } finally {
      nested.close();
    }
  });

  test("reads its inputs as text, and makes nothing of a stack that there is not", async () => {
    const hostile = '"; touch touched; $(touch touched) `touch touched` #\n$(touch touched)';
    const end = await use({ stack: hostile, comment: "true" }, repository("clean"));
    expect(end.success).toBe(false);
    expect(end.outputs).toEqual({ status: "error", mandatory: "", advisory: "", sarif: "", markdown: "" });
    expect(end.steps).not.toHaveProperty("Comment on the pull request");
    expect(end.steps.Judge?.log).toContain("failed for another reason than a finding");
    expect(touched()).toEqual([]);
  });

  test("calls what another policy pack finds no finding, and fails all the same", async () => {
    const other = path.join(root, "test", "support", "packs", "objector");
    const end = await use({ stack: "dev", args: `--policy-pack=${other}` }, repository("clean"));
    expect(end.log).toContain("It will not do.");
    expect(end).toMatchObject({ success: false, outputs: { status: "error", mandatory: "0", advisory: "1" } });
  });

  test.each([{ "fail-on": "advisry" }, { comment: "yes" }, { "fail-on": "" }])("refuses %j", async (inputs) => {
    const end = await use(inputs, repository("clean"));
    expect(end.success).toBe(false);
    expect(end.log).toContain("fail-on takes mandatory or advisory, and comment takes true or false.");
    expect(end.steps).not.toHaveProperty("Preview");
  });
});
