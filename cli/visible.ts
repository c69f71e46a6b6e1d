/**
 * Characters that change how the text around them is shown instead of being shown: control characters (a terminal obeys
 * them), marks of writing direction (https://www.unicode.org/reports/tr9/), line separators, and what has no width.
 */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** `text` on one line, with what cannot be seen written out: names of resources may hold anything. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** The same for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
