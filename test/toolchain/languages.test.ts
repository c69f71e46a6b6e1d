import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  completeMark,
  findLanguage,
  languageDirectory,
  languageOf,
  languages,
} from "../../toolchain/languages/find-languages";
import { compile } from "../../toolchain/languages/java";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), "languages-"));
  folders.push(made);
  return made;
};

describe.skipIf(process.platform === "win32").each(languages)("$title", (language) => {
  /** A PATH with these commands. */
  const withCommands = (names: readonly string[]) => {
    const bin = folder();
    for (const name of names) writeFileSync(path.join(bin, name), "#!/bin/sh\n", { mode: 0o755 });
    return bin;
  };
  const all = Object.keys({ ...language.runsWith, ...language.madeWith });

  test.each(all)("without %s one sentence names it", (missing) => {
    const environment = {
      PATH: withCommands(all.filter((name) => name !== missing)),
      AZURE_BATCH_GUARD_CACHE: folder(),
    };
    const search = findLanguage(language, environment);
    expect(search).toMatchObject({ folder: undefined, canGet: false });
    expect("why" in search && search.why).toMatch(
      new RegExp(`^Programs in ${language.title} need .*: there is no "${missing}" on PATH\\.$`),
    );
  });

  test("what is downloaded in part does not count", () => {
    const environment = { PATH: withCommands(all), AZURE_BATCH_GUARD_CACHE: folder() };
    const place = languageDirectory(language, environment);
    mkdirSync(place);
    const why = `What programs in ${language.title} need is not in the cache: run "npm run languages".`;
    expect(findLanguage(language, environment)).toEqual({ folder: undefined, why, canGet: true });
    writeFileSync(path.join(place, completeMark), "");
    expect(findLanguage(language, environment)).toEqual({ folder: place });
    // The commands that were needed for the download are no longer needed.
    const runs = withCommands(Object.keys(language.runsWith));
    expect(findLanguage(language, { ...environment, PATH: runs })).toEqual({ folder: place });
  });
});

test("each runtime in Pulumi.yaml has at most one language", () => {
  expect(["python", "yaml", "java", "go", "nodejs"].map((runtime) => languageOf(runtime)?.title)).toEqual([
    "Python",
    "YAML",
    "Java",
    undefined,
    undefined,
  ]);
});

test("a Java program without its main class is reported before it is compiled", async () => {
  const directory = folder();
  mkdirSync(path.join(directory, "src", "main", "java"), { recursive: true });
  writeFileSync(path.join(directory, "pom.xml"), "<project/>");
  await expect(compile(directory, "")).rejects.toThrow(/pom\.xml does not say the <mainClass>\.$/);
});
