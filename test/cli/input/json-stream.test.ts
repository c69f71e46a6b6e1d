import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonFault } from "../../../cli/input/json-fault";
import { faultInJson, type ListElement, readJson } from "../../../cli/input/json-stream";
import { inPieces } from "../../support/command";
import { SEED } from "../../support/runs";

/** Reads the text in pieces and at once; both results must be the same. */
async function read(text: string, lists: string[][] = [], size = 3): Promise<{ whole: unknown; taken: ListElement[] }> {
  const readWith = async (small: number | undefined) => {
    const taken: ListElement[] = [];
    const pieces = inPieces(Buffer.from(text), size);
    return { whole: await readJson(pieces, lists, (element) => taken.push(element), small), taken };
  };
  const inPieceAfterPiece = await readWith(-1);
  const atOnce = await readWith(undefined);
  // Read in pieces, such a property is lost.
  if (!text.includes("__proto__")) expect(atOnce).toEqual(inPieceAfterPiece);
  return inPieceAfterPiece;
}

test("gives what JSON.parse gives, however it comes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), fc.nat({ max: 9 }), async (text, size) => {
      // The library writes "__proto__" into the prototype of the object; no property that is judged has this name.
      fc.pre(!text.includes("__proto__"));
      expect((await read(text, [], size + 1)).whole).toEqual(JSON.parse(text));
    }),
    { numRuns: 300, seed: SEED },
  );
});

test("a property called __proto__ reaches no other object", async () => {
  await read('{"__proto__": {"polluted": true}}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("hands over the elements of the lists, and keeps nothing of them", async () => {
  const text = '{"a": {"b": [1, {"c": [2]}], "d": [3]}, "b": [4], "e": {"b": [5]}}';
  const { whole, taken } = await read(text, [["a", "b"], ["b"]]);
  expect(taken).toEqual([
    { list: ["a", "b"], index: 0, value: 1 },
    { list: ["a", "b"], index: 1, value: { c: [2] } },
    { list: ["b"], index: 0, value: 4 },
  ]);
  expect(whole).toEqual({ a: { b: [undefined, undefined], d: [3] }, b: [undefined], e: { b: [5] } });
});

test("an object is no list", async () => {
  const { whole, taken } = await read('{"a": {"b": 1}}', [["a"]]);
  expect(taken).toEqual([]);
  expect(whole).toEqual({ a: { b: 1 } });
});

test("a byte order mark is passed over", async () => {
  expect((await read("\uFEFF[1]")).whole).toEqual([1]);
});

describe("malformed JSON is told with its place", () => {
  test.each([
    ["a comma too many", '{\n "a": 1,\n}', 'unexpected "}" at line 3, column 1'],
    ["a missing comma", "[1\n 2]", "unexpected 2 at line 2, column 2"],
    ["a misspelt word", '{"a":\n\n trie}', 'unexpected "i" at line 3, column 4'],
    ["a control character in a text", '["a\nb"]', 'unexpected "\n" at line 1, column 4'],
    ["something behind the end", '{}\n{"b": 1}', 'unexpected "{" at line 2, column 1'],
    ["an end in the middle", '{"a":\n  [1', "it ends too early, at line 2, column 5"],
    ["an end inside of a text", '{"a', "it ends too early, at line 1, column 4"],
    ["an end after a comma", "[1,\n", "it ends too early, at line 2, column 1"],
    ["no JSON at all", "<html>", 'unexpected "<" at line 1, column 1'],
  ])("%s", async (_what, text, place) => {
    for (const size of [1, 2, 5, 1000]) {
      const fault = await read(text, [], size).catch((error) => error);
      expect(fault).toBeInstanceOf(JsonFault);
      expect(fault.message).toBe(`is not valid JSON: ${place}.`);
    }
  });

  test.each([
    ["nothing", ""],
    ["a byte order mark", "\uFEFF"],
    ["line breaks", "\n \r\n"],
  ])("a file with nothing but %s is empty", async (_what, text) => {
    await expect(read(text)).rejects.toThrow("is empty.");
  });
});

test.each([
  ["{}", undefined],
  ['{"a": [1', "it ends too early"],
  ["[1,]", 'unexpected "]"'],
])("a text is checked as a file is: %s", (text, reason) => {
  expect(faultInJson(text)?.reason).toBe(reason);
});
