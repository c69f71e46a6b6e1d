import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { formatPolicies, policiesSection } from "../../toolchain/commands/report";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";
import { recordingFile } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { replay } from "../../toolchain/recording/replay";
import { requireCli } from "../support/cli";
import { examples } from "../support/examples";
import { FULL } from "../support/full";

// The messages in test/contract/messages and on the pages are formatted as by the CLI. This test compares them with its real output.
const cli = requireCli();

const SOME = FULL ? ["mixed-estate", "existing-subnet"] : ["mixed-estate"];

test.concurrent.each(examples.filter(({ name }) => SOME.includes(name)))(
  "the CLI prints the findings of $name as they are written down",
  async (example) => {
    const workspace = await openWorkspace(cli, readProject(example.directory));
    try {
      const run = await workspace.preview({ policyPacks: [root] });
      const file = recordingFile(example, "first-preview");
      const { pack, findings } = await replay(root, parseRecording(readFileSync(file, "utf8"), file));
      expect(findings.length).toBeGreaterThan(0);
      expect(policiesSection(run.output).replace(` (local: ${path.resolve(root)})`, "")).toBe(
        formatPolicies(pack, findings),
      );
    } finally {
      workspace.close();
    }
  },
);
