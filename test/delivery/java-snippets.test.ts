import { expect, test } from "vitest";
import { toDocument } from "../../cli/migrate/document";
import { findLanguage } from "../../toolchain/languages/find-languages";
import { java } from "../../toolchain/languages/java";
import { EVERY_REMEDY } from "../support/every-remedy";
import { HOSTILE } from "../support/hostile-names";
import { compileJava } from "../support/java-parser";
import { everythingCalled, migrationFor } from "../support/migration";
import type { Program } from "../support/program/language";
import { VARIANTS } from "../support/program/variants";
import { IN_PLANS, kindsOf } from "../support/remedy-kinds";

// Compiles the Java snippets against the SDK: those of all spellings whose packages it has, and those with names that are meant to
// break the surrounding code.
const search = findLanguage(java);
const missing = search.folder === undefined && process.env.CI !== "true";

/** The available SDK has version 2, without the packages of version 3 and of the classic provider. */
const OF_OTHER_PACKAGES = ["v2 tokens", "v3 tokens", "classic provider"];

/** A program that needs every remedy; the SDK of version 2 does not have the names of subnets in a peering. */
const everyRemedy: Program = Object.fromEntries(
  Object.entries(EVERY_REMEDY).filter(([name]) => !name.startsWith("subnets-")),
);

function snippetsOf(program: Program): readonly string[] {
  return toDocument(migrationFor(program), "a")
    .steps.map(({ snippets }) => snippets.java)
    .filter(Boolean);
}

test.skipIf(missing)("all snippets compile", () => {
  if (search.folder === undefined) throw new Error(search.why);
  const variants = VARIANTS.filter(({ name }) => !OF_OTHER_PACKAGES.includes(name));
  const written = variants.flatMap(({ rewrite }) =>
    snippetsOf(rewrite(everythingCalled("plain")) ?? everythingCalled("plain")),
  );
  const hostile = HOSTILE.flatMap(([, name]) => snippetsOf(everythingCalled(name)));
  const snippets = [...written, ...hostile, ...snippetsOf(everyRemedy)];
  expect(written.length).toBeGreaterThan(30);
  const faults = compileJava(snippets, search.folder);
  expect(snippets.filter((_, index) => faults[index] !== undefined)).toEqual([]);
  expect(faults).toEqual(snippets.map(() => undefined));
});

test("every kind of remedy is among them", () => {
  const { steps } = toDocument(migrationFor(everyRemedy), "a");
  expect([...kindsOf(steps.flatMap(({ edits }) => edits))].sort()).toEqual([...IN_PLANS].sort());
  expect(steps.filter(({ edits, snippets }) => edits.length > 0 && !snippets.java)).toEqual([]);
});
