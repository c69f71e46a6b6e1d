import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll } from "vitest";
import { root } from "../../toolchain/checkout";

/** The files that `npm pack` puts into the package, as paths relative to its folder. */
export function packedFiles(): string[] {
  const [{ files }] = JSON.parse(npm(["pack", "--dry-run", "--json", "--ignore-scripts"]));
  return files.map((file: { path: string }) => file.path).sort();
}

/** The package as a tarball, in a folder that is removed after the tests of the calling file. */
export function packTarball(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-pack-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const name = npm(["pack", "--ignore-scripts", "--pack-destination", folder]).trim();
  return path.join(folder, name);
}

function npm(args: readonly string[]): string {
  return execFileSync("npm", ["--loglevel=error", ...args], { cwd: root, encoding: "utf8" });
}
