import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { root } from "../../toolchain/checkout";
import { type ProcessEnd, runProcess } from "../../toolchain/engine/process";

/** Runs `npm start`, `npm run record`, … as `node toolchain/run.mjs` does. */
export function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ProcessEnd> {
  const file = path.join(root, "toolchain", "run.mjs");
  return runProcess(process.execPath, [file, ...args], {
    directory: root,
    environment: { ...process.env, ...environment },
  });
}

/** An environment variable that only the processes of one test have, so that tests may run engines in parallel. */
export interface ProcessMark {
  readonly environment: NodeJS.ProcessEnv;
  /** The processes of this test's engine runs, as command lines with environment. Empty after a run has cleaned up. */
  readonly processes: () => string[];
  /** Waits until all of these processes have ended: those of a killed engine end with a delay. */
  readonly processesEnd: (secondsAtMost?: number) => Promise<string[]>;
}

/** A unique mark. */
export function markProcesses(): ProcessMark {
  const mark = randomUUID();
  const processes = () => {
    const listing = execFileSync("ps", WITH_ENVIRONMENT, { encoding: "utf8", maxBuffer: 1 << 28 });
    return listing.split("\n").filter((line) => line.includes(mark) && SERVING.some((file) => line.includes(file)));
  };
  const processesEnd = async (secondsAtMost = 5) => {
    for (let left = secondsAtMost * 10; left > 0 && processes().length > 0; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return processes();
  };
  return { environment: { AZURE_BATCH_GUARD_TEST_RUN: mark }, processes, processesEnd };
}

const WITH_ENVIRONMENT = process.platform === "darwin" ? ["-AEww", "-o", "command"] : ["axeww", "-o", "command"];

const SERVING = [
  path.join(root, "dist", "toolchain", "language-host"),
  path.join(root, "node_modules", "@pulumi", "pulumi", "cmd"),
];
