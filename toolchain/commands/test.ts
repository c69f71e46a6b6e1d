import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { root } from "../checkout";
import { findCli, howToGetCli } from "../engine/find-cli";

/** `npm test`: all tests; options go to vitest. Without a Pulumi CLI the end-to-end tests are left out, which only CI takes for a failure. */
export async function test(options: readonly string[]): Promise<number> {
  const search = findCli();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!search.cli) {
    const why = search.why.join(" ");
    if (process.env.CI === "true") throw new Error(`CI needs the end-to-end tests: ${why} ${howToGetCli}`);
    say(`The end-to-end tests are skipped: ${why} ${howToGetCli}`);
  }
  const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");
  const skipped = search.cli ? [] : ["--project", "!e2e"];
  const child = spawn(process.execPath, [vitest, "run", ...skipped, ...options], { cwd: root, stdio: "inherit" });
  process.once("exit", () => child.kill());
  const [status] = await once(child, "close");
  return status ?? 1;
}
