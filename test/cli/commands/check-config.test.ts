import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../toolchain/checkout";
import { presetFile, presetNames } from "../../../toolchain/docs/presets";
import { command } from "../../support/command";
import { anExemption } from "../../support/exemptions";
import { useFiles } from "../../support/files";

const { folder, write } = useFiles();

async function check(text: string): Promise<string[]> {
  const file = write("config.json", text);
  const { status, output = "" } = await command(["check-config", file]);
  const lines = output.split("\n").slice(0, -1);
  expect([status, lines.length > 0]).toEqual([1, true]);
  return lines.map((line) => line.replace(`${file}:`, ""));
}

describe("the line that is wrong is named", () => {
  const exemption = JSON.stringify(anExemption({ expires: "soon", rule: "a b " }), undefined, 1);
  test.each<[string, string, string[]]>([
    ["JSON", '{\n "all": "advisory"\n "x": 1}', ['3:2: It is not valid JSON: unexpected "x".']],
    ["a line break in a text", '{\n "all": "ad\nvisory"}', ['2:12: It is not valid JSON: unexpected "\\u{a}".']],
    ["half a file", '{\n "all": "advisory"', ["2:19: It is not valid JSON: it ends too early."]],
    ["a comma at the end", '{\n "all": "advisory",\n}', ['3:1: It is not valid JSON: unexpected "}".']],
    ["a comment", "// all\n{}", ['1:1: It is not valid JSON: unexpected "/".']],
    ["YAML", "all: advisory", ['1:1: It is not valid JSON: unexpected "a".']],
    ["no object", '["all"]', ["1:1: It is not a JSON object with the names of policies."]],
    [
      "a policy",
      '{\n "undecide": "advisory"\n}',
      ['2:2: undecide: is not the name of a policy. Did you mean "undecided"?'],
    ],
    [
      "a level",
      '{\n "undecided":\n  "of"\n}',
      ['3:3: undecided: "of" is not a level. Accepted: mandatory, advisory, disabled, remediate.'],
    ],
    [
      "a level in an object",
      '{"undecided": {"enforcementLevel": 7}}',
      ["1:15: undecided: 7 is not a level. Accepted: mandatory, advisory, disabled, remediate."],
    ],
    [
      "no level at all",
      '{"undecided": null}',
      ["1:15: undecided: null is not a level. Accepted: mandatory, advisory, disabled, remediate."],
    ],
    [
      "a level without effect",
      '{"all": "remediate"}',
      [
        '1:2: all: no policy of this pack has a remediation, so "remediate" is taken for "mandatory". Accepted: mandatory, advisory, disabled.',
      ],
    ],
    [
      "a policy twice",
      '{"undecided": "advisory",\n "undecided": "disabled"}',
      ["2:2: undecided: is there twice, and only the last one counts."],
    ],
    [
      "a setting in the wrong place",
      '{"undecided": {\n "exemptions": []}}',
      [
        "2:2: undecided.exemptions: undecided takes a level and no settings. Move it to settings, which holds the settings of all policies.",
      ],
    ],
    [
      "a setting of nobody",
      '{"undecided": {\n "colour": 1}}',
      ["2:2: undecided.colour: undecided takes a level and no settings. It has no effect."],
    ],
    [
      "settings of all",
      '{"all": {\n "trustedSources": []}}',
      [
        "2:2: all.trustedSources: all takes a level and no settings. Move it to settings, which holds the settings of all policies.",
      ],
    ],
    [
      "a key of the settings",
      '{"settings": {\n "retirmentDate": "2027-01-01"}}',
      [
        expect.stringMatching(
          /^2:2: settings\.retirmentDate: is not a setting\. Did you mean "retirementDate"\? Accepted: /,
        ) as never,
      ],
    ],
    [
      "an element",
      '{"settings": {"trustedSources": ["10.0.0.0/8",\n  "10.0.0.0/33"]}}',
      [
        expect.stringMatching(
          /^2:3: settings\.trustedSources\[1\]: "10\.0\.0\.0\/33" is not an address or prefix\./,
        ) as never,
      ],
    ],
    [
      "a part of an exemption",
      `{"settings": {"exemptions": [{},\n${exemption}]}}`,
      [
        expect.stringMatching(/^1:30: settings\.exemptions\[0\]\.policy: is missing\./) as never,
        expect.stringMatching(/^1:30: settings\.exemptions\[0\]\.resource: is missing\./) as never,
        expect.stringMatching(/^1:30: settings\.exemptions\[0\]\.reason: is missing\./) as never,
        expect.stringMatching(/^1:30: settings\.exemptions\[0\]\.expires: is missing\./) as never,
        expect.stringMatching(
          /^6:2: settings\.exemptions\[1\]\.expires: "soon" is not a day of the calendar\./,
        ) as never,
        expect.stringMatching(/^7:2: settings\.exemptions\[1\]\.rule: "a b " begins or ends with a space\./) as never,
      ],
    ],
    [
      "names with dots and brackets",
      '{"settings": {\n "a.b[0]": 1,\n "a": 2}}',
      [expect.stringContaining("2:2: ") as never, expect.stringContaining("3:2: ") as never],
    ],
    ["environments", '{"environments": [7]}', ["1:18: environments: is not a list of names."]],
    ["a version", '{\n "version": 3}', ["2:2: version: 3 is not known. Accepted: 2."]],
    [
      "a policy in a file of version 2",
      '{"version": 2, "policies": {\n "undecide": "advisory"}}',
      ['2:2: undecide: is not the name of a policy. Did you mean "undecided"?'],
    ],
    [
      "no policies in a file of version 2",
      '{"version": 2,\n "policies": []}',
      ["2:2: policies: is not an object with the names of policies."],
    ],
    [
      "environments in a file of version 2",
      '{"version": 2, "environments": "a"}',
      ["1:32: environments: is not a list of names."],
    ],
    [
      "an exception without a reason, and one that accepts nothing",
      '{"version": 2, "exceptions": {\n "A": {"match": []},\n "B": {"reason": "r", "match": [{"policies": ["undecided"]}]}}}',
      ["2:2: exceptions.A: it has no reason.", '3:2: exceptions.B: its "match" is not a list of policies and targets.'],
    ],
  ])("%s", async (_what, text, lines) => expect(await check(text)).toEqual(lines));
});

