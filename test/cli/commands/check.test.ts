import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { CLASSIC, classicState, exported, programOf, recorded, registered } from "../../support/stacks";

const { folder, write } = useFiles();
const clean = exported(registered(programOf("a pool in a subnet with a security group"), "state"));
const classic = write("classic.json", classicState());
const sound = write("clean.json", clean);
const broken = write("broken.json", '{"version": 3,\n "deployment": {"resources": [}');

test.each([
  ["a state without findings", [sound], 0],
  ["a state with mandatory findings", [classic], 1],
  ["one of each", [sound, classic], 1],
  ["an unreadable file weighs more than any finding", [sound, classic, broken], 2],
  ["no file at all", [path.join(folder, "none.json")], 2],
])("the exit status of %s", async (_what, files, status) => {
  expect((await command(["check", ...files])).status).toBe(status);
});

test("advisory findings stop nothing", async () => {
  const config = write("advisory.json.txt", { all: "advisory" });
  const { status, output } = await command(["check", classic, "--config", config]);
  expect(status).toBe(0);
  expect(output).toContain("0 mandatory and 3 advisory findings in 1 file.");
});

test("judges a recording, and what comes on standard input", async () => {
  const recording = JSON.stringify(recorded(registered(programOf(CLASSIC), "preview")));
  const { status, output } = await command(["check", "-"], recording);
  expect(status).toBe(1);
  expect(output).toContain("❌ standard input (shapes/dev)");
});

test("a file that cannot be judged is told beside the others", async () => {
  const { output, complaint } = await command(["check", broken, classic, "--format", "json"]);
  const reason = `${broken} is not valid JSON: unexpected "}" at line 2, column 31.`;
  expect(complaint).toBe(reason);
  const { files, refused } = JSON.parse(output ?? "");
  expect(refused).toEqual([{ file: broken, reason }]);
  expect(files).toMatchObject([{ file: classic, project: "shapes", stack: "dev" }]);
});

describe("a folder", () => {
  const place = path.join(folder, "folder");
  const inside = (name: string, content: unknown) => write(path.join("folder", name), content);
  mkdirSync(path.join(place, "deep"), { recursive: true });
  inside("b.json", classicState());
  inside("deep/a.json", clean);
  inside("notes.txt", "not JSON");

  test("stands for all its .json files, in their order", async () => {
    const { status, output } = await command(["check", place, "--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(output ?? "").files.map(({ file }: { file: string }) => path.relative(place, file))).toEqual([
      "b.json",
      path.join("deep", "a.json"),
    ]);
  });

  test("may hold other JSON, which the user cannot have meant, but no broken states", async () => {
    inside("package.json", { name: "something" });
    expect(await command(["check", place])).toMatchObject({ status: 1 });
    expect(await command(["check", path.join(place, "package.json")])).toMatchObject({ status: 2 });
    inside("old.json", { version: 1, deployment: {} });
    const { status, complaint } = await command(["check", place]);
    const [first, ...notes] = complaint?.split("\n") ?? [];
    expect(notes).toEqual([expect.stringContaining("hold different states of stack shapes/dev")]);
    expect([status, first]).toEqual([
      2,
      `${path.join(place, "old.json")} is a stack export of version 1, and only 3 and 4 are known.`,
    ]);
  });

  test("without any .json file is no input", async () => {
    mkdirSync(path.join(folder, "empty"));
    const empty = path.join(folder, "empty");
    expect(await command(["check", empty])).toEqual({ status: 2, complaint: `There is no .json file in ${empty}.` });
  });
});

describe("a configuration that the engine would refuse stops the check", () => {
  test.each([
    ["not JSON", "{,}", ':1:2: It is not valid JSON: unexpected ",".'],
    [
      "a level that is none",
      '{\n "all": "of"}',
      ':2:9: all: "of" is not a level. Accepted: mandatory, advisory, disabled, remediate.',
    ],
  ])("%s", async (_what, text, complaint) => {
    const config = write("wrong.txt", text);
    expect(await command(["check", classic, "--config", config])).toEqual({
      status: 2,
      complaint: `${config}${complaint}`,
    });
  });

  test("so does one that is not there", async () => {
    const config = path.join(folder, "none.txt");
    expect(await command(["check", classic, "--config", config])).toEqual({
      status: 2,
      complaint: `${config} cannot be read: there is no such file.`,
    });
  });
});

test("hostile names do not reach the terminal", async () => {
  const hostile = JSON.parse(JSON.stringify(classicState()).replaceAll("::render", "::\\u001b[2Jren\\u202eder"));
  const { output } = await command(["check", "-"], JSON.stringify(hostile));
  expect(output).toContain("\\u{1b}[2Jren\\u{202e}der");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks that they are absent.
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
