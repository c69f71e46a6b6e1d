import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import type { MigrationDocument } from "../../cli/migrate/document";
import { NOTHING } from "../../cli/migrate/markdown";
import { run } from "../../cli/run";
import { operations } from "../../policies/remedies/edits";
import { root } from "../../toolchain/checkout";
import { presetFile } from "../../toolchain/docs/presets";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";
import { applyYamlSnippet } from "../support/apply-yaml";
import { requireCli } from "../support/cli";
import { inPieces } from "../support/command";
import { touched } from "../support/engine-events";
import { usePrograms } from "../support/programs";
import { programsByLanguage } from "../support/translations";

// As test/delivery/migrate.test.ts does it with TypeScript: the snippets of each step go into the program, which is deployed after
// each, and in the end the pack finds nothing.
const cli = requireCli();
const { copyOf } = usePrograms();
const today = new Date().toISOString().slice(0, 10);

async function migrate(state: string, ...options: string[]): Promise<string> {
  const world = { today, stdin: inPieces(Buffer.from("")), progress: () => {} };
  const { status, output, complaint } = await run(["migrate", state, ...options], world);
  expect([status, complaint]).toEqual([0, undefined]);
  return output ?? "";
}

type Apply = (program: string, snippet: string, imports: readonly string[]) => string;

const applyPythonSnippet: Apply = (program, snippet, imports) =>
  execFileSync("python3", [path.join(root, "test", "support", "apply_snippet.py")], {
    encoding: "utf8",
    input: JSON.stringify({ program, snippet, imports }),
  });

const LANGUAGES: readonly (readonly [name: "python" | "yaml", file: string, apply: Apply])[] = [
  ["python", "__main__.py", applyPythonSnippet],
  ["yaml", "Pulumi.yaml", applyYamlSnippet],
];

describe.each(LANGUAGES)("the plan for classic-leftover in %s", (language, program, apply) => {
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
          // What is applied is what people are shown.
          expect(text).toContain(snippets[language]);
          writeFileSync(file, apply(readFileSync(file, "utf8"), snippets[language], imports[language]));
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
