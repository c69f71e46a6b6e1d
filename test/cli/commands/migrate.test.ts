import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { MIGRATION_FORMAT } from "../../../cli/migrate/document";
import { NOTHING } from "../../../cli/migrate/markdown";
import { LANGUAGE_NAMES } from "../../../cli/migrate/snippets/literals";
import { root } from "../../../toolchain/checkout";
import { PROGRAMS } from "../../programs/all";
import { farm, toBatch } from "../../rules/parts";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { RETIRED } from "../../support/migration";
import { classicState, exported, recorded, registered } from "../../support/stacks";

const { folder, write } = useFiles();
const classic = write("classic.json", classicState());
const settled = write("settled.json", exported(registered(farm({ rules: [toBatch] }), "state")));
const migrate = (...args: readonly string[]) => command(["migrate", ...args], "", RETIRED);

const ajv = new Ajv({ allErrors: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path.join(root, "schemas/migration.schema.json"), "utf8")));

test("a state with a classic pool gives its plan, in TypeScript", async () => {
  const { status, output, complaint } = await migrate(classic);
  expect([status, complaint]).toEqual([0, undefined]);
  expect(output).toContain("# Migrate `shapes/dev` to simplified node communication");
  expect(output).toContain("```typescript\n");
  expect(output).not.toContain("```python");
});

test("a state without one says so", async () => {
  expect(await migrate(settled)).toEqual({ status: 0, output: `${NOTHING}\n` });
});

test("an empty stack says so", async () => {
  const empty = write("empty.json", { version: 3, deployment: {} });
  expect(await migrate(empty)).toEqual({ status: 0, output: `${NOTHING}\n` });
});

test("standard input is read", async () => {
  const { output } = await command(["migrate", "-", "--format", "json"], readFileSync(classic, "utf8"), RETIRED);
  expect(JSON.parse(output ?? "").file).toBe("standard input");
});

describe("languages", () => {
  test.each(LANGUAGE_NAMES)("%s alone", async (language) => {
    const { output = "" } = await migrate(classic, "--language", language);
    const fences = [...output.matchAll(/^```(\w+)$/gm)].map(([, name]) => name);
    expect(new Set(fences)).toEqual(new Set([language, "sh", "text"]));
  });

  test("all of them", async () => {
    const { output = "" } = await migrate(classic, "--language", "all");
    for (const language of LANGUAGE_NAMES) expect(output).toContain(`\`\`\`${language}\n`);
  });

  test.each([
    [
      "tpyescript",
      "--language takes typescript, python, yaml, java, go, csharp or all, not tpyescript; did you mean typescript?",
    ],
    ["kotlin", "--language takes typescript, python, yaml, java, go, csharp or all, not kotlin."],
  ])("%s is none", async (language, complaint) => {
    expect(await migrate(classic, "--language", language)).toEqual({ status: 2, complaint });
  });
});

describe("JSON", () => {
  test("is as its schema says, for every program of the tests", async () => {
    let edited = 0;
    for (const { program } of PROGRAMS) {
      for (const shown of ["state", "preview"] as const) {
        const resources = registered(program, shown);
        const file = write("program.json", shown === "state" ? exported(resources) : recorded(resources));
        const { output } = await migrate(file, "--format", "json");
        const document = JSON.parse(output ?? "");
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
        expect(document).toMatchObject({ format: MIGRATION_FORMAT, date: RETIRED, retirementDate: "2026-03-31" });
        edited += document.steps.flatMap(({ edits }: { edits: unknown[] }) => edits).length;
      }
    }
    expect(edited).toBeGreaterThan(20);
  });

  test("the schema takes no other edits", async () => {
    const { output } = await migrate(classic, "--format", "json");
    const document = JSON.parse(output ?? "");
    const [step] = document.steps;
    for (const wrong of [
      { action: "set" },
      { action: "guess", path: "a", value: 1 },
      { action: "remove", path: "a" },
    ]) {
      const edit = { urn: "u", type: "t", name: "n", ...wrong };
      expect(validate({ ...document, steps: [{ ...step, edits: [edit] }] })).toBe(false);
    }
  });
});

test("the settings of a configuration count", async () => {
  const config = write("config.txt", { settings: { retirementDate: "2028-01-01" } });
  const { output } = await migrate(classic, "--config", config);
  expect(output).toContain("stops supporting classic node communication after 2028-01-01");
  expect((await migrate(classic)).output).toContain("stopped supporting classic node communication after 2026-03-31");
});

describe("what cannot be done is one sentence and status 2", () => {
  test.each<[string, () => string, string]>([
    ["no such file", () => path.join(folder, "none.json"), "cannot be read: there is no such file."],
    ["broken JSON", () => write("broken.json", '{"version": 3,'), "broken.json"],
    [
      "another version",
      () => write("old.json", { version: 1, deployment: {} }),
      "version 1, and only 3 and 4 are known.",
    ],
    ["an update plan", () => write("plan.json", { resourcePlans: {} }), 'is a plan of "pulumi preview --save-plan"'],
  ])("%s", async (_what, make, expected) => {
    const { status, output, complaint } = await migrate(make());
    expect([status, output]).toEqual([2, undefined]);
    expect(complaint).toContain(expected);
    expect(complaint?.split("\n")).toHaveLength(1);
  });

  test("a configuration that is none", async () => {
    expect(await migrate(classic, "--config", path.join(folder, "none.txt"))).toMatchObject({ status: 2 });
  });
});

describe("a file is written whole or not at all", () => {
  test("the plan", async () => {
    const file = path.join(folder, "plan.md");
    expect(await migrate(classic, "--output", file)).toEqual({ status: 0 });
    expect(readFileSync(file, "utf8")).toBe((await migrate(classic)).output);
  });

  test("nothing where it cannot be", async () => {
    const file = path.join(folder, "none", "plan.md");
    const { status, complaint } = await migrate(classic, "--output", file);
    expect([status, complaint]).toEqual([2, expect.stringContaining("there is no such folder")]);
    expect(existsSync(file)).toBe(false);
  });
});
