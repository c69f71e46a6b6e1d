import { findChromium, howToGetChromium } from "../browser/find-chromium";
import { findCli, howToGetCli } from "../engine/find-cli";
import { vitest } from "./vitest";

/**
 * `npm test`: all tests; options go to vitest. Without a Pulumi CLI the end-to-end tests are left out, and without Chromium
 * those of the pages; only CI takes that for a failure.
 */
export async function test(options: readonly string[]): Promise<number> {
  const left = NEEDS.flatMap(({ project, tests, missing }) => {
    const why = missing();
    if (why === undefined) return [];
    if (process.env.CI === "true") throw new Error(`CI needs the ${tests} tests: ${why}`);
    process.stdout.write(`The ${tests} tests are skipped: ${why}\n`);
    return ["--project", `!${project}`];
  });
  return vitest([...left, ...options]);
}

/** What some tests need besides Node.js: why it is not there, and how to get it, as sentences. */
const NEEDS: readonly { project: string; tests: string; missing: () => string | undefined }[] = [
  {
    project: "e2e",
    tests: "end-to-end",
    missing: () => {
      const search = findCli();
      return search.cli ? undefined : `${search.why.join(" ")} ${howToGetCli}`;
    },
  },
  {
    project: "browser",
    tests: "browser",
    missing: () => {
      const search = findChromium();
      return search.file === undefined ? `${search.why} ${howToGetChromium}` : undefined;
    },
  },
];
