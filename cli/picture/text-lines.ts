/** The width of a character relative to the font size: a generous mean of common sans-serif fonts. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3fffd}]/u, 1.05],
  [/[MW@%]/u, 0.95],
  [/\p{Lu}/u, 0.72],
  [/[ijlt.,:;'|()[\]/ -]/u, 0.38],
];
const USUAL_WIDTH = 0.6;

/** The approximate width of a text, in pixels. No font can be measured here, so the estimate is generous. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDTHS.find(([set]) => set.test(character))?.[1] ?? USUAL_WIDTH;
  return width * size;
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Breaks a text into lines of at most `widest` pixels: at spaces, else after separators in names, else anywhere.
 *
 * @param most the maximum number of lines; a longer text ends with "…".
 */
export function textLines(text: string, size: number, widest: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(text, size, widest)) {
    if (line !== "" && widthOf((line + word).trimEnd(), size) > widest) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
    if (lines.length >= most) break;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}

/** The parts that are not broken, each with the spaces after it. */
function wordsOf(text: string, size: number, widest: number): readonly string[] {
  const parts = text.match(/[^ ]+ *| +/g) ?? [];
  return parts.flatMap((part) => (widthOf(part.trimEnd(), size) > widest ? pieces(part, size, widest) : [part]));
}

/** After separators in names, and before a capital. */
const SEAM = /(?<=[-./_:])|(?<=\p{Ll})(?=\p{Lu})/u;

function pieces(word: string, size: number, widest: number): readonly string[] {
  return word.split(SEAM).flatMap((part) => {
    if (widthOf(part.trimEnd(), size) <= widest) return [part];
    return [...characters.segment(part)].map(({ segment }) => segment);
  });
}
