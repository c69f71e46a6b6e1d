import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { actFile, actVersion, findAct } from "../../toolchain/runner/find-act";

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), "runner-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

test("act is what the cache has under its version, and a sentence says how to get it", () => {
  const environment = { AZURE_BATCH_GUARD_CACHE: cache };
  const why = 'act, which runs GitHub\'s workflows, is not in the cache: run "npm run runner".';
  expect(findAct(environment)).toEqual({ file: undefined, why });
  const file = actFile(environment);
  expect(path.relative(cache, path.dirname(file))).toBe(`act-${actVersion}`);
  mkdirSync(path.dirname(file));
  writeFileSync(file, "");
  expect(findAct(environment)).toEqual({ file: undefined, why });
  rmSync(file);
  writeFileSync(file, "", { mode: 0o755 });
  expect(findAct(environment)).toEqual({ file });
});

test("go.mod pins the version", () => {
  const modules = readFileSync(path.join(root, "toolchain", "runner", "go.mod"), "utf8");
  expect(modules).toContain(`github.com/nektos/act v${actVersion}\n`);
});
