import { chmodSync, mkdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { findChromium } from "../../../toolchain/browser/find-chromium";
import { useFiles } from "../../support/files";

const { folder, write } = useFiles();

/** An executable or non-executable file in its own folder. */
function program(inside: string, name: string, mode = 0o755): string {
  mkdirSync(path.join(folder, inside), { recursive: true });
  const file = write(path.join(inside, name), "#!/bin/sh\n");
  chmodSync(file, mode);
  return file;
}

const chrome = program("a", "google-chrome");
const debian = program("b", "chromium");
const idle = program("c", "chromium", 0o644);
const PATH = ["a", "b"].map((name) => path.join(folder, name)).join(path.delimiter);

describe("Chromium", () => {
  test.each([
    ["the one that is named", { CHROMIUM_PATH: chrome, PATH }, chrome],
    ["by its name, wherever it is on PATH", { PATH }, debian],
    ["under another name", { PATH: path.dirname(chrome) }, chrome],
  ])("%s", (_what, environment, file) => expect(findChromium(environment)).toEqual({ file }));

  test.each([
    ["none on PATH", { PATH: path.join(folder, "d") }, "There is no Chromium on PATH."],
    ["one that cannot be run", { PATH: path.dirname(idle) }, "There is no Chromium on PATH."],
    ["no PATH at all", {}, "There is no Chromium on PATH."],
    ["a named one that cannot be run", { CHROMIUM_PATH: idle, PATH }, `CHROMIUM_PATH is ${idle}, which cannot be run.`],
  ])("%s", (_what, environment, why) => expect(findChromium(environment)).toEqual({ file: undefined, why }));
});
