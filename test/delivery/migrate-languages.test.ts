import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import type { MigrationDocument } from "../../cli/migrate/document";
import { NOTHING } from "../../cli/migrate/markdown";
import { operations } from "../../policies/remedies/edits";
import { root } from "../../toolchain/checkout";
import { presetFile } from "../../toolchain/docs/presets";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { touched } from "../support/engine-events";
import { APPLY, migrate } from "../support/migrating";
import { usePrograms } from "../support/programs";
import { programsByLanguage } from "../support/translations";

// As test/delivery/migrate.test.ts for TypeScript: the snippets of each step are applied to the program, which is deployed after
// each step; in the end the pack has no findings.
const cli = requireCli();
const { copyOf } = usePrograms();

const LANGUAGES: readonly (readonly [name: "python" | "yaml", file: string])[] = [
  ["python", "__main__.py"],
  ["yaml", "Pulumi.yaml"],
];

describe.concurrent.each(LANGUAGES)("the plan for classic-leftover in %s", (language, program) => {
  const missing = programsByLanguage.find(({ name }) => name === language)?.missing;
  test.skipIf(missing !== undefined && process.env.CI !== "true")(
    "leads step by step to a program in which the pack finds nothing",
    async () => {
      const directory = copyOf(`classic-leftover/${language}`);
      const file = path.join(directory, program);
      const workspace = await openWorkspace(cli, readProject(directory));
      try {
        const deployed = await workspace.up();
        expect(deployed.status, deployed.output).toBe(0);
        const state = await workspace.exportState();
        const { steps, imports }: MigrationDocument = JSON.parse(await migrate(state, "--format", "json"));
        const text = await migrate(state, "--language", language);
        expect(steps.flatMap(({ edits }) => edits).length).toBeGreaterThan(4);
        for (const { kind, edits, snippets } of steps) {
          if (edits.length === 0) continue;
          // The applied snippet is the one that the plan shows.
          expect(text).toContain(snippets[language]);
          writeFileSync(file, APPLY[language](readFileSync(file, "utf8"), snippets[language], imports[language]));
          const policyPackConfig = path.join(root, presetFile("audit"));
          const done = await workspace.up({ policyPacks: [root], policyPackConfig });
          expect(done.status, done.output).toBe(0);
          const expected = operations(edits).map(([what, { name }]) => `${what} ${name}`);
          expect(touched(done.log), kind).toEqual(expected.sort());
        }
        const after = await workspace.preview({ policyPacks: [root] });
        expect(after.findings).toEqual([]);
        expect(after.status, after.output).toBe(0);
        expect(touched(after.log)).toEqual([]);
        expect(await migrate(await workspace.exportState())).toBe(`${NOTHING}\n`);
      } finally {
        workspace.close();
      }
    },
  );
});
