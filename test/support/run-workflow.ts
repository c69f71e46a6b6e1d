import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { root } from "../../toolchain/checkout";
import { findAct } from "../../toolchain/runner/find-act";

/** A workflow and where it runs. */
export interface WorkflowRun {
  /** The text of the workflow. */
  readonly workflow: string;
  /** The repository that is checked out. */
  readonly directory: string;
  /** The event that starts the workflow; its name is `pull_request`. */
  readonly event: object;
  readonly environment: NodeJS.ProcessEnv;
  /** The folders that stand in for actions, by `OWNER/NAME@REF`. */
  readonly actions: Readonly<Record<string, string>>;
}

/** How a step ended. */
export interface RanStep {
  readonly name: string;
  readonly outcome: "success" | "failure";
  readonly outputs: Readonly<Record<string, string>>;
  /** The output of its script. */
  readonly log: string;
  /** The text that its script added to the summary of the job. */
  readonly summary: string;
}

/** How a workflow ended: `success` is undefined if no job ran. */
export interface RanWorkflow {
  readonly success: boolean | undefined;
  /** The steps that ran, also those inside of actions, by name. */
  readonly steps: Readonly<Record<string, RanStep>>;
  /** The output of all of them, for the message of a test that fails. */
  readonly log: string;
}

/** A line that act prints with `--json`. Lines of steps have the ids of the steps that they are in. */
interface Line {
  readonly msg?: string;
  readonly stage?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: "success" | "failure";
  readonly jobResult?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly raw?: string;
}

/**
 * Runs a workflow for GitHub with act, on this machine and without Docker. Nothing is loaded from the network: an action that
 * `actions` lacks fails the job.
 */
export async function runWorkflow(run: WorkflowRun): Promise<RanWorkflow> {
  const { file: act, ...missing } = findAct();
  if (act === undefined) throw new Error("why" in missing ? missing.why : "");
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-workflow-"));
  try {
    const [workflow, event] = [path.join(folder, "workflow.yml"), path.join(folder, "event.json")];
    writeFileSync(workflow, run.workflow);
    writeFileSync(event, JSON.stringify(run.event));
    // act works in a copy of the repository; the packages of its program are found above it.
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    const stand = Object.entries(run.actions).flatMap(([uses, place]) => ["--local-repository", `${uses}=${place}`]);
    const child = spawn(
      act,
      [
        "pull_request",
        ...["--workflows", workflow, "--eventpath", event, "--json", "--no-cache-server"],
        ...["--platform", "ubuntu-24.04=-self-hosted", "--action-cache-path", path.join(folder, "cache")],
        ...["--secret", "GITHUB_TOKEN=ghs_0", ...stand],
      ],
      { cwd: run.directory, env: run.environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    const lines: Line[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => lines.push(parsed(line)));
    }
    await once(child, "close");
    return ended(lines);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A text with each occurrence of a part replaced. Throws where there is none. */
export function changed(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`There is no "${part}".`);
  return text.replaceAll(part, by);
}

/** Makes a folder the repository `acme/render`, which act takes from Git. */
export function initRepository(directory: string): void {
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: directory, stdio: "pipe" });
  git("init", "--quiet");
  git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "-m", "test");
  git("remote", "add", "origin", "https://github.com/acme/render.git");
}

function parsed(line: string): Line {
  try {
    return JSON.parse(line);
  } catch {
    return { msg: `${line}\n` };
  }
}

function ended(lines: readonly Line[]): RanWorkflow {
  const steps = new Map<string, { -readonly [key in keyof RanStep]: RanStep[key] }>();
  for (const line of lines) {
    if (line.stage !== "Main" || !line.stepID) continue;
    const id = line.stepID.join("/");
    const [, name] = /^⭐ Run Main (.*)$/s.exec(line.msg ?? "") ?? [];
    if (name !== undefined) steps.set(id, { name, outcome: "success", outputs: {}, log: "", summary: "" });
    const step = steps.get(id);
    if (!step) continue;
    if (line.stepResult) step.outcome = line.stepResult;
    if (line.command === "set-output") step.outputs = { ...step.outputs, [line.name ?? ""]: line.arg ?? "" };
    else if (line.command === "summary") step.summary += line.content ?? "";
    else if (line.raw_output) step.log += line.msg ?? "";
    else step.log += line.raw ?? "";
  }
  const results = lines.flatMap(({ jobResult }) => jobResult ?? []);
  return {
    success: results.length === 0 ? undefined : results.every((result) => result === "success"),
    steps: Object.fromEntries([...steps.values()].map((step) => [step.name, step])),
    log: lines.map(({ msg = "" }) => msg).join("\n"),
  };
}
