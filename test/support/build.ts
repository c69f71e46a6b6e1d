import { execFileSync } from "node:child_process";
import * as path from "node:path";

/** Builds the pack and the toolchain unless they are up to date: the policy server and the engine run the build. */
export function setup(): void {
  execFileSync(process.execPath, [path.resolve(__dirname, "../../toolchain/run.mjs")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}
