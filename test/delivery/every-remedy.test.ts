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
import { EVERY_CLASSIC_REMEDY, EVERY_REMEDY } from "../support/every-remedy";
import { APPLY, migrate } from "../support/migrating";
import type { Program } from "../support/program/language";
import { type SourceLanguage, sourceOf } from "../support/program/sources";
import { usePrograms } from "../support/programs";
import { IN_PLANS, kindsOf } from "../support/remedy-kinds";
import { programsByLanguage } from "../support/translations";

// Programs that need every remedy, in each language: all snippets of the plan are applied to the program in their order, and one
// deployment makes exactly the planned changes. In the end the pack has no findings.
const cli = requireCli();
const { empty } = usePrograms();

const PROGRAMS: readonly (readonly [provider: string, language: SourceLanguage, program: Program])[] = [
  ["azure-native", "typescript", EVERY_REMEDY],
  ["azure-native", "python", EVERY_REMEDY],
  ["azure-native", "yaml", EVERY_REMEDY],
  ["azure", "yaml", EVERY_CLASSIC_REMEDY],
];

/** The kinds of applied remedies, by provider and language; Java snippets are only compiled against the SDK. */
const applied = new Map<string, ReadonlySet<string>>();

describe.concurrent.each(PROGRAMS)("the plan for %s in %s", (provider, language, program) => {
  const missing = programsByLanguage.find(({ name }) => name === language)?.missing;
  test.skipIf(missing !== undefined && process.env.CI !== "true")("mends every fault", async () => {
    const directory = empty();
    const { main, files } = sourceOf(program, language);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
    const file = path.join(directory, main);
    const workspace = await openWorkspace(cli, readProject(directory));
    try {
      const deployed = await workspace.up();
      expect(deployed.status, deployed.output.slice(-3000)).toBe(0);
      const state = await workspace.exportState();
      const { steps, imports }: MigrationDocument = JSON.parse(await migrate(state, "--format", "json"));
      let text = readFileSync(file, "utf8");
      for (const { edits, snippets } of steps)
        if (edits.length > 0) text = APPLY[language](text, snippets[language], imports[language]);
      writeFileSync(file, text);
      const done = await workspace.up({
        policyPacks: [root],
        policyPackConfig: path.join(root, presetFile("audit")),
      });
      expect(done.status, done.output.slice(-6000)).toBe(0);
      const expected = operations(steps.flatMap(({ edits }) => edits)).map(([what, { name }]) => `${what} ${name}`);
      expect(touched(done.log)).toEqual(expected.sort());
      expect(done.findings).toEqual([]);
      expect(await migrate(await workspace.exportState())).toBe(`${NOTHING}\n`);
      applied.set(`${provider} in ${language}`, kindsOf(steps.flatMap(({ edits }) => edits)));
    } finally {
      workspace.close();
    }
  });
});

test("no kind of remedy is left out", () => {
  for (const [where, kinds] of applied) {
    expect({ where, left: IN_PLANS.filter((kind) => !kinds.has(kind)) }).toEqual({ where, left: [] });
  }
});
