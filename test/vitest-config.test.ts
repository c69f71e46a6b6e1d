import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../toolchain/checkout";
import { PROJECTS, projectOptions } from "../toolchain/commands/test";

/** Code that replaces a module, directly or by reading the tables of other test files. */
const REPLACES = /\bvi\.(mock|doMock)\(|support\/written\/tables"/;

test("every unit test that replaces modules has modules of its own: it would replace them for others", async () => {
  const { default: config } = await import("../vitest.config.mjs");
  const files = readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" });
  const units = files.filter((file) => file.endsWith(".test.ts") && !/^(contract|e2e|delivery|browser)\//.test(file));
  const replacing = units.filter((file) => REPLACES.test(readFileSync(path.join(root, "test", file), "utf8")));
  const projects = (config.test?.projects ?? []) as { test: { name: string; include: string[] } }[];
  const alone = projects.find((project) => project.test.name === "unit, replacing modules");
  expect(replacing.map((file) => `test/${file}`).sort()).toEqual(alone?.test.include);
});

test("contract and end-to-end tests share modules: what support/written/tables replaces, none of them loads otherwise", () => {
  const folders = ["contract", "e2e"].map((name) => path.join(root, "test", name));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  expect(tests.length).toBeGreaterThan(30);
  const others = /\bvi\.(mock|doMock)\(|support\/rule-tester"|\/rules\/[\w-]+\.test"/;
  expect(tests.filter((file) => others.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("npm test names every project of vitest that it does not leave out", async () => {
  const { default: config } = await import("../vitest.config.mjs");
  const all = (config.test?.projects ?? []) as { test: { name: string } }[];
  const named = (project: string) => (name: string) => name.startsWith(project.replace("*", ""));
  const of = (name: string) => PROJECTS.filter((project) => named(project)(name));
  expect(all.map(({ test: { name } }) => [name, of(name).length])).toEqual(all.map(({ test: { name } }) => [name, 1]));
});

test.each([
  ["nothing", [], [], []],
  ["one", ["delivery"], [], ["unit*", "contract", "e2e", "workflows", "browser"]],
  ["several", ["e2e", "delivery", "browser", "workflows", "delivery"], ["-u"], ["unit*", "contract"]],
  ["what the caller names", ["delivery"], ["--project=unit"], []],
] as const)("npm test leaves out %s", (_what, left, given, run) => {
  expect(projectOptions(left, given)).toEqual(run.flatMap((project) => ["--project", project]));
});
