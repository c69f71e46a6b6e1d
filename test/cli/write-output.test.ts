import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS, run } from "../../cli/run";
import { outputFault, writeOutput } from "../../cli/write-output";

let folder: string;
const inFolder = (...names: string[]) => path.join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "output-"));
  mkdirSync(inFolder("there"));
  mkdirSync(inFolder("locked"));
  writeFileSync(inFolder("file"), "");
  chmodSync(inFolder("locked"), 0o555);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("before the work begins", () => {
  test.each(["new", "file", "there/new"])("%s can be written", async (name) => {
    expect(await outputFault(`${folder}/${name}`)).toBeUndefined();
  });

  test("so can a file of the current folder, and what is printed", async () => {
    expect(await outputFault("a-file-that-is-not-there")).toBeUndefined();
    expect(await outputFault("-")).toBeUndefined();
  });

  test.each([
    ["none/new", "there is no such folder"],
    ["file/new", "there is no such folder"],
    ["there", "it is a folder"],
    ["there/", "it is a folder"],
    ["none/", "it is a folder"],
  ])("%s cannot", async (name, why) => {
    expect(await outputFault(`${folder}/${name}`)).toBe(`${folder}/${name} cannot be written: ${why}.`);
  });

  test("a file in a locked folder can be written by root alone", async () => {
    const file = inFolder("locked", "new");
    const isRoot = process.getuid?.() === 0;
    expect(await outputFault(file)).toBe(isRoot ? undefined : `${file} cannot be written: access is denied.`);
  });

  test("nothing is left behind", () => expect(readdirSync(folder).sort()).toEqual(["file", "locked", "there"]));
});

describe("every command that writes looks first, and reads nothing", () => {
  const writing = COMMANDS.flatMap(({ name, options }) =>
    Object.keys(options).flatMap((option) => (options[option]?.writes ? [[name, option]] : [])),
  );

  test("these are they", () => {
    expect(writing.map((each) => each.join(" --"))).toEqual([
      "report --sarif",
      "report --junit",
      "report --html",
      "report --markdown",
      "report --github",
      "report --json",
      "fleet --json",
      "fleet --csv",
      "fleet --html",
      "migrate --output",
      "baseline --output",
    ]);
  });

  test.each(writing)("%s --%s", async (name = "", option = "") => {
    const file = inFolder("none", "new");
    const input = name === "fleet" ? ["--stacks-from", "-"] : ["-"];
    // Whoever looks at standard input fails.
    const answer = await run([name, ...input, `--${option}`, file], { today: "2026-05-01" } as never);
    expect(answer).toEqual({ status: 2, complaint: `${file} cannot be written: there is no such folder.` });
  });
});

test("where a file cannot be written in the end, the answer tells, and keeps what it has", async () => {
  const file = inFolder("none", "new");
  expect(await writeOutput(file, "text", { status: 1, output: "table", complaint: "a note" })).toEqual({
    status: 2,
    output: "table",
    complaint: `a note\n${file} cannot be written: there is no such folder.`,
  });
  expect(existsSync(file)).toBe(false);
});

test("a file that is there is replaced", async () => {
  const file = inFolder("there", "old");
  writeFileSync(file, "a long text from before");
  expect(await writeOutput(file, "new", { status: 0 })).toEqual({ status: 0 });
  expect(readFileSync(file, "utf8")).toBe("new");
});
