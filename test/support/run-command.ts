import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { root } from "../../toolchain/checkout";

/** How a command of the toolchain ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm start`, `npm run record`, … as `node toolchain/run.mjs` does. */
export async function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(root, "toolchain", "run.mjs"), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    printed.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.stderr += chunk;
  });
  const [status] = await once(child, "close");
  return { status, ...printed };
}

/** The processes that serve this checkout's engine runs, as their command lines. Empty once a run has cleaned up. */
export function engineProcesses(): string[] {
  const listing = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
  const ours = [
    path.join(root, "dist", "toolchain", "language-host"),
    path.join(root, "node_modules", "@pulumi", "pulumi", "cmd"),
  ];
  return listing.split("\n").filter((line) => ours.some((file) => line.includes(file)));
}

/** Waits until no process serves an engine run any more: those of a killed engine take a moment to notice. */
export async function engineProcessesEnd(secondsAtMost = 5): Promise<string[]> {
  for (let left = secondsAtMost * 10; left > 0 && engineProcesses().length > 0; left -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return engineProcesses();
}
