import { describe, expect, test } from "vitest";
import { readOptions } from "../../../toolchain/commands/options";

const known = { all: false, program: "DIR" } as const;

describe("options", () => {
  test.each([
    [[], {}],
    [["--all"], { all: true }],
    [["--program", "a b"], { program: "a b" }],
    [["--program=x", "--all"], { program: "x", all: true }],
  ])("%j", (given, values) => {
    expect({ ...readOptions("start --", known, given) }).toEqual(values);
  });

  test.each([
    [["--progam", "x"], '"npm start --" does not know --progam; it knows --all, --program DIR.'],
    [["-a"], '"npm start --" does not know -a; it knows --all, --program DIR.'],
    [["classic"], '"npm start --" does not know classic; it knows --all, --program DIR.'],
    [["--program"], "--program needs a value: --program DIR."],
    [["--program="], "--program needs a value: --program DIR."],
  ])("%j is refused", (given, sentence) => {
    expect(() => readOptions("start --", known, given)).toThrow(sentence);
  });
});
