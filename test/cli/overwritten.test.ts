import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { identityOf, overwritten } from "../../cli/overwritten";
import { command } from "../support/command";
import { useFiles } from "../support/files";
import { classicState } from "../support/stacks";

const { folder, write } = useFiles();
const at = (name: string) => path.join(folder, name);
const state = write("state.json", classicState());
mkdirSync(at("states"));
write("states/a.json", classicState());
symlinkSync(state, at("link.json"));
symlinkSync(folder, at("around"));
linkSync(state, at("hard.json"));

describe("what is read is not written", () => {
  test.each([
    ["by its path", "state.json", "state.json"],
    ["by another path", "states/../state.json", "state.json"],
    ["by a symbolic link", "state.json", "link.json"],
    ["behind a symbolic link", "link.json", "state.json"],
    ["by a link to its folder", "state.json", "around/state.json"],
    ["by a hard link", "state.json", "hard.json"],
    ["in a folder that is read", "states", "states/a.json"],
  ])("%s", async (_what, input, output) => {
    expect(await overwritten([at(input)], [at(output)], {})).toBe(
      `${at(output)} is read by this command, so it cannot be written: name another file.`,
    );
  });

  test("from standard input", async () => {
    const stdinFile = () => identityOf(statSync(state, { bigint: true }));
    expect(await overwritten(["-"], [state], { stdinFile })).toContain("is read by this command");
    expect(await overwritten([at("states")], [state], { stdinFile })).toBeUndefined();
  });
});

describe("two outputs are two files", () => {
  test.each([
    ["new.json", "new.json", `${at("new.json")} is to be written twice`],
    ["new.json", "./states/../new.json", undefined],
    ["new.json", "around/new.json", `${at("new.json")} and ${at("around/new.json")} are the same file`],
    ["new.json", "NEW.json", `${at("new.json")} and ${at("NEW.json")} are the same file`],
    ["state.json", "link.json", `${at("state.json")} and ${at("link.json")} are the same file`],
  ])("%s and %s", async (one, other, why) => {
    const sentence = await overwritten([], [at(one), at(other)], {});
    expect(sentence).toBe(`${why ?? `${at("new.json")} is to be written twice`}: each output needs a file of its own.`);
  });

  test("what takes any number of texts is no file", async () => {
    expect(await overwritten(["/dev/null"], ["/dev/null", "/dev/null"], {})).toBeUndefined();
  });

  test("others may be written", async () => {
    const others = [at("one.json"), at("two.json"), at("states/b.json")];
    expect(await overwritten([state, at("states"), at("none.json")], others, {})).toBeUndefined();
  });
});

describe("every command refuses before any work, and leaves the file as it is", () => {
  const config = write("config.txt", { all: "advisory" });
  const list = write("list.txt", `${state}\n`);
  test.each<[string, string[], string]>([
    ["check", ["check", state], state],
    ["check, its configuration", ["check", at("states"), "--config", config], config],
    ["report", ["report", state], state],
    ["migrate", ["migrate", state], state],
    ["explain", ["explain", state], state],
    ["baseline", ["baseline", at("states")], at("states/a.json")],
    ["baseline, what it adds to", ["baseline", state, "--config", config], config],
    ["check-config", ["check-config", config], config],
    ["fleet", ["fleet", at("states")], at("states/a.json")],
    ["fleet, its list", ["fleet", "--stacks-from", list], list],
    ["fleet, what its list names", ["fleet", "--stacks-from", list], state],
    ["fleet, earlier sweeps", ["fleet", "--merge", at("states")], at("states/a.json")],
  ])("%s", async (_what, args, output) => {
    const before = readFileSync(output, "utf8");
    const { status, complaint, output: printed } = await command([...args, "--output", output]);
    expect([status, printed]).toEqual([2, undefined]);
    expect(complaint).toBe(`${output} is read by this command, so it cannot be written: name another file.`);
    expect(readFileSync(output, "utf8")).toBe(before);
  });

  test("the same output twice", async () => {
    const file = at("twice.json");
    const { status, complaint } = await command(["check", state, "--output", file, "--output", file]);
    expect([status, complaint]).toEqual([2, `${file} is to be written twice: each output needs a file of its own.`]);
  });

  test("names are shown as they are", async () => {
    writeFileSync(at("a\u001b[2J.json"), "{}");
    const { complaint } = await command(["check", at("a\u001b[2J.json"), "--output", at("a\u001b[2J.json")]);
    expect(complaint).toContain("a\\u{1b}[2J.json is read by this command");
  });
});
