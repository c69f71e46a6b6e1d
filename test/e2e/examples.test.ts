import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { formatPolicies, policiesSection } from "../../toolchain/commands/report";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { replay } from "../../toolchain/recording/replay";
import { runExample } from "../../toolchain/recording/run-example";
import { requireCli } from "../support/cli";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";

// Each example is previewed, deployed, previewed again, refreshed and judged from its state. The results, and the output of the
// first preview, are compared here; the contract tests, and `npm start` without a CLI, replay the recordings.
const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("on the real engine", () => {
  const cli = requireCli();

  // A normal run tests two of them: the contract tests judge the recordings of the others.
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
        // Formatted recordings are sorted and contain no volatile values, so equal content is equal text.
        expect(readFileSync(recording, "utf8"), `${name}: renew it with "npm run record"`).toBe(
          readFileSync(recordingFile(example, name), "utf8"),
        );
      }
      // The messages on the pages and in test/contract/messages are formatted as by the CLI.
      const first = runs["first-preview"];
      const { pack, findings } = await replay(
        root,
        parseRecording(readFileSync(first.recording, "utf8"), first.recording),
      );
      const printed = policiesSection(first.output).replaceAll(/ \(local: .*\)$/gm, "");
      expect(printed).toBe(`${formatPolicies(pack, findings)}\n    ✅ recorder@v1.0.0`);
    },
  );
});
