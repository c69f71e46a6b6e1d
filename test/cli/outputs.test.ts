import { describe, expect, test } from "vitest";
import { type OutputOption, outputsOf } from "../../cli/outputs";

const FORMS = ["text", "json", "html"].map((name) => ({ name, about: "" }));

/** `format=json output=a.json`, parsed. */
const given = (words: string): OutputOption[] =>
  words
    .split(" ")
    .filter(Boolean)
    .map((word) => {
      const [name, value] = word.split("=");
      return { name, value } as OutputOption;
    });

describe("each format goes with the file beside it", () => {
  test.each([
    ["", "text→-"],
    ["format=json", "json→-"],
    ["format=json output=-", "json→-"],
    ["output=a", "text→a"],
    ["format=json output=a", "json→a"],
    ["output=a format=json", "json→a"],
    ["format=json output=a format=html output=b", "json→a html→b"],
    ["output=a format=json output=b format=html", "json→a html→b"],
    ["format=json output=a output=b format=html", "json→a html→b"],
    ["format=json format=html output=b", "json→- html→b"],
    ["format=html output=b format=json", "html→b json→-"],
    ["format=json output=a output=b", "json→a text→b"],
    ["format=json output=a format=json output=b", "json→a json→b"],
  ])("%s: %s", (words, expected) => {
    const outputs = outputsOf(given(words), FORMS);
    if (typeof outputs === "string") throw new Error(outputs);
    expect(outputs.map(({ form, file }) => `${form}→${file}`).join(" ")).toBe(expected);
  });
});

test.each([
  ["format=jsn", "--format takes text, json or html, not jsn; did you mean json?"],
  ["format=constructor", "--format takes text, json or html, not constructor."],
  [
    "format=json format=html",
    "Only one format can be printed, not json and html: name a file with --output beside each --format.",
  ],
])("%s: %s", (words, sentence) => expect(outputsOf(given(words), FORMS)).toBe(sentence));
