import { expect, test } from "vitest";
import { visible, visibleLines } from "../../cli/visible";

test.each([
  ["plain", "nsg-render", "nsg-render"],
  ["letters of any script", "пул-レンダ é 🚀", "пул-レンダ é 🚀"],
  ["a colour of the terminal", "a\u001b[31mred", "a\\u{1b}[31mred"],
  ["a line break", "a\nb\r", "a\\u{a}b\\u{d}"],
  ["a right-to-left mark", "a\u202etxt.exe", "a\\u{202e}txt.exe"],
  ["what has no width", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
  ["C1 controls", "a\u009b31m", "a\\u{9b}31m"],
  ["line separators", "a\u2028b", "a\\u{2028}b"],
])("%s", (_what, text, shown) => expect(visible(text)).toBe(shown));

test("lines stay lines", () => expect(visibleLines("a\n\u001bb")).toBe("a\n\\u{1b}b"));
