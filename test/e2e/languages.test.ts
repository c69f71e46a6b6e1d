import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { policiesSection } from "../../toolchain/commands/report";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { runExample } from "../../toolchain/recording/run-example";
import { requireCli } from "../support/cli";
import { FULL } from "../support/full";
import { useReplays } from "../support/replays";
import { expectedText, programsByLanguage } from "../support/translations";

// Programs in languages other than TypeScript, each with the SDK of its language: previewed, deployed, previewed again, refreshed
// and judged from their states. A normal run only makes a first preview of one program per language.
const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-languages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cli = requireCli();
const replayed = useReplays();
const ONE = "standalone-rules";

/** The output of the CLI for this pack, without that of a recorder. */
function printed(output: string): string {
  const lines = policiesSection(output).split("\n");
  const ours = lines.filter((line) => !line.includes("recorder@"));
  return `${ours.join("\n").replace(` (local: ${path.resolve(root)})`, "")}\n`;
}

describe.each(programsByLanguage)("$title", ({ programs, missing }) => {
  if (missing !== undefined && process.env.CI !== "true") {
    test.skip(missing, () => {});
    return;
  }

  if (!FULL) {
    test.each(programs.filter(({ scenario }) => scenario === ONE))(
      "$name is judged like the program in TypeScript",
      async (example) => {
        const workspace = await openWorkspace(cli, readProject(example.directory));
        try {
          const { output } = await workspace.preview({ policyPacks: [root] });
          expect(printed(output)).toBe(await expectedText(replayed, example, "first-preview"));
        } finally {
          workspace.close();
        }
      },
    );
    return;
  }

  test.concurrent.each(programs)(
    "$name is judged like the program in TypeScript, and sends what is recorded",
    async (example) => {
      const runs = await runExample(cli, example, path.join(folder, example.name));
      for (const name of recordingNames) {
        const { failure, output, recording, status } = runs[name];
        const expected = await expectedText(replayed, example, name);
        expect(failure, name).toBeUndefined();
        expect(status, name).toBe(expected.includes("- [mandatory]") ? 1 : 0);
        // "policy analyze --json" does not print this text; the status and the recording are compared instead.
        if (name !== "state") expect(printed(output), name).toBe(expected);
        expect(readFileSync(recording, "utf8"), `${name}: renew it with "npm run record"`).toBe(
          readFileSync(recordingFile(example, name), "utf8"),
        );
      }
    },
  );
});
