import { describe, expect, test } from "vitest";
import { textLines, widthOf } from "../../../cli/picture/text-lines";

test.each<[string, string, number, number, readonly string[]]>([
  ["breaks at blanks", "one two three", 50, 9, ["one two", "three"]],
  ["keeps what fits", "one two", 50, 9, ["one two"]],
  ["breaks long names behind their signs", "snet-render-west", 55, 9, ["snet-", "render-", "west"]],
  ["breaks long names before capitals", "AllowBatchNode", 40, 9, ["Allow", "Batch", "Node"]],
  ["breaks anything else anywhere", "aaaaaaaaaa", 31, 9, ["aaaaa", "aaaaa"]],
  ["says that there is more", "one two three four", 30, 2, ["one", "two…"]],
  ["has no lines for nothing", "", 50, 9, []],
  ["has no lines for blanks", "   ", 50, 9, []],
])("%s", (_, text, widest, most, lines) => expect(textLines(text, 10, widest, most)).toEqual(lines));

describe("whatever the text", () => {
  const texts = [
    'rule "A" (securityRules[0], priority 100) allows it',
    "WWWWWWWWWWWWWWWW",
    "名前".repeat(20),
    "a-b.c_d/e:f",
    "👨‍👩‍👧".repeat(9),
  ];
  test.each(texts)("no line is too wide, and nothing is lost: %s", (text) => {
    const lines = textLines(text, 11, 80, 99);
    expect(lines.filter((line) => widthOf(line, 11) > 80)).toEqual([]);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    expect(lines.filter((line) => /\p{Cs}/u.test(line))).toEqual([]);
  });
});

test("capitals and full-width characters are wider, narrow ones narrower", () => {
  const [narrow, usual, capital, full] = ["i", "a", "A", "名"].map((character) => widthOf(character, 10)) as number[];
  expect([narrow, usual, capital, full]).toEqual([...[narrow, usual, capital, full]].sort((a = 0, b = 0) => a - b));
  expect(widthOf("ab", 20)).toBe(2 * widthOf("ab", 10));
});
