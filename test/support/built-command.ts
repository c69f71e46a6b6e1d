import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { root } from "../../toolchain/checkout";

/** The command as it is published: bundled. */
export const COMMAND = path.join(root, "dist", "cli", "azure-batch-guard.js");

/** Runs it in its own process, in `folder`. */
export function commandIn(folder: string) {
  return async (args: readonly string[], stdin: Iterable<string> = [], flags: readonly string[] = []) => {
    const child = spawn(process.execPath, [...flags, COMMAND, ...args], { cwd: folder, stdio: "pipe" });
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
      pipeline(Readable.from(stdin), child.stdin),
    ]);
    return { status, stdout, stderr };
  };
}
