import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../../cli/commands/all";
import { RULES } from "../../../policies/rules";
import { command } from "../../support/command";

/** The shell's completions after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { status, output = "" } = await command(["complete", "--", ...words]);
  expect(status).toBe(0);
  return output
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t")[0] ?? "");
}

const [FILE, NO_FILE] = [":0", ":4"];

describe("a shell is offered", () => {
  test.each<[string, string[], string[]]>([
    ["commands", [""], [...COMMANDS.map(({ name }) => name), "help", "version", NO_FILE]],
    ["commands to show the help of", ["help", "mig"], ["migrate", NO_FILE]],
    ["commands that begin like the word", ["ch"], ["check", "check-config", NO_FILE]],
    ["options", ["check", "--f"], ["--fail-on", "--format", NO_FILE]],
    ["options after a file", ["check", "a.json", "--q"], ["--quiet", NO_FILE]],
    ["few values", ["check", "--fail-on", ""], ["mandatory", "advisory", "never", NO_FILE]],
    ["the formats of this command", ["migrate", "--format", ""], ["markdown", "json", NO_FILE]],
    ["policies", ["check", "--policy", "nsg-no-m"], ["nsg-no-mixed-rules", NO_FILE]],
    ["policies as arguments", ["policies", ""], [...RULES.map(({ name }) => name), NO_FILE]],
    ["shells", ["complete", "z"], ["zsh", NO_FILE]],
    ["files as arguments", ["check", ""], [FILE]],
    ["files as values", ["check", "a.json", "--config", ""], [FILE]],
  ])("%s", async (_what, words, expected) => expect(await offered(...words)).toEqual(expected));
});

test.each(["bash", "zsh", "fish"])("there is a script for %s", async (shell) => {
  const { status, output = "" } = await command(["complete", shell]);
  expect(status).toBe(0);
  expect(output).toContain("azure-batch-guard complete --");
});

test("and none for others", async () => {
  expect(await command(["complete", "ksh"])).toEqual({
    status: 2,
    complaint: "There is a script for bash, zsh and fish, not for ksh.",
  });
});
