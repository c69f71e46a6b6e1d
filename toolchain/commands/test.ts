import { findCli, howToGetCli } from "../engine/find-cli";
import { vitest } from "./vitest";

/** `npm test`: all tests; options go to vitest. Without a Pulumi CLI the end-to-end tests are left out, which only CI takes for a failure. */
export async function test(options: readonly string[]): Promise<number> {
  const search = findCli();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!search.cli) {
    const why = search.why.join(" ");
    if (process.env.CI === "true") throw new Error(`CI needs the end-to-end tests: ${why} ${howToGetCli}`);
    say(`The end-to-end tests are skipped: ${why} ${howToGetCli}`);
  }
  return vitest([...(search.cli ? [] : ["--project", "!e2e"]), ...options]);
}
