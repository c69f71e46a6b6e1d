import { describe, expect, test } from "vitest";
import { ciFile } from "../support/ci-files";
import { requireCli } from "../support/cli";
import { packTarball } from "../support/package";
import { CASES, FAULTS, type PullRequest, readSarif, runFor, useJobs } from "../support/pull-request-jobs";
import { changed } from "../support/run-workflow";

// The workflow, run by act with the real engine. Stand-ins replace the parts of GitHub: checkout, caches, uploads, its API.

const { repository, kept, openPullRequest } = useJobs(requireCli());
const file = changed(ciFile("examples/ci/github-actions.yml").text, "azure-batch-guard@0.1.0", packTarball());

async function run(program: Parameters<typeof repository>[0], pullRequest: PullRequest, workflow = file) {
  const job = await runFor(repository(program), pullRequest, workflow, { kept: kept() });
  return { ...job, outcomes: outcomes(job), sarif: job.steps["Show the findings in code scanning"]?.outputs.uploaded };
}

const outcomes = ({ steps }: Awaited<ReturnType<typeof runFor>>) =>
  Object.fromEntries(Object.values(steps).map(({ name, outcome }) => [name, outcome]));

describe("examples/ci/github-actions.yml", () => {
  test("reports each preview to the end, fails where it failed, and renews its one comment", async () => {
    const pullRequest = openPullRequest("renewed");
    for (const [index, { program, success, heading, upload }] of CASES.entries()) {
      const job = await run(program, pullRequest);
      expect(job.outcomes, job.log).toMatchObject({
        "Restore the policy pack": "success",
        "Install the program's dependencies": "success",
        Preview: success ? "success" : "failure",
        Report: success ? "success" : "failure",
        "Show the findings in the summary": "success",
        "Show the findings in code scanning": "success",
        "Comment on the pull request": "success",
      });
      expect("Install the policy pack" in job.outcomes).toBe(index === 0);
      expect(job.success).toBe(success);
      expect(readSarif(job.sarif)).toMatchObject(upload);
      const [comment, ...more] = pullRequest.comments();
      expect(more).toEqual([]);
      expect(comment).toMatch(/^<!-- azure-batch-guard -->\n### azure-batch-guard: /);
      expect(comment).toContain(heading);
      expect(job.steps["Show the findings in the summary"]?.summary).toBe(comment);
    }
  });

  test("shows the findings beside the code", async () => {
    const job = await run("faulty", openPullRequest("annotations"));
    const log = job.steps.Report?.log ?? "";
    const titles = [...log.matchAll(/^::error file=Pulumi\.yaml,line=1,title=([\w-]+) /gm)];
    expect(titles.map(([, policy]) => policy).sort()).toEqual(FAULTS);
    expect(readSarif(job.sarif).file).toBe("Pulumi.yaml");
  });

  test("has nothing to report where the preview cannot begin", async () => {
    const pullRequest = openPullRequest("no-stack");
    const { outcomes } = await run("clean", pullRequest, changed(file, "PULUMI_STACK: dev", "PULUMI_STACK: nowhere"));
    expect(outcomes).toMatchObject({ Preview: "failure", Report: "failure" });
    const reports = Object.keys(outcomes).filter((name) => /^(Show|Comment)/.test(name));
    expect(reports).toEqual([]);
    expect(pullRequest.comments()).toEqual([]);
  });

  test("does nothing in a pull request from a fork", async () => {
    const job = await runFor(repository("faulty"), openPullRequest("fork"), file, { from: "mallory/render" });
    expect(job, job.log).toMatchObject({ success: undefined, steps: {} });
  });
});
