/**
 * Characters that are not shown, but change how the text around them is shown: control characters, which a terminal interprets,
 * directional formatting characters (https://www.unicode.org/reports/tr9/), line separators, and characters of zero width.
 */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * The commands that a CI system runs if they are printed: GitHub's runner a line that begins with `::`, and `##[` anywhere, Azure
 * Pipelines `##vso[` and `##[`. https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions and
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
const ANYWHERE = /##(?=vso\[|\[)/gi;
const AT_THE_START = "::";

/** `text` on one line, with invisible characters and CI commands escaped: names of resources may contain any text. */
export function visible(text: string): string {
  return inert(text.replace(INVISIBLE, escaped));
}

/** The same for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

/** Text of any form in which the commands of CI systems are escaped; everything else stays unchanged. */
export function inert(text: string): string {
  return text.split("\n").map(inertLine).join("\n");
}

function inertLine(line: string): string {
  const harmless = line.replace(ANYWHERE, "#\\u{23}");
  const start = harmless.length - harmless.trimStart().length;
  return harmless.startsWith(AT_THE_START, start)
    ? `${harmless.slice(0, start)}\\u{3a}${harmless.slice(start + 1)}`
    : harmless;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
