import { expect, test } from "vitest";
import { type Preset, presetChanges, renamedPolicies } from "../../../toolchain/docs/preset-changes";

const renamed = new Map([["old", "young"]]);

test.each<[string, Preset, Preset, string[]]>([
  ["nothing", { a: "mandatory" }, { a: "mandatory" }, []],
  ["a raised level", { a: "advisory" }, { a: "mandatory" }, ["- `strict`: `a` is mandatory; it was advisory."]],
  ["a lowered level", { a: "mandatory" }, { a: "disabled" }, ["- `strict`: `a` is disabled; it was mandatory."]],
  ["a new policy", {}, { a: "advisory" }, ["- `strict`: `a` is new, advisory."]],
  ["a policy that is gone", { a: "advisory" }, {}, ["- `strict`: `a` is gone; it was advisory."]],
  [
    "settings that say more",
    { a: { enforcementLevel: "mandatory" } },
    { a: { enforcementLevel: "mandatory", more: 1 } },
    [],
  ],
  [
    "settings at another level",
    { a: { enforcementLevel: "mandatory" } },
    { a: { enforcementLevel: "advisory" } },
    ["- `strict`: `a` is advisory; it was mandatory."],
  ],
  ["another name alone", { old: "advisory" }, { young: "advisory" }, []],
  [
    "another name and level",
    { old: "advisory" },
    { young: "mandatory" },
    ["- `strict`: `young` is mandatory; it was advisory."],
  ],
  [
    "what is stricter first",
    { gone: "mandatory", more: "advisory", less: "mandatory" },
    { less: "advisory", more: "mandatory", fresh: "mandatory", off: "disabled" },
    [
      "- `strict`: `fresh` is new, mandatory.",
      "- `strict`: `more` is mandatory; it was advisory.",
      "- `strict`: `off` is new, disabled.",
      "- `strict`: `less` is advisory; it was mandatory.",
      "- `strict`: `gone` is gone; it was mandatory.",
    ],
  ],
])("%s", (_title, before, now, lines) => expect(presetChanges("strict", before, now, renamed)).toEqual(lines));

test("a renamed policy is listed once, whatever its level", () => {
  expect(renamedPolicies({ old: "disabled", other: "mandatory" }, renamed)).toEqual([
    "- `old` is called `young` now. Rename it in configurations; exemptions may keep the old name.",
  ]);
});
