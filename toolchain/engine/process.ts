import { type ChildProcess, spawn } from "node:child_process";

/** How a process ended. */
export interface ProcessEnd {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a process. */
export interface ProcessOptions {
  readonly directory?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
  /** Kills the process. */
  readonly signal?: AbortSignal;
}

const running = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Runs a command without standard input until it ends; it ends with this process. Rejects when it cannot be started. */
export function runProcess(
  command: string,
  args: readonly string[],
  { directory, environment, onOutput, signal }: ProcessOptions,
): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: directory, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => child.kill("SIGKILL");
    running.add(child);
    signal?.addEventListener("abort", end, { once: true });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        printed[stream] += text;
        onOutput?.(text);
      });
    }
    child.once("error", reject);
    child.once("close", (status) => {
      running.delete(child);
      signal?.removeEventListener("abort", end);
      resolve({ status: status ?? 1, ...printed });
    });
  });
}
