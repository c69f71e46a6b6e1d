import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import type { Finding } from "../engine/events";
import { failure } from "../engine/failure";
import type { Cli } from "../engine/find-cli";
import { readProject } from "../engine/project";
import { type EngineRun, openWorkspace } from "../engine/workspace";
import type { Example, RecordingName } from "../examples";
import { recorderPack, recordingVariable } from "./recording-file";

/** One judgement of an example by the real engine. */
export interface ExampleRun {
  readonly findings: readonly Finding[];
  readonly status: number;
  /** Everything that the CLI printed. */
  readonly output: string;
  /** The file with the engine's requests. */
  readonly recording: string;
  /** The reason if nothing was judged. */
  readonly failure: string | undefined;
}

/**
 * Runs an example through its lifecycle on the real engine, recording into `folder`: a first preview, a deployment and a second
 * preview, then a refresh and a judgement of the exported state.
 * Throws if the deployment or the refresh fails.
 */
export async function runExample(
  cli: Cli,
  example: Example,
  folder: string,
): Promise<Readonly<Record<RecordingName, ExampleRun>>> {
  mkdirSync(folder, { recursive: true });
  const project = readProject(example.directory);
  const workspace = await openWorkspace(cli, project);
  const judge = async (name: RecordingName, command: (options: object) => Promise<EngineRun>): Promise<ExampleRun> => {
    const recording = path.join(folder, `${name}.json`);
    const run = await command({
      policyPacks: [root, recorderPack],
      environment: { [recordingVariable]: recording },
    });
    const { findings, status, output } = run;
    return { findings, status, output, recording, failure: failure(run, workspace, project) };
  };
  const succeed = async (what: string, command: () => Promise<EngineRun>) => {
    const run = await command();
    if (run.status !== 0) throw new Error(`${what} of ${example.name} failed: ${failure(run, workspace, project)}`);
  };
  try {
    const first = await judge("first-preview", workspace.preview);
    // Without the pack, which would stop the deployment of a faulty example.
    await succeed("The deployment", workspace.up);
    const deployed = await judge("after-deployment", workspace.preview);
    await succeed("The refresh", workspace.refresh);
    const stateFile = await workspace.exportState();
    const state = await judge("state", (options) => workspace.analyze(stateFile, options));
    return { "first-preview": first, "after-deployment": deployed, state };
  } finally {
    workspace.close();
  }
}
