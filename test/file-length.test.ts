import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../toolchain/checkout";

/** Each file has one subject; a longer file states the reason in its first line. */
const MOST_LINES = 200;
const REASON = /^(\/\/|#) Over 200 lines: \S.*\.$/;

const FOLDERS = ["bench", "cli", "policies", "test", "toolchain", "examples/ci", "examples/fleet"];
const CODE = /\.(tsx?|m?js|mts|py|sh)$/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => CODE.test(name) && !/(^|\/)node_modules\//.test(name))
    .map((name) => path.posix.join(folder, name)),
);
const read = (file: string) => readFileSync(path.join(root, file), "utf8").trimEnd().split("\n");

test(`a file of more than ${MOST_LINES} lines says why in its first line, and no other does`, () => {
  const measured = files.map((file) => ({ file, lines: read(file) }));
  const long = measured.filter(({ lines }) => lines.length > MOST_LINES).map(({ file }) => file);
  const excused = measured.filter(({ lines }) => REASON.test(lines[0] ?? "")).map(({ file }) => file);
  expect(long).toEqual(excused);
});
