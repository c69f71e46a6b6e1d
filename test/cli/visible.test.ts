import { expect, test } from "vitest";
import { inert, visible, visibleLines } from "../../cli/visible";

test.each([
  ["plain", "nsg-render", "nsg-render"],
  ["letters of any script", "пул-レンダ é 🚀", "пул-レンダ é 🚀"],
  ["a colour of the terminal", "a\u001b[31mred", "a\\u{1b}[31mred"],
  ["a line break", "a\nb\r", "a\\u{a}b\\u{d}"],
  ["a right-to-left mark", "a\u202etxt.exe", "a\\u{202e}txt.exe"],
  ["what has no width", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
  ["C1 controls", "a\u009b31m", "a\\u{9b}31m"],
  ["line separators", "a\u2028b", "a\\u{2028}b"],
  ["a command of GitHub's runner", "::error::x", "\\u{3a}:error::x"],
  ["an indented one", "  ::stop-commands::x", "  \\u{3a}:stop-commands::x"],
  ["colons that are none", "urn:pulumi:dev::p::t::n", "urn:pulumi:dev::p::t::n"],
  ["a command of Azure Pipelines", "a ##vso[task.complete]", "a #\\u{23}vso[task.complete]"],
  ["an old one of both", "###[error]x", "##\\u{23}[error]x"],
  ["a heading", "## a #1", "## a #1"],
])("%s", (_what, text, shown) => expect(visible(text)).toBe(shown));

test("lines stay lines", () => expect(visibleLines("a\n\u001bb\n::c")).toBe("a\n\\u{1b}b\n\\u{3a}:c"));

test("text of any form keeps everything but commands", () => {
  expect(inert("# a\n\t::error::b\n##VSO[c]\n\u001b")).toBe("# a\n\t\\u{3a}:error::b\n#\\u{23}VSO[c]\n\u001b");
});
