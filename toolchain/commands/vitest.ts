import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { root } from "../checkout";

/** Runs vitest once with these options and returns its exit status. It ends with this process. */
export async function vitest(options: readonly string[]): Promise<number> {
  const file = path.join(root, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [file, "run", ...options], { cwd: root, stdio: "inherit" });
  process.once("exit", () => child.kill());
  const [status] = await once(child, "close");
  return status ?? 1;
}
