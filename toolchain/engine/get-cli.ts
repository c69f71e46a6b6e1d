import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { cacheDirectory, cachedFiles, findCli, oldestVersion, pinnedVersion } from "./find-cli";
import { languageHostScript } from "./language-host-script";

/** Prints a line of progress. */
export type Say = (line: string) => void;

/**
 * Gets a Pulumi CLI into the cache unless one is there or on PATH: what the npm package `pulumi` downloads,
 * else built from the Go modules that `modules` (a folder with `go.mod`) pins. Throws one error that says what is missing
 * when neither works.
 */
export async function getCli(modules: string, say: Say): Promise<void> {
  const found = findCli();
  if (found.cli) return say(`Pulumi CLI ${found.cli.version}: ${found.cli.file}`);
  for (const sentence of found.why) say(sentence);

  const cache = cacheDirectory();
  mkdirSync(cache, { recursive: true });
  const failures: string[] = [];
  for (const way of [download, build]) {
    const failure = await way(cache, modules, say);
    if (failure === undefined) return say(`Pulumi CLI ${pinnedVersion} is ready in ${cache}.`);
    failures.push(failure);
    say(failure);
  }
  throw new Error(
    `No Pulumi CLI: ${failures.join(" ")} Install Pulumi ${oldestVersion} or newer yourself, and put it on PATH.`,
  );
}

/** The npm package `pulumi` fetches the official release, with all its language hosts, when it is first run. */
async function download(cache: string, _modules: string, say: Say): Promise<string | undefined> {
  say(`Asking the npm package pulumi@${pinnedVersion} for its download …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, lastLine } = await run(npm, ["exec", "--yes", "--", `pulumi@${pinnedVersion}`, "version"], {
    environment: { PULUMI_HOME: cache, PULUMI_VERSION: pinnedVersion, PULUMI_SKIP_UPDATE_CHECK: "true" },
    secondsAtMost: 300,
  });
  const downloaded = cachedFiles(cache).some((file) => existsSync(file));
  if (status === 0 && downloaded) return undefined;
  return `The download of the npm package pulumi did not work (${lastLine || `exit status ${status}`}).`;
}

const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`;

async function build(cache: string, modules: string, say: Say): Promise<string | undefined> {
  say(`Building Pulumi ${pinnedVersion} from Go modules: about 3 minutes on two cores the first time …`);
  const file = cachedFiles(cache)[0] as string;
  const unfinished = `${file}.${process.pid}`;
  const packages = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const flags = ["-v", "-trimpath", "-mod=readonly", "-ldflags", `-s -w ${versionFlag}`, "-o", unfinished];
  const started = Date.now();
  let lines = 0;
  const progress = setInterval(() => {
    say(`  ${lines} packages downloaded or compiled after ${Math.round((Date.now() - started) / 1000)} s`);
  }, 20_000);
  const { status, lastLine } = await run("go", ["build", ...flags, packages], {
    directory: modules,
    environment: { GOWORK: "off" },
    secondsAtMost: 1800,
    onLine: () => {
      lines += 1;
    },
  });
  clearInterval(progress);
  if (status !== 0) {
    rmSync(unfinished, { force: true });
    if (status === "missing") return "Go 1.25.11 or newer, to build the CLI from source, is not installed.";
    return `The build from Go modules failed (${lastLine || `exit status ${status}`}).`;
  }
  renameSync(unfinished, file);
  const host = path.join(cache, languageHostScript.name);
  writeFileSync(host, languageHostScript.text);
  chmodSync(host, 0o755);
  return undefined;
}

interface Options {
  readonly directory?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly secondsAtMost: number;
  readonly onLine?: () => void;
}

function run(command: string, args: readonly string[], options: Options) {
  return new Promise<{ status: number | "missing"; lastLine: string }>((resolve) => {
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
