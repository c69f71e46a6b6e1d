import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../cli/commands/all";
import { root } from "../../toolchain/checkout";
import { command } from "../support/command";
import { commandLinePage } from "../support/command-line-page";
import { useFiles } from "../support/files";
import { aDocument, aFile } from "../support/findings";
import { classicState, exported, programOf, registered } from "../support/stacks";

const { write, folder } = useFiles();

test("docs/cli.md is what is written down in the definitions", async () => {
  await expect(commandLinePage(COMMANDS)).toMatchFileSnapshot(path.join(root, "docs", "cli.md"));
});

// The promises of the page about every command.
const good = write("good.json", exported(registered(programOf("a pool in a subnet with a security group"), "state")));
const bad = write("bad.json", classicState());
const config = write("config.txt", "{}");
const wrongConfig = write("wrong.txt", '{"nsg-no-mixed-rule": "mandatory"}');

/** Arguments with which a command has no findings, some, or fails. */
const CASES: Readonly<Record<string, readonly [string[], string[] | undefined, string[]]>> = {
  check: [[good], [bad], [path.join(folder, "none.json")]],
  report: [["-"], ["-"], [bad]],
  migrate: [[good], undefined, [path.join(folder, "none.json")]],
  explain: [[bad], undefined, [path.join(folder, "none.json")]],
  snapshot: [[good], undefined, [path.join(folder, "none.json")]],
  baseline: [[bad], undefined, [path.join(folder, "none.json")]],
  "check-config": [[config], [wrongConfig], [path.join(folder, "none.txt")]],
  policies: [[], undefined, ["none"]],
  complete: [["bash"], undefined, ["ksh"]],
};

/** Findings as check writes them, with and without a mandatory one. */
const NONE = JSON.stringify(aDocument(aFile({ findings: [] })));
const SOME = JSON.stringify(aDocument(aFile()));

const named = COMMANDS.filter(({ name }) => name in CASES).map((each) => [each.name, each] as const);

test("every command but fleet, which works in threads of its own, is tried here", () => {
  expect(COMMANDS.map(({ name }) => name).filter((name) => !(name in CASES))).toEqual(["fleet"]);
});

describe.each(named)("%s", (name) => {
  const [fine, , impossible] = CASES[name] ?? [[], undefined, []];

  test("ends with 0 where nothing is found, and answers on standard output", async () => {
    const { status, output } = await command([name, ...fine], NONE);
    expect([status, (output ?? "").length > 0]).toEqual([0, true]);
  });

  test("ends with 2 where it cannot do its work, and says why in one line on standard error", async () => {
    const { status, output, complaint } = await command([name, ...impossible]);
    expect([status, output]).toEqual([2, undefined]);
    expect(complaint?.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe.each(named.filter(([, { objects }]) => objects !== undefined))("%s", (name) => {
  test("ends with 1 where something is found, and answers all the same", async () => {
    const { status, output } = await command([name, ...(CASES[name]?.[1] ?? [])], SOME);
    expect([status, (output ?? "").length > 0]).toEqual([1, true]);
  });
});
