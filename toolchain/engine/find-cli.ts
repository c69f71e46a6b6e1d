import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import * as path from "node:path";
import { isExecutable } from "../executable";

/** The Pulumi CLI that the toolchain installs if there is none. */
export const pinnedVersion = "3.255.0";

/** The oldest CLI in the tests. `policy analyze --file` exists since 3.249. */
export const oldestVersion = "3.250.0";

/** The newest CLI in the tests. */
export const newestVersion = "3.276.0";

/** All CLIs in the tests, by the folder under `toolchain/cli` that pins their Go modules. */
export const triedVersions = { oldest: oldestVersion, pinned: pinnedVersion, newest: newestVersion } as const;

/** A Pulumi CLI that can be used. */
export interface Cli {
  readonly file: string;
  readonly version: string;
}

/** A CLI, or sentences that say why there is none. */
export type Search = { readonly cli: Cli } | { readonly cli: undefined; readonly why: readonly string[] };

/** How to get a CLI, for messages. */
export const howToGetCli = `Install Pulumi ${oldestVersion} or newer, or run "npm run cli".`;

/**
 * The folder of the CLI that `npm run cli` installs: `AZURE_BATCH_GUARD_CACHE`, else a folder in the user's cache. Never inside
 * the project. Versions other than {@link pinnedVersion} have their own folders in both.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env, version: string = pinnedVersion): string {
  const isChosen = environment.AZURE_BATCH_GUARD_CACHE && version === pinnedVersion;
  return isChosen ? cacheRoot(environment) : path.join(cacheRoot(environment), `pulumi-${version}`);
}

/** The folder of everything that the toolchain installs: `AZURE_BATCH_GUARD_CACHE`, else one in the user's cache. */
export function cacheRoot(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.AZURE_BATCH_GUARD_CACHE) return path.resolve(environment.AZURE_BATCH_GUARD_CACHE);
  return path.join(environment.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "azure-batch-guard");
}

/** The possible paths of a CLI in a cache folder: built from source, or downloaded by the npm package `pulumi`. */
export function cachedFiles(cache: string, version: string = pinnedVersion): string[] {
  return [path.join(cache, executable), path.join(cache, "versions", version, "bin", executable)];
}

/** The CLI of exactly this version, if `npm run cli` has installed it. */
export function findCachedCli(version: string, environment: NodeJS.ProcessEnv = process.env): Search {
  const files = cachedFiles(cacheDirectory(environment, version), version);
  const file = files.find((candidate) => isExecutable(candidate) && versionOf(candidate) === version);
  if (file) return { cli: { file, version } };
  return { cli: undefined, why: [`The Pulumi CLI ${version} is not in the cache.`] };
}

/**
 * Looks for a Pulumi CLI on PATH, then in the cache. One on PATH that is too old is reported and skipped.
 * Never throws.
 */
export function findCli(environment: NodeJS.ProcessEnv = process.env): Search {
  const onPath = (environment.PATH ?? "")
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, executable));
  const why: string[] = [];
  for (const file of [...onPath, ...cachedFiles(cacheDirectory(environment))]) {
    if (!isExecutable(file)) continue;
    const version = versionOf(file);
    if (version && !isOlder(version, oldestVersion)) return { cli: { file, version } };
    why.push(
      version
        ? `The Pulumi CLI ${file} is version ${version}; ${oldestVersion} or newer is needed.`
        : `${file} does not answer "pulumi version".`,
    );
  }
  return { cli: undefined, why: why.length > 0 ? why : ["There is no Pulumi CLI on PATH or in the cache."] };
}

/** The version in the output of `pulumi version` (`v3.255.0`, `3.256.0-alpha.1`, …) without its suffix, or `undefined`. */
export function parseVersion(output: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+)/m.exec(output.trim())?.[1];
}

/** Whether a version (`major.minor.patch`) comes before another. */
export function isOlder(version: string, other: string): boolean {
  const [left, right] = [version, other].map((text) => text.split(".").map(Number));
  const index = left?.findIndex((part, at) => part !== right?.[at]) ?? -1;
  return index >= 0 && (left?.[index] ?? 0) < (right?.[index] ?? 0);
}

const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

function versionOf(file: string): string | undefined {
  try {
    const environment = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const output = execFileSync(file, ["version"], {
      encoding: "utf8",
      env: environment,
      stdio: "pipe",
      timeout: 20_000,
    });
    // A CLI that `npm run cli` builds from source has its version by a linker flag: get-cli.ts.
    return parseVersion(output);
  } catch {
    return undefined;
  }
}
