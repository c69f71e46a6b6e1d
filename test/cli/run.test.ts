import { describe, expect, test } from "vitest";
import { optionsOf } from "../../cli/command";
import { COMMANDS } from "../../cli/commands/all";
import { helpOf, overview } from "../../cli/help";
import { PACK } from "../../cli/pack";
import { run } from "../../cli/run";
import { command } from "../support/command";

test.each(["version", "-v", "--version"])("%s tells the version of the pack", async (name) => {
  expect(await command([name])).toMatchObject({ status: 0, output: `${PACK.name} ${PACK.version}\n` });
});

const KNOWN =
  "it knows --config, --estate, --source, --policy, --severity, --since, --fail-on, --quiet, --format, --output, --help.";

describe("what cannot be understood is one sentence and status 2", () => {
  test.each<[string, string[], string]>([
    ["an unknown command", ["chek", "a"], 'There is no command "chek"; did you mean check?'],
    ["an unknown command to help with", ["help", "chek"], 'There is no command "chek"; did you mean check?'],
    [
      "an unknown option",
      ["check", "a", "--confg", "b"],
      "azure-batch-guard check does not know --confg; did you mean --config?",
    ],
    ["an unknown short option", ["check", "a", "-x"], `azure-batch-guard check does not know -x; ${KNOWN}`],
    [
      "an option without its value",
      ["check", "a", "--config"],
      "azure-batch-guard check needs a value: --config FILE.",
    ],
    [
      "an option for a value",
      ["check", "a", "--config", "--quiet"],
      "azure-batch-guard check needs a value: --config FILE.",
    ],
    [
      "a value that is not taken",
      ["check", "a", "--quiet=yes"],
      "azure-batch-guard check takes --quiet without a value.",
    ],
    [
      "an inherited name",
      ["check", "a", "--constructor"],
      `azure-batch-guard check does not know --constructor; ${KNOWN}`,
    ],
    [
      "an option twice",
      ["check", "a", "--config", "b", "--config", "c"],
      "azure-batch-guard check takes --config once.",
    ],
    [
      "a value of no kind",
      ["check", "a", "--fail-on", "advisry"],
      "--fail-on takes mandatory, advisory or never, not advisry; did you mean advisory?",
    ],
    [
      "another value of no kind",
      ["check", "a", "--severity", "1"],
      "--severity takes low, medium, high or critical, not 1.",
    ],
    [
      "a policy of another name",
      ["check", "a", "--policy", "nsg-no-mixed-rule"],
      'There is no policy "nsg-no-mixed-rule"; did you mean nsg-no-mixed-rules?',
    ],
    ["no file", ["check"], 'azure-batch-guard check takes FILE|FOLDER…: see "azure-batch-guard help check".'],
    [
      "standard input for a fleet",
      ["fleet", "-"],
      "A fleet is judged from files: standard input may list them, with --stacks-from -.",
    ],
    [
      "too many files",
      ["report", "a", "b"],
      'azure-batch-guard report takes FILE: see "azure-batch-guard help report".',
    ],
    ["a variable without a value", ["check", ""], '"" cannot be read: there is no such file.'],
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
  expect(output).toBe(overview(COMMANDS));
  for (const { name } of COMMANDS) expect(output).toContain(`  ${name} `);
});

describe.each(COMMANDS.map((each) => [each.name, each] as const))("%s", (name, each) => {
  test.each([
    [name, "--help"],
    [name, "-h"],
    ["help", name],
    ["--help", name],
  ])("tells what it takes: %s %s", async (...args) => {
    expect(await run(args, undefined as never)).toEqual({ status: 0, output: helpOf(each) });
    expect(helpOf(each)).toContain(`Usage: azure-batch-guard ${name} `);
    for (const line of helpOf(each).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    for (const known of Object.keys(optionsOf(each))) expect(helpOf(each)).toContain(`  --${known}`);
    for (const form of each.forms) expect(helpOf(each)).toContain(form.name);
  });
});
