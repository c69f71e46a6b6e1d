import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { runExample } from "../../toolchain/recording/run-example";
import { requireCli } from "../support/cli";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";

// Each example lives its whole life once: previewed, deployed, previewed again, refreshed, judged from its state. What that
// gave is compared here; the recordings of it are what the contract tests and `npm start` without a CLI replay.
const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("on the real engine", () => {
  const cli = requireCli();

  // Outside of CI two stand for all: what the others are sent is judged by the contract tests.
  const some = ["standalone-rules", "mixed-estate"];

  test.concurrent.for(examples)(
    "$name gives what expected.json says, and sends what is recorded",
    async (example, { skip }) => {
      skip(!FULL && !some.includes(example.name), "left to CI");
      const runs = await runExample(cli, example, path.join(folder, example.name));
      for (const name of recordingNames) {
        const expected = asExpected(example.expected[name]);
        const status = expected.some(({ level }) => level === "mandatory") ? 1 : 0;
        const { failure, findings, recording } = runs[name];
        expect(failure, name).toBeUndefined();
        expect(asExpected(findings), name).toEqual(expected);
        expect(runs[name].status, name).toBe(status);
        // Formatted recordings are sorted and hold nothing volatile, so the same meaning is the same text.
        expect(readFileSync(recording, "utf8"), `${name}: renew it with "npm run record"`).toBe(
          readFileSync(recordingFile(example, name), "utf8"),
        );
      }
    },
  );
});
