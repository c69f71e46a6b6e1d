import { describe, expect, test } from "vitest";
import { helpOf } from "../../cli/command";
import { PACK } from "../../cli/pack";
import { COMMANDS, run } from "../../cli/run";
import { command } from "../support/command";

test.each(["version", "-v", "--version"])("%s tells the version of the pack", async (name) => {
  expect(await command([name])).toMatchObject({ status: 0, output: `${PACK.name} ${PACK.version}\n` });
});

describe("what cannot be understood is one sentence and status 2", () => {
  test.each<[string, string[], string]>([
    ["an unknown command", ["chek", "a"], 'There is no command "chek"; did you mean check?'],
    [
      "an unknown option",
      ["check", "a", "--confg", "b"],
      "azure-batch-guard check does not know --confg; did you mean --config?",
    ],
    [
      "an unknown short option",
      ["check", "a", "-x"],
      "azure-batch-guard check does not know -x; it knows --config, --json, --help.",
    ],
    [
      "an option without its value",
      ["check", "a", "--config"],
      "azure-batch-guard check needs a value: --config FILE.",
    ],
    [
      "an option for a value",
      ["check", "a", "--config", "--json"],
      "azure-batch-guard check needs a value: --config FILE.",
    ],
    [
      "a value that is not taken",
      ["check", "a", "--json=yes"],
      "azure-batch-guard check takes --json without a value.",
    ],
    [
      "an inherited name",
      ["check", "a", "--constructor"],
      "azure-batch-guard check does not know --constructor; it knows --config, --json, --help.",
    ],
    ["no file", ["check"], "azure-batch-guard check takes FILE|FOLDER…."],
    [
      "standard input for a fleet",
      ["fleet", "-"],
      "A fleet is judged from files: standard input may list them, with --stacks-from -.",
    ],
    ["too many files", ["explain", "a", "b"], "azure-batch-guard explain takes FILE."],
  ])("%s", async (_what, args, complaint) => {
    expect(await command(args)).toEqual({ status: 2, complaint });
  });
});

test("without a command the list of commands is what went wrong", async () => {
  const { status, output, complaint } = await command([]);
  expect([status, output]).toEqual([2, undefined]);
  for (const { name } of COMMANDS) expect(complaint).toContain(`  ${name} `);
});

test.each(["help", "--help", "-h"])("%s lists the commands", async (word) => {
  const { status, output } = await command([word]);
  expect(status).toBe(0);
  for (const { name } of COMMANDS) expect(output).toContain(`  ${name} `);
});

describe.each(COMMANDS.map((each) => [each.name, each] as const))("%s", (name, each) => {
  test.each(["--help", "-h"])("tells what it takes: %s", async (option) => {
    expect(await run([name, option], undefined as never)).toEqual({ status: 0, output: helpOf(each) });
    expect(helpOf(each)).toContain(`Usage: azure-batch-guard ${name} `);
    for (const known of Object.keys(each.options)) expect(helpOf(each)).toContain(`  --${known}`);
  });
});
