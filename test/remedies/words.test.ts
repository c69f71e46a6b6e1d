import { describe, expect, test } from "vitest";
import { alternatives, ask, either, inOrder, type Remedy } from "../../policies/remedies/remedy";
import { inWords } from "../../policies/remedies/words";

const [one, two, three] = [ask("Open the door."), ask("Go around it."), ask("Wait.")];

describe("a remedy in words", () => {
  test.each<[title: string, remedy: Remedy, lines: readonly string[]]>([
    ["a change", one, ["Open the door."]],
    ["alternatives", either(one, two), ["Either open the door.", "Or go around it."]],
    ["one alternative is no choice", either(undefined, two), ["Go around it."]],
    ["a sequence", inOrder(one, two), ["Open the door.", "Then go around it."]],
    ["one step is no sequence", inOrder(one, undefined), ["Open the door."]],
    ["nothing", inOrder(), []],
    [
      "sequences as alternatives",
      either(inOrder(one, three), two),
      ["Either open the door, and then wait.", "Or go around it."],
    ],
    [
      "a choice in a choice",
      either(one, either(two, three)),
      ["Either open the door.", "Or go around it.", "Or wait."],
    ],
    [
      "a choice in a sequence",
      inOrder(one, either(two, three)),
      ["Either open the door, and then go around it.", "Or open the door, and then wait."],
    ],
    ["what is set in two places at once", inOrder(one, one), ["Open the door."]],
    [
      "a sentence that does not end",
      either(ask("Ask who owns it"), two),
      ["Either ask who owns it.", "Or go around it."],
    ],
  ])("%s", (_, remedy, lines) => expect(inWords(remedy)).toEqual(lines));
});

describe("the alternatives of a remedy", () => {
  test.each<[title: string, remedy: Remedy, expected: readonly (readonly Remedy[])[]]>([
    ["of a change", one, [[one]]],
    ["of a choice", either(one, two), [[one], [two]]],
    ["of a sequence", inOrder(one, two), [[one, two]]],
    [
      "of a choice in a sequence",
      inOrder(one, either(two, three)),
      [
        [one, two],
        [one, three],
      ],
    ],
    ["of a sequence in a choice", either(inOrder(one, two), three), [[one, two], [three]]],
  ])("%s", (_, remedy, expected) => expect(alternatives(remedy)).toEqual(expected));
});
