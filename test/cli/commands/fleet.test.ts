import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";

const { folder, write } = useFiles();
const empty = path.join(folder, "empty");
mkdirSync(empty);

// The judging itself needs the built worker: test/contract/command-fleet.test.ts.
test.each<[string, readonly string[], string]>([
  ["an empty folder", [empty], `There is no .json file in ${empty}.`],
  ["an empty folder of sweeps", ["--merge", empty], `There is no .json file in ${empty}.`],
  [
    "an empty list",
    ["--stacks-from", write("list.txt", "\n")],
    `There is no file name in ${path.join(folder, "list.txt")}.`,
  ],
  ["an empty list on standard input", ["--stacks-from", "-"], "There is no file name in standard input."],
  ["a list that is not there", ["--stacks-from", "none.txt"], "none.txt cannot be read: there is no such file."],
  ["a list that is a folder", ["--stacks-from", empty], `${empty} cannot be read: it is a folder.`],
  ["sweeps that are not there", ["--merge", "none"], "none cannot be read: there is no such file."],
])("what leaves nothing to judge is named: %s", async (_what, args, complaint) => {
  expect(await command(["fleet", ...args])).toEqual({ status: 2, complaint });
});
