import { describe, expect, test } from "vitest";
import { workflow } from "../support/ci-files";
import { CASES, FAULTS, logOf, type PullRequest, readSarif, runnerFor, useJobs } from "../support/ci-jobs";
import { requireCli } from "../support/cli";
import { type RanJob, ranScripts, runJob } from "../support/github-runner";
import { PINNED } from "../support/known-actions";
import { packTarball } from "../support/package";

// Every script of the workflow, run on the real engine as GitHub's machines run it: what belongs to GitHub (checkout, caches,
// uploads, the API for comments) is stood in for.

const { repository, restorePack, endJob, openPullRequest } = useJobs(requireCli());
const tarball = packTarball();
const file = workflow("examples/ci/github-actions.yml");

const withPack = (given: typeof file) => ({ ...given, env: { AZURE_BATCH_GUARD: tarball } });

async function run(program: Parameters<typeof repository>[0], pullRequest: PullRequest, given = withPack(file)) {
  const of = repository(program);
  const cache = () => ({ success: true, outputs: { "cache-hit": String(restorePack(of.directory)) } });
  const job = await runJob(given, "preview", runnerFor(of, pullRequest, { [PINNED["actions/cache@v5"]]: cache }));
  endJob(of);
  return { ...job, scripts: ranScripts(job.steps), outcomes: outcomes(job) };
}

const outcomes = ({ steps }: RanJob) =>
  Object.fromEntries(steps.filter(({ name }) => !name.includes("@")).map(({ name, outcome }) => [name, outcome]));

const uploadOf = ({ scripts }: { readonly scripts: ReturnType<typeof ranScripts> }) =>
  readSarif(scripts["Show the findings in code scanning"]?.outputs.uploaded);

describe("examples/ci/github-actions.yml", () => {
  test("reports each preview to the end, fails where it failed, and renews its one comment", async () => {
    const pullRequest = openPullRequest("renewed");
    for (const [index, { program, success, heading, upload }] of CASES.entries()) {
      const job = await run(program, pullRequest);
      expect(job.outcomes, logOf(job.steps)).toEqual({
        "Restore the policy pack": "success",
        "Install the policy pack": index === 0 ? "success" : "skipped",
        "Install the program's dependencies": "success",
        Preview: success ? "success" : "failure",
        Report: success ? "success" : "failure",
        "Show the findings in the summary": "success",
        "Show the findings in code scanning": "success",
        "Comment on the pull request": "success",
      });
      expect(job.success).toBe(success);
      expect(uploadOf(job)).toMatchObject(upload);
      const [comment, ...more] = pullRequest.comments();
      expect(more).toEqual([]);
      expect(comment).toMatch(/^<!-- azure-batch-guard -->\n### azure-batch-guard: /);
      expect(comment).toContain(heading);
      expect(job.scripts["Show the findings in the summary"]?.summary).toBe(comment);
    }
  });

  test("shows the findings beside the code", async () => {
    const job = await run("faulty", openPullRequest("annotations"));
    const log = job.scripts.Report?.log ?? "";
    const titles = [...log.matchAll(/^::error file=Pulumi\.yaml,line=1,title=([\w-]+) /gm)];
    expect(titles.map(([, policy]) => policy).sort()).toEqual(FAULTS);
    expect(uploadOf(job).file).toBe("Pulumi.yaml");
  });

  test("has nothing to report where the preview cannot begin", async () => {
    const pullRequest = openPullRequest("no-stack");
    const { env, ...job } = file.jobs.preview as NonNullable<typeof file.jobs.preview>;
    const jobs = { preview: { ...job, env: { ...env, PULUMI_STACK: "nowhere" } } };
    const { outcomes } = await run("clean", pullRequest, withPack({ ...file, jobs }));
    expect(outcomes).toMatchObject({
      Preview: "failure",
      Report: "failure",
      "Show the findings in the summary": "skipped",
      "Show the findings in code scanning": "skipped",
      "Comment on the pull request": "skipped",
    });
    expect(pullRequest.comments()).toEqual([]);
  });

  test("does nothing in a pull request from a fork", async () => {
    const runner = runnerFor(repository("faulty"), openPullRequest("fork"));
    const event = { pull_request: { number: 7, head: { repo: { full_name: "mallory/render" } } } };
    const github = { ...(runner.contexts.github as object), event };
    const job = await runJob(file, "preview", { ...runner, contexts: { ...runner.contexts, github } });
    expect(job).toEqual({ success: true, steps: [] });
  });
});
