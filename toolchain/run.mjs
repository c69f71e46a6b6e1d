#!/usr/bin/env node
// The way into the toolchain: node toolchain/run.mjs [start|test|record|docs|changes|cli [options]]
// Uses nothing but Node.js itself, so that it works in a fresh clone: it installs and builds what is missing, then runs the command.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stamp = path.join(root, "dist", ".built");

if (!existsSync(path.join(root, "node_modules", ".package-lock.json"))) {
  step("Installing dependencies …", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}
if (isStale()) {
  step("Building …", ["run", "build"]);
  writeFileSync(stamp, "");
}

const [command, ...options] = process.argv.slice(2);
// Without a command this only installs and builds.
if (command) {
  const require = createRequire(import.meta.url);
  require(path.join(root, "dist", "toolchain", "commands", "index.js")).run(command, options);
}

/** Whether a source file is newer than the last build. */
function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const configuration = readdirSync(root).filter((name) => /^(tsconfig.*|package)\.json$/.test(name));
  const sources = ["policies", "cli", "toolchain"].filter((name) => existsSync(path.join(root, name)));
  const files = sources.flatMap((name) =>
    readdirSync(path.join(root, name), { recursive: true }).map((file) => path.join(name, String(file))),
  );
  // The pages that lie beside the policies are built from them.
  const inputs = [...configuration, ...files].filter((file) => !file.endsWith(".md"));
  return inputs.some((file) => statSync(path.join(root, file)).mtimeMs > built);
}

function step(title, args) {
  process.stderr.write(`${title}\n`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stdout, stderr, error } = spawnSync(npm, ["--silent", ...args], { cwd: root, encoding: "utf8" });
  if (status === 0) return;
  process.stderr.write(
    `${stdout ?? ""}${stderr ?? ""}\n"npm ${args.join(" ")}" failed${error ? `: ${error.message}` : ""}.\n`,
  );
  process.exit(1);
}
