import { spawn } from "node:child_process";

/** Prints a line of progress. */
export type Say = (line: string) => void;

/** How to run a tool that downloads or builds something. */
export interface ToolOptions {
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly secondsAtMost: number;
  readonly onLine?: () => void;
}

/** How a tool ended, and the last line that it printed. */
export interface ToolEnd {
  readonly status: number | "missing";
  readonly lastLine: string;
}

/** Runs a tool until it ends; never rejects. */
export function runTool(command: string, args: readonly string[], options: ToolOptions): Promise<ToolEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.directory,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.secondsAtMost * 1000,
    });
    let lastLine = "";
    const read = (chunk: Buffer) => {
      for (const line of chunk
        .toString()
        .split("\n")
        .filter((text) => text.trim() !== "")) {
        lastLine = line.trim();
        options.onLine?.();
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", () => resolve({ status: "missing", lastLine }));
    child.once("close", (status) => resolve({ status: status ?? 1, lastLine }));
  });
}

/** What to build with Go. */
export interface GoBuild {
  /** The folder of the `go.mod` that pins everything. */
  readonly modules: string;
  readonly packages: string;
  readonly file: string;
  readonly flags?: readonly string[];
  readonly say: Say;
}

/** Builds a program from Go modules; returns a sentence on failure. */
export async function goBuild({ modules, packages, file, flags = [], say }: GoBuild): Promise<string | undefined> {
  const started = Date.now();
  let lines = 0;
  const progress = setInterval(() => {
    say(`  ${lines} packages downloaded or compiled after ${Math.round((Date.now() - started) / 1000)} s`);
  }, 20_000);
  const args = ["build", "-v", "-trimpath", "-mod=readonly", ...flags, "-o", file, packages];
  const { status, lastLine } = await runTool("go", args, {
    directory: modules,
    environment: { GOWORK: "off" },
    secondsAtMost: 1800,
    onLine: () => {
      lines += 1;
    },
  });
  clearInterval(progress);
  if (status === 0) return undefined;
  if (status === "missing") return "Go 1.25.11 or newer, to build it from source, is not installed.";
  return `The build from Go modules failed (${lastLine || `exit status ${status}`}).`;
}
