import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { cacheDirectory, cachedFiles, findCachedCli, findCli, oldestVersion, pinnedVersion } from "./find-cli";
import { languageHostScript } from "./language-host-script";
import { goBuild, runTool, type Say } from "./run-tool";

/**
 * Installs a Pulumi CLI into the cache: of `version` or, if that is left out, the pinned one unless another is on PATH. It is
 * downloaded by the npm package `pulumi`, or else built from the Go modules that `modules` (a folder with `go.mod`) pins. Throws one
 * error that says what is missing if both fail.
 */
export async function getCli(modules: string, say: Say, version?: string): Promise<void> {
  const found = version === undefined ? findCli() : findCachedCli(version);
  if (found.cli) return say(`Pulumi CLI ${found.cli.version}: ${found.cli.file}`);
  for (const sentence of found.why) say(sentence);

  const wanted = version ?? pinnedVersion;
  const cache = cacheDirectory(process.env, wanted);
  mkdirSync(cache, { recursive: true });
  const failures: string[] = [];
  for (const way of [download, build]) {
    const failure = await way({ cache, modules, say, version: wanted });
    if (failure === undefined) return say(`Pulumi CLI ${wanted} is ready in ${cache}.`);
    failures.push(failure);
    say(failure);
  }
  throw new Error(
    `No Pulumi CLI: ${failures.join(" ")} Install Pulumi ${oldestVersion} or newer yourself, and put it on PATH.`,
  );
}

interface Wanted {
  readonly cache: string;
  readonly modules: string;
  readonly say: Say;
  readonly version: string;
}

/** The npm package `pulumi` downloads the official release, with all its language hosts, on its first run. */
async function download({ cache, say, version }: Wanted): Promise<string | undefined> {
  say(`Asking the npm package pulumi@${version} for its download …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, lastLine } = await runTool(npm, ["exec", "--yes", "--", `pulumi@${version}`, "version"], {
    environment: { PULUMI_HOME: cache, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true" },
    secondsAtMost: 300,
  });
  const downloaded = cachedFiles(cache, version).some((file) => existsSync(file));
  if (status === 0 && downloaded) return undefined;
  return `The download of the npm package pulumi did not work (${lastLine || `exit status ${status}`}).`;
}

async function build({ cache, modules, say, version }: Wanted): Promise<string | undefined> {
  say(`Building Pulumi ${version} from Go modules: about 3 minutes on two cores the first time …`);
  const file = cachedFiles(cache, version)[0] as string;
  const unfinished = `${file}.${process.pid}`;
  const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const failed = await goBuild({
    modules,
    packages: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    file: unfinished,
    flags: ["-ldflags", `-s -w ${versionFlag}`],
    say,
  });
  if (failed) {
    rmSync(unfinished, { force: true });
    return failed;
  }
  renameSync(unfinished, file);
  const host = path.join(cache, languageHostScript.name);
  writeFileSync(host, languageHostScript.text);
  chmodSync(host, 0o755);
  return undefined;
}
