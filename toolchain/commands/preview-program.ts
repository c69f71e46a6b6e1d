import { existsSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { failure } from "../engine/failure";
import type { Cli } from "../engine/find-cli";
import { readProject } from "../engine/project";
import { openWorkspace } from "../engine/workspace";
import { recorderPack, recordingVariable } from "../recording/recording-file";

/** A program of the user's own. */
export interface ProgramOptions {
  readonly directory: string;
  /** The stack whose configuration to use. */
  readonly stack: string | undefined;
  /** The file for a recording of the engine's requests. */
  readonly record: string | undefined;
}

/**
 * Previews a program with this pack, shows the output of the CLI, and returns the status of the preview.
 * Nothing is written into the program's folder. Throws one sentence if the program cannot be judged.
 */
export async function previewProgram(cli: Cli, options: ProgramOptions): Promise<number> {
  const project = readProject(options.directory, options.stack);
  const recording = options.record === undefined ? undefined : path.resolve(options.record);
  if (recording && !existsSync(path.dirname(recording))) {
    throw new Error(`The recording cannot be written: there is no folder ${path.dirname(recording)}.`);
  }
  const workspace = await openWorkspace(cli, project);
  try {
    const run = await workspace.preview(
      recording
        ? { policyPacks: [root, recorderPack], environment: { [recordingVariable]: recording } }
        : { policyPacks: [root] },
    );
    const failed = failure(run, workspace, project);
    if (failed) throw new Error(failed);
    process.stdout.write(run.output);
    if (recording) process.stdout.write(`Recorded in ${recording}.\n`);
    return run.status;
  } finally {
    workspace.close();
  }
}
