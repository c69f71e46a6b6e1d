import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../cli/commands/all";
import { run } from "../../cli/run";
import { outputFault, writeOutputs } from "../../cli/write-output";

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

  test("so can a file of the current folder", async () => {
    expect(await outputFault("a-file-that-is-not-there")).toBeUndefined();
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

describe("every command looks first, and reads nothing", () => {
  test.each(COMMANDS.map(({ name, count: [least], words, forms }) => ({ name, least, words, forms })))(
    "$name",
    async ({ name, least, words, forms }) => {
      const file = inFolder("none", "new");
      const input = name === "fleet" ? ["--stacks-from", "-"] : words ? words.slice(0, least) : ["-"];
      for (const { name: form } of forms) {
        // Access to standard input throws.
        const answer = await run([name, ...input, "--format", form, "--output", file], {
          today: "2026-05-01",
        } as never);
        expect(answer).toEqual({ status: 2, complaint: `${file} cannot be written: there is no such folder.` });
      }
    },
  );
});

test("where a file cannot be written in the end, the answer tells, and keeps what it has", async () => {
  const file = inFolder("none", "new");
  const outputs = [
    { form: "text", file: "-" },
    { form: "json", file },
  ];
  expect(await writeOutputs(outputs, ({ form }) => form, { status: 1, complaint: "a note" })).toEqual({
    status: 2,
    output: "text",
    complaint: `a note\n${file} cannot be written: there is no such folder.`,
  });
  expect(existsSync(file)).toBe(false);
});

test("a file that is there is replaced", async () => {
  const file = inFolder("there", "old");
  writeFileSync(file, "a long text from before");
  expect(await writeOutputs([{ form: "text", file }], () => "new", { status: 0 })).toEqual({ status: 0 });
  expect(readFileSync(file, "utf8")).toBe("new");
});

test("nothing is written before all is made", async () => {
  const file = inFolder("there", "first");
  const render = ({ form }: { form: string }) => {
    if (form === "json") throw new Error("no");
    return "text";
  };
  const outputs = [
    { form: "text", file },
    { form: "json", file: "-" },
  ];
  await expect(writeOutputs(outputs, render, { status: 0 })).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("a pipe is written to, and stays one", async () => {
  const pipe = inFolder("there", "pipe");
  execFileSync("mkfifo", [pipe]);
  // Opened for reading and writing, so that neither end blocks.
  const reader = await open(pipe, "r+");
  try {
    expect(await outputFault(pipe)).toBeUndefined();
    await writeOutputs([{ form: "text", file: pipe }], () => "text", { status: 0 });
    expect((await reader.read({ buffer: Buffer.alloc(10) })).bytesRead).toBe(4);
    expect(statSync(pipe).isFIFO()).toBe(true);
  } finally {
    await reader.close();
  }
});
