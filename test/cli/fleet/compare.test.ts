import { describe, expect, test } from "vitest";
import { changesSince } from "../../../cli/fleet/compare";
import { aFleet, aStack } from "../../support/fleets";

const finding = (policy: string) => ({ policy, level: "mandatory", severity: "high", urn: "urn:x" }) as const;
const stack = (name: string, ...policies: string[]) =>
  aStack({ stack: name, file: `${name}.json`, findings: policies.map(finding) });

/** `dev +a -b`, and the stacks that were added or removed. */
const told = ({ stacks, added, gone }: ReturnType<typeof changesSince>) => [
  ...stacks.map(({ stack: name, found, fixed }) =>
    [name, ...found.map(({ policy }) => `+${policy}`), ...fixed.map(({ policy }) => `-${policy}`)].join(" "),
  ),
  ...added.map((name) => `added ${name}`),
  ...gone.map((name) => `gone ${name}`),
];

describe("what has changed between two nights", () => {
  test.each<[string, ReturnType<typeof aFleet>, ReturnType<typeof aFleet>, string[]]>([
    ["nothing", aFleet(stack("dev", "a")), aFleet(stack("dev", "a")), []],
    ["one new, one fixed", aFleet(stack("dev", "a", "b")), aFleet(stack("dev", "b", "c")), ["dev +a -c"]],
    ["one of two of a kind", aFleet(stack("dev", "a")), aFleet(stack("dev", "a", "a")), ["dev -a"]],
    [
      "stacks come and go",
      aFleet(stack("new", "a")),
      aFleet(stack("old", "a")),
      ["added render/new", "gone render/old"],
    ],
    [
      "a stack may have been in a file that could not be judged",
      { ...aFleet(), refused: [{ file: "old.json", reason: "x" }] },
      aFleet(stack("old", "a")),
      [],
    ],
    ["the same stack in another file", aFleet({ ...stack("dev"), file: "x" }), aFleet(stack("dev", "a")), ["dev -a"]],
  ])("%s", (_what, now, earlier, expected) => expect(told(changesSince(now, earlier))).toEqual(expected));

  test("is told with the day of the earlier one", () => {
    expect(changesSince(aFleet(), { ...aFleet(), date: "2026-05-14" }).date).toBe("2026-05-14");
  });
});