test.each([
  ["an empty file", ""],
  ["an empty object", "{}"],
  ["all", '{"all": "advisory", "settings": {"enforcementLevel": "mandatory", "retirementDate": null}}'],
  ["version 2", JSON.stringify({ version: 2, policies: { all: "advisory" }, environments: [], exceptions: {} })],
  ["environments of Pulumi ESC", '{"environments": ["organization/policies"]}'],
  ["an exemption", JSON.stringify({ settings: { exemptions: [anExemption()] } })],
])("nothing is wrong with %s", async (_what, text) => {
  const file = write("config.json", text);
  expect(await command(["check-config", file])).toEqual({ status: 0, output: `${file}: nothing is wrong.\n` });
});

test.each([
  ["a byte order mark", Buffer.from("\uFEFF{}"), "It begins with a byte order mark"],
  ["UTF-16, as PowerShell writes it", Buffer.from("\uFEFF{}", "utf16le"), "It is UTF-16LE"],
  ["UTF-16 without a mark", Buffer.from("{}", "utf16le"), "It is UTF-16LE"],
  ["UTF-16 of the other order", Buffer.from("\uFEFF{}", "utf16le").swap16(), "It is UTF-16BE"],
])("what Pulumi does not read is told: %s", async (_what, bytes, is) => {
  const file = write("config.json", "");
  writeFileSync(file, bytes);
  const sentence = `${file}:1:1: ${is}, which Pulumi does not read: save it as UTF-8 without a byte order mark.`;
  expect(await command(["check-config", file])).toEqual({ status: 1, output: `${sentence}\n` });
  expect(await command(["check", file, "--config", file])).toEqual({ status: 2, complaint: sentence });
});

test.each(presetNames)("nothing is wrong with the preset %s", async (name) => {
  const file = path.join(root, presetFile(name));
  expect(JSON.parse(readFileSync(file, "utf8"))).toBeTypeOf("object");
  expect(await command(["check-config", file])).toMatchObject({ status: 0 });
});

test("a file that cannot be read hides nothing of the others", async () => {
  const [wrong, fine] = [write("wrong.json", "[]"), write("fine.json", "{}")];
  expect(await command(["check-config", "none.json", wrong, fine])).toEqual({
    status: 2,
    output: `${wrong}:1:1: It is not a JSON object with the names of policies.\n${fine}: nothing is wrong.\n`,
    complaint: "none.json cannot be read: there is no such file.",
  });
});

test("a file that is not there could not be checked", async () => {
  const file = path.join(folder, "none.json");
  expect(await command(["check-config", file])).toEqual({
    status: 2,
    complaint: `${file} cannot be read: there is no such file.`,
  });
});
