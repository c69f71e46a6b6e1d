import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Log } from "sarif";
import { afterAll, beforeAll, expect } from "vitest";
import { root } from "../../toolchain/checkout";
import type { Cli } from "../../toolchain/engine/find-cli";
import { PINNED } from "./known-actions";
import { openRepository, type Repository, type RepositoryContent } from "./repository";
import { initRepository, type RanWorkflow, runWorkflow, type WorkflowRun } from "./run-workflow";
import { sarifValidator } from "./sarif-schema";

const PROGRAMS = {
  clean: { example: "simplified" },
  faulty: { example: "classic-leftover" },
  broken: { example: "simplified", source: 'throw new Error("oops");' },
} as const satisfies Record<string, RepositoryContent>;

/** The policies that the faulty program violates. */
export const FAULTS = ["nsg-no-classic-inbound", "pool-no-classic-communication", "pool-node-management-outbound"];

/** The expected result for each program, in the order of a pull request: first faulty, then fixed, then broken. */
export const CASES = [
  { program: "faulty", success: false, heading: "3 mandatory and ", upload: { judged: true, policies: FAULTS } },
  {
    program: "clean",
    success: true,
    // The first preview does not show whether the pool has public addresses: `undecided`.
    heading: "0 mandatory and 1 advisory finding\n",
    upload: { judged: true, policies: [] },
  },
  { program: "broken", success: false, heading: ", 1 file not judged\n", upload: { judged: false, policies: [] } },
] as const;

/** The comments of a pull request. */
export interface PullRequest {
  /** The file with the comments that GitHub would keep. */
  readonly file: string;
  /** The comments, without those of other users. */
  readonly comments: () => readonly string[];
}

/** Repositories with each of the programs, and a folder that outlives a job, for the tests of one file. */
export function useJobs(cli: Cli) {
  const repositories: Record<string, Repository> = {};
  let kept: string;
  beforeAll(async () => {
    kept = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-ci-"));
    for (const [name, content] of Object.entries(PROGRAMS)) {
      const repository = await openRepository(cli, content);
      initRepository(repository.directory);
      repositories[name] = repository;
    }
  });
  afterAll(() => {
    for (const repository of Object.values(repositories)) repository.close();
    rmSync(kept, { recursive: true, force: true });
  });
  return {
    repository: (name: keyof typeof PROGRAMS) => repositories[name] as Repository,
    /** A folder that outlives a job. */
    kept: () => kept,
    /** A pull request with comments of other users. */
    openPullRequest: (name: string, ...earlier: readonly string[]): PullRequest => {
      const file = path.join(kept, `${name}.json`);
      const others = [
        "Nice.",
        "> <!-- azure-batch-guard -->\nWhat is this?",
        "<!-- azure-batch-guard -->\nWhat looks like ours.\n\n<!-- . dev -->\n",
      ];
      const comments = [...others, ...earlier].map((body, at) => ({
        id: at + 1,
        user: { login: others.includes(body) ? "mallory" : "github-actions[bot]" },
        body,
      }));
      writeFileSync(file, JSON.stringify({ comments }));
      const bodies = (): string[] =>
        JSON.parse(readFileSync(file, "utf8")).comments.map(({ body }: { body: string }) => body);
      return { file, comments: () => bodies().filter((body) => !others.includes(body)) };
    },
  };
}

/** The folder of a stand-in for an action. */
const standIn = (name: string) => path.join(root, "test", "support", "actions", name);

/** The stand-ins for the actions that workflows use. */
const STAND_INS = {
  [PINNED["actions/checkout@v6"]]: standIn("nothing"),
  [PINNED["actions/setup-node@v6"]]: standIn("nothing"),
  [PINNED["pulumi/actions@v6"]]: standIn("nothing"),
  [PINNED["actions/cache@v5"]]: standIn("cache"),
  [PINNED["github/codeql-action/upload-sarif@v4"].replace("/upload-sarif", "")]: standIn("codeql-action"),
};

/** Runs a workflow for a pull request of the repository itself, or of a fork of it. */
export function runFor(
  { directory, environment }: Repository,
  { file }: PullRequest,
  workflow: string,
  { actions = {}, kept = "", from = "acme/render" }: { actions?: WorkflowRun["actions"]; kept?: string; from?: string },
): Promise<RanWorkflow> {
  return runWorkflow({
    workflow,
    directory,
    event: {
      pull_request: { number: 7, head: { repo: { full_name: from } } },
      repository: { full_name: "acme/render" },
    },
    environment: { ...environment, FAKE_GH: file, KEPT: kept },
    actions: { ...STAND_INS, ...actions },
  });
}

const validate = sarifValidator();

/** The content of a SARIF log: whether everything was judged, the policies with mandatory findings, and where they are shown. */
export function readSarif(text = "") {
  const log: Log = JSON.parse(text);
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  const run = log.runs[0];
  const results = run?.results ?? [];
  return {
    judged: run?.invocations?.[0]?.executionSuccessful,
    policies: [...new Set(results.filter(({ level }) => level === "error").map(({ ruleId }) => ruleId))].sort(),
    file: results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
  };
}
