import { describe, expect, test } from "vitest";
import { COLOURS } from "../../../cli/html/style-colours";
import { PRINT } from "../../../cli/html/style-print";

/** The colours of a `:root` rule, by name. */
function coloursIn(rule: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...rule.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("the contrast of black on white", () => expect(contrast("#000000", "#ffffff")).toBeCloseTo(21));

const [light = "", dark = ""] = COLOURS.match(/:root \{[^}]*\}/g) ?? [];
describe.each([
  ["light", light],
  ["dark", dark],
  ["print", PRINT.match(/:root \{[^}]*\}/)?.[0] ?? ""],
])("%s", (_scheme, rule) => {
  const colours = coloursIn(rule);

  test("has all colours", () => {
    expect(Object.keys(colours).sort()).toEqual(Object.keys(coloursIn(light)).sort());
    expect(Object.keys(colours)).toHaveLength(10);
  });

  test.each(
    ["text", "quiet", "link", "blocked", "unknown", "open"].flatMap((name) => [
      [name, "page"],
      [name, "card"],
    ]),
  )("text in %s on %s can be read", (text, ground) => {
    expect(contrast(colours[text as string] ?? "", colours[ground as string] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["page", "card"])("the edges of controls on %s can be seen", (ground) => {
    expect(contrast(colours.edge ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
