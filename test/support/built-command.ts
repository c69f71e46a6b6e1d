import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { root } from "../../toolchain/checkout";

/** The command as it is shipped: bundled. */
export const COMMAND = path.join(root, "dist", "cli", "azure-batch-guard.js");

/** Runs it in a process of its own, in `folder`. */
export function commandIn(folder: string) {
  return async (args: readonly string[], stdin: Iterable<string> = [], flags: readonly string[] = []) => {
    const child = spawn(process.execPath, [...flags, COMMAND, ...args], { cwd: folder, stdio: "pipe" });
    const printed = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      printed.stderr += text;
    });
    const ended = once(child, "close");
    await pipeline(Readable.from(stdin), child.stdin);
    const [status] = await ended;
    return { status, ...printed };
  };
}
