import { describe, expect, test } from "vitest";
import { REPORT_FORMATS } from "../../../cli/report/format";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { HOSTILE } from "../../support/hostile-names";
import { classicState } from "../../support/stacks";

// The output may go to a CI log, where some lines are commands, or to a terminal, where some characters are control codes.

const { write } = useFiles();

/** A state in which every resource has a hostile name, both its logical name and its name in Azure. */
function stateWith(name: string): string {
  const renamed = JSON.parse(JSON.stringify(classicState()), (_key, value) =>
    typeof value === "string" ? value.replace(/(?<=::)(render|nsg|subnet)$/, () => name) : value,
  );
  for (const { inputs = {}, outputs = {} } of renamed.deployment.resources) {
    for (const view of [inputs, outputs]) {
      for (const key of Object.keys(view)) if (/^(name|.*Name)$/.test(key)) view[key] = name;
      for (const rule of view.securityRules ?? []) rule.name = name;
    }
  }
  return write("state.json", renamed);
}

const COMMANDS: readonly (readonly string[])[] = [
  ...REPORT_FORMATS.filter(({ name }) => name !== "github").map(({ name }) => ["check", "--format", name]),
  ["explain"],
  ["baseline"],
  ["migrate"],
  ["migrate", "--format", "json"],
];

describe.each(HOSTILE)("%s", (_what, name) => {
  test.each(COMMANDS.map((args) => [args.join(" "), args] as const))("%s", async (_command, [verb = "", ...args]) => {
    const { output = "", complaint = "" } = await command([verb, stateWith(name), ...args]);
    expect(output.length).toBeGreaterThan(50);
    for (const line of `${output}\n${complaint}`.split(/[\r\n]/)) {
      expect(line).not.toMatch(/^\s*::/);
      expect(line).not.toMatch(/##(vso)?\[/i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks that they are absent.
      expect(line).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }
  });
});

test.each(HOSTILE.filter(([, name]) => !/[\0/]|^-/.test(name)))("in the name of a file: %s", async (_what, name) => {
  const { complaint = "" } = await command(["check", name]);
  expect(complaint.split("\n")).toHaveLength(1);
  expect(complaint).toMatch(/ cannot be read: there is no such file\.$/);
  expect(complaint).not.toMatch(/^\s*::|##(vso)?\[/);
});
