import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import * as path from "node:path";

/** A shell script and where it runs. */
export interface ScriptRun {
  readonly script: string;
  /** What bash is given before the file. */
  readonly flags: readonly string[];
  readonly directory: string;
  /** Where the script may be written. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** How it ended, with everything that it printed, in the order in which it came. */
export interface ScriptEnd {
  readonly status: number;
  readonly log: string;
}

/** Runs a script of a step as the machines of CI systems do. Waits without blocking: what stands in for Azure is in this process. */
export async function runScript({ script, flags, directory, temporary, environment }: ScriptRun): Promise<ScriptEnd> {
  const file = path.join(temporary, "step.sh");
  writeFileSync(file, script);
  const child = spawn("bash", [...flags, file], {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const [status] = await once(child, "close");
  return { status: status ?? 1, log };
}
