import { isBuiltin } from "node:module";
import { describe, expect, test } from "vitest";
import packageFile from "../../package.json";
import { sourcesIn } from "../support/sources";

const sources = sourcesIn("cli");

describe.each(sources.map((source) => [source.file, source] as const))("%s", (file, { imports }) => {
  test("is named in kebab-case", () => expect(file.split("/").at(-1)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/));

  test("uses the pack without its host, and nothing of the toolchain", () => {
    const own = imports.filter((name) => /^(policies|toolchain|test|bench|examples)\//.test(name));
    expect(own.filter((name) => !name.startsWith("policies/") || /^policies\/(host|pack|index)\b/.test(name))).toEqual(
      [],
    );
  });
});

test("what the command needs is bundled: installing the pack brings nothing but Pulumi and what the policies use", () => {
  const external = sources.flatMap(({ imports }) =>
    imports.filter((name) => !/^(cli|policies|schemas)\//.test(name) && !isBuiltin(name)),
  );
  // "sarif" only has types.
  const packages = [...new Set(external)].filter((name) => !["package.json", "sarif"].includes(name));
  for (const name of packages) expect(Object.keys(packageFile.devDependencies)).toContain(name);
  expect(Object.keys(packageFile.dependencies)).toEqual(["@pulumi/policy", "@pulumi/pulumi", "ipaddr.js"]);
});

test("only the start prints: commands answer", () => {
  const printing = sources.filter(({ code }) => /\bprocess\.(stdout|stderr|exit|argv)\b|\bconsole\./.test(code));
  expect(printing.map(({ file }) => file)).toEqual([
    // The completion library prints its results itself.
    "cli/commands/complete.ts",
    "cli/main.ts",
  ]);
});

test("only the start looks at the clock", () => {
  const looking = sources.filter(({ code }) => /\bDate\.now\b|new Date\(\)|\bperformance\b/.test(code));
  expect(looking.map(({ file }) => file)).toEqual(["cli/main.ts"]);
});
