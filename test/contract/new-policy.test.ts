import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { newPolicy, writePolicy } from "../../toolchain/commands/new-policy";
import { FULL } from "../support/full";

// The steps of docs/contributing.md in a copy of the sources, from a name to a policy with passing tests.

const NAME = "pool-no-inter-node-communication";
const COPIED = ["policies", "test", "toolchain", "cli", "examples", "schemas", "package.json", "vitest.config.mts"];
const copy = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-new-policy-"));

/** The files that the page shows, by name: each block begins with the line `// NAME`. */
function filesIn(page: string): ReadonlyMap<string, string> {
  const blocks = [...page.matchAll(/^ {3}```ts\n {3}\/\/ (\S+)\n([\s\S]*?)^ {3}```$/gm)];
  return new Map(blocks.map(([, name = "", text = ""]) => [name, text.replaceAll(/^ {3}/gm, "")]));
}

function run(file: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: copy, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

const vitest = () => run("node_modules/vitest/vitest.mjs", ["run", "--project", "unit", `test/rules/${NAME}.test.ts`]);

beforeAll(() => {
  const kept = (file: string) => !/[\\/](recordings|screenshots|messages)$/.test(file);
  for (const name of COPIED) cpSync(path.join(root, name), path.join(copy, name), { recursive: true, filter: kept });
  cpSync(path.join(root, "tsconfig.json"), path.join(copy, "tsconfig.json"));
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "dir");
});

afterAll(() => rmSync(copy, { recursive: true }));

describe("the steps of contributing.md", () => {
  const page = readFileSync(path.join(root, "docs", "contributing.md"), "utf8");
  const files = filesIn(page);

  test("write a rule, its test and its entry, which fail and say what to write", () => {
    expect(page).toContain(`npm run new-policy -- ${NAME}\n`);
    writePolicy(NAME, copy);
    const { status, output } = vitest();
    expect(status).toBe(1);
    expect(output).toContain("title: TODO: the requirement as one sentence");
    expect(output).toContain("link: TODO: Microsoft's page");
    expect(output).toContain("valid is empty");
    expect(output).toContain("invalid is empty");
    expect(output).toContain("undecided is empty: give cases, or the reason why there are none");
  });

  test("end with a policy of the list, and green tests", () => {
    expect([...files.keys()]).toEqual([`policies/rules/${NAME}.ts`, `test/rules/${NAME}.test.ts`]);
    for (const [name, text] of files) writeFileSync(path.join(copy, name), text);
    const { status, output } = vitest();
    expect(status, output).toBe(0);
    const list = readFileSync(path.join(copy, "policies/rules/index.ts"), "utf8");
    expect(list).toContain(
      `import { poolNoInterNodeCommunication } from "./${NAME}";\nimport { poolNoOpenRemoteAccess }`,
    );
    expect(list).toContain("  poolNoInterNodeCommunication,\n  undecided,\n");
  });

  test("have the right types", ({ skip }) => {
    skip(!FULL, "left to CI");
    const only = { extends: "./tsconfig.json", include: [], files: [...files.keys()] };
    writeFileSync(path.join(copy, "tsconfig.only.json"), JSON.stringify(only));
    expect(run("node_modules/typescript/bin/tsc", ["--noEmit", "-p", "tsconfig.only.json"])).toEqual({
      status: 0,
      output: "",
    });
  });
});

test.each([
  ["no name", []],
  ["two names", ["pool-a", "pool-b"]],
  ["a name that does not say what it is about", ["no-classic"]],
  ["a path", ["pool-../x"]],
])("%s is refused, and nothing is written", async (_title, given) => {
  await expect(newPolicy(given)).rejects.toThrow(/needs one name/);
});

test("a policy that is there is not overwritten", () => {
  expect(() => writePolicy("pool-vnet-location", root)).toThrow(
    "policies/rules/pool-vnet-location.ts is there already.",
  );
});
