import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findCachedCli, newestVersion, oldestVersion } from "../../toolchain/engine/find-cli";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { runExample } from "../../toolchain/recording/run-example";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";

// The oldest and the newest Pulumi CLI in use: both send the same as the version that made the recordings, and have the same
// findings. "npm run cli -- --all" installs them.
const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-versions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tried = ["classic-leftover", "simplified", "mixed-estate"];

describe.each([oldestVersion, newestVersion])("Pulumi %s", (version) => {
  const { cli, ...search } = findCachedCli(version);
  if (cli === undefined && process.env.CI !== "true") {
    test.skip(`${"why" in search ? search.why.join(" ") : ""} Run "npm run cli -- --all".`, () => {});
    return;
  }
  if (!FULL) {
    test.skip("is left to CI", () => {});
    return;
  }

  test.concurrent.each(examples.filter(({ name }) => tried.includes(name)))("judges $name", async (example) => {
    if (cli === undefined) throw new Error(`CI needs Pulumi ${version}: run "npm run cli -- --all".`);
    const runs = await runExample(cli, example, path.join(folder, version, example.name));
    for (const name of recordingNames) {
      const { failure, findings, recording, status } = runs[name];
      const expected = asExpected(example.expected[name]);
      expect(failure, name).toBeUndefined();
      expect(asExpected(findings), name).toEqual(expected);
      expect(status, name).toBe(expected.some(({ level }) => level === "mandatory") ? 1 : 0);
      expect(readFileSync(recording, "utf8"), name).toBe(readFileSync(recordingFile(example, name), "utf8"));
    }
  });
});
