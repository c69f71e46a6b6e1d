import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../../policies/rules";
import { root } from "../../../toolchain/checkout";
import { presetFile, presetNames, presetText } from "../../../toolchain/docs/presets";

describe.each(presetNames)("the preset %s", (name) => {
  const text = readFileSync(path.join(root, presetFile(name)), "utf8");
  const content = JSON.parse(text);

  test("is current: renew it with npm run docs", () => expect(text).toBe(presetText(name)));

  test("sets every policy", () => expect(Object.keys(content)).toEqual(RULES.map((rule) => rule.name)));
});

test("audit stops nothing", () => expect(presetText("audit")).not.toContain("mandatory"));
