import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../../policies/rules";
import { root } from "../../../toolchain/checkout";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";

const { write } = useFiles();

test("lists every policy with its level, severity and title", async () => {
  const { status, output = "" } = await command(["policies"]);
  expect(status).toBe(0);
  const words = ({ name, levels, severity, title }: (typeof RULES)[number]) => [
    name,
    levels.recommended,
    severity,
    title,
  ];
  const rows = output.trimEnd().split("\n");
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual(RULES.map(words));
});

test("with a configuration, the levels are its own", async () => {
  const config = write("config.txt", { all: "advisory", "nsg-no-mixed-rules": "disabled" });
  const { output = "" } = await command(["policies", "--format", "json", "--config", config]);
  const levels = JSON.parse(output).map(({ name, level }: { name: string; level: string }) => [name, level]);
  expect(levels).toEqual(RULES.map(({ name }) => [name, name === "nsg-no-mixed-rules" ? "disabled" : "advisory"]));
});

test.each(RULES.map(({ name }) => name))("shows the page of %s", async (name) => {
  const { status, output } = await command(["policies", name]);
  const page = readFileSync(path.join(root, "policies/rules", `${name}.md`), "utf8");
  expect([status, output]).toEqual([0, page.replace('<!-- Written by "npm run docs". -->\n\n', "")]);
});

test("as JSON, one alone", async () => {
  const { output = "" } = await command(["policies", "settings", "--format", "json"]);
  expect(JSON.parse(output)).toMatchObject([{ name: "settings", level: "mandatory" }]);
});

describe("what is none is reported", () => {
  test.each([
    ["nsg-no-mixed-rule", "did you mean nsg-no-mixed-rules?"],
    ["../../../package", '"azure-batch-guard policies" lists them.'],
    ["constructor", '"azure-batch-guard policies" lists them.'],
  ])("%s", async (name, hint) => {
    expect(await command(["policies", name])).toEqual({
      status: 2,
      complaint: `There is no policy "${name}"; ${hint}`,
    });
  });

  test("a configuration that cannot be used", async () => {
    expect(await command(["policies", "--config", write("wrong.txt", { all: "of" })])).toMatchObject({ status: 2 });
  });
});
