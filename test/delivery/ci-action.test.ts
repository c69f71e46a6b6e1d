import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { action, workflow } from "../support/ci-files";
import { CASES, FAULTS, logOf, readSarif, runnerFor, useJobs } from "../support/ci-jobs";
import { requireCli } from "../support/cli";
import { composite, type Runner, ranScripts, runJob } from "../support/github-runner";
import { PINNED } from "../support/known-actions";
import { packTarball } from "../support/package";
import { openRepository, type Repository } from "../support/repository";

// Every script of the action, run on the real engine as GitHub's machines run it.

const cli = requireCli();
const { repository, kept, openPullRequest } = useJobs(cli);
const runAction = composite(action(), { pack: packTarball() });

/** The machine is the same for all tests, as when one job uses the action often: it finds what the last use has left. */
const onOneMachine = (runner: Runner): Runner => ({ ...runner, temporary: kept() });

/** The action on its own. */
async function use(inputs: Record<string, string>, of: Repository, pullRequest = openPullRequest("any")) {
  const { steps = [], ...end } = await runAction(inputs, onOneMachine(runnerFor(of, pullRequest)));
  return { ...end, scripts: ranScripts(steps), log: logOf(steps) };
}

describe("examples/ci/github-action.yml", () => {
  const statuses = { faulty: "findings", clean: "passed", broken: "error" } as const;

  test("reports each preview to the end, fails where it failed, and renews its one comment", async () => {
    const pullRequest = openPullRequest("renewed");
    for (const { program, success, heading, upload } of CASES) {
      const actions = { "OWNER/azure-batch-guard@v0": runAction };
      const runner = onOneMachine(runnerFor(repository(program), pullRequest, actions));
      const job = await runJob(workflow("examples/ci/github-action.yml"), "preview", runner);
      const scripts = ranScripts(job.steps);
      const ran = Object.values(scripts);
      expect(Object.fromEntries(ran.map(({ name, outcome }) => [name, outcome])), logOf(ran)).toEqual({
        [PINNED["actions/checkout@v6"]]: "success",
        [PINNED["actions/setup-node@v6"]]: "success",
        [PINNED["pulumi/actions@v6"]]: "success",
        "Install the program's dependencies": "success",
        "Install the policy pack": "success",
        Preview: "success",
        Report: "success",
        "Comment on the pull request": "success",
        Judge: success ? "success" : "failure",
        "Show the findings in code scanning": "success",
      });
      expect(job.success).toBe(success);
      expect(readSarif(scripts["Show the findings in code scanning"]?.outputs.uploaded)).toMatchObject(upload);
      const guard = job.steps.find(({ name }) => name === "OWNER/azure-batch-guard@v0");
      expect(guard?.outputs).toMatchObject({
        status: statuses[program],
        mandatory: String(upload.policies.length),
        sarif: "azure-batch-guard.sarif",
      });
      const [comment, ...more] = pullRequest.comments();
      expect(more).toEqual([]);
      expect(comment).toContain(heading);
      expect(comment).toMatch(/\n<!-- \. dev -->\n$/);
      expect(scripts.Report?.summary).toBe(readFileSync(guard?.outputs.markdown ?? "", "utf8"));
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
    expect(strict).toMatchObject({ success: false, outputs: lenient.outputs });
    expect(strict.scripts.Judge?.outcome).toBe("failure");
  });

  test("previews a program in a folder, with its own configuration and arguments of any form", async () => {
    const nested = await openRepository(cli, { example: "classic-leftover", folder: "infra/the program" });
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
      expect(readSarif(readFileSync(path.join(nested.directory, "the results.sarif"), "utf8"))).toEqual({
        judged: true,
        policies: FAULTS.filter((policy) => !(policy in config)),
        file: "infra/the%20program/Pulumi.yaml",
      });
      expect(end.log).toContain("::error file=infra/the program/Pulumi.yaml,");
      for (const where of [nested.directory, folder]) expect(existsSync(path.join(where, "touched"))).toBe(false);
    } finally {
      nested.close();
    }
  });

  test("reads its inputs as text, and makes nothing of a stack that there is not", async () => {
    const hostile = '"; touch touched; $(touch touched) `touch touched` #\n$(touch touched)';
    const end = await use({ stack: hostile, comment: "true" }, repository("clean"));
    expect(end.success).toBe(false);
    expect(end.outputs).toEqual({ status: "error", mandatory: "", advisory: "", sarif: "", markdown: "" });
    expect(end.scripts["Comment on the pull request"]?.outcome).toBe("skipped");
    expect(end.scripts.Judge?.log).toContain("failed for another reason than a finding");
    expect(existsSync(path.join(repository("clean").directory, "touched"))).toBe(false);
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
    expect(end.scripts.Preview?.outcome).toBe("skipped");
  });
});
