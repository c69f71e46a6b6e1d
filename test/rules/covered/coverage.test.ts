import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../../policies/rules";
import { root } from "../../../toolchain/checkout";
import type { Covered } from "./covered";
import { REQUIREMENTS } from "./requirements";
import { TROUBLES } from "./troubles";

/*
 * Each requirement of Microsoft's documentation and each problem that users reported is a case in the table of a policy, or a line
 * in docs/limits.md with the reason why a program does not show it. `npx vitest run -u` writes `coverage.md` from the same list.
 */

const ALL = [
  ["requirement", REQUIREMENTS, 37],
  ["trouble", TROUBLES, 17],
] as const;

const lines = readFileSync(path.join(root, "docs", "limits.md"), "utf8").split("\n");
const sources = new Map(
  RULES.map(({ name }) => [name, readFileSync(path.join(root, "test", "rules", `${name}.test.ts`), "utf8")]),
);

describe.each(ALL)("every %s", (_, list, count) => {
  test("has its number", () => {
    expect(list.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  });

  test.each(list.map((each) => [each.number, each.says, each] as const))("%i: %s", (_number, _says, each) => {
    expect(each.by.length + (each.unseen === undefined ? 0 : 1)).toBeGreaterThan(0);
    for (const [policy, title] of each.by) {
      expect(sources.get(policy)?.includes(`title: ${JSON.stringify(title)}`), `${policy}: ${title}`).toBe(true);
    }
    if (each.unseen !== undefined)
      expect(
        lines.some((line) => line.startsWith(`| ${each.unseen}`)),
        each.unseen,
      ).toBe(true);
  });
});

test("the table is that of the list", async () => {
  await expect(pageOf(ALL)).toMatchFileSnapshot("coverage.md");
});

function pageOf(lists: typeof ALL): string {
  const parts = lists.flatMap(([what, list]) => [
    `## Each ${what}`,
    "",
    `| # | The ${what} | Cases |`,
    "| --: | --- | --- |",
    ...list.map(rowOf),
    "",
  ]);
  return ["# What the tests of the policies cover", "", ...parts].join("\n");
}

function rowOf({ number, says, by, unseen }: Covered): string {
  const cases = by.map(([policy, title]) => `${policy}: ${title}`);
  const reason = unseen === undefined ? [] : [`docs/limits.md, “${unseen} …”`];
  return `| ${number} | ${says} | ${[...cases, ...reason].join("<br>")} |`;
}
