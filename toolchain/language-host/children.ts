import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { endWithParentFlags } from "../end-with-parent";

/** The script to run, from the project's own Pulumi SDK. */
export interface SdkScript {
  /** `run` for programs, `run-policy-pack` for policy packs. */
  readonly script: "run" | "run-policy-pack";
  /** The folder of the program or pack; its `@pulumi/pulumi` is the one that runs. */
  readonly directory: string;
  readonly workingDirectory: string;
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts a script of the Pulumi SDK that is installed for `directory`.
 * Throws one sentence if there is none.
 */
export function startSdkScript(sdk: SdkScript): ChildProcess {
  const script = findScript(sdk.script, sdk.directory);
  return spawn(process.execPath, [...endWithParentFlags, script, ...sdk.arguments], {
    cwd: sdk.workingDirectory,
    env: { ...process.env, ...sdk.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function findScript(script: string, directory: string): string {
  try {
    return createRequire(path.join(directory, "package.json")).resolve(`@pulumi/pulumi/cmd/${script}`);
  } catch {
    throw new Error(`@pulumi/pulumi is not installed for ${directory}; run "npm install" there first.`);
  }
}
