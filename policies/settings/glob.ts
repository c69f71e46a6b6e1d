/**
 * Patterns for names and ids. `*` matches any sequence of characters, including `/`, `:` and `$`; `?` matches any one character;
 * every other character matches itself. A pattern matches the whole text, never a part of it.
 *
 * There is no other syntax on purpose: ARM ids and URNs contain `$`, `(` and `::`, which have a meaning in other glob languages.
 * Matching takes at most pattern length × text length steps for any pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let p = 0;
  while (at < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = at;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[at])) {
      p++;
      at++;
    } else if (star >= 0) {
      // Only the last star has to match more characters: every match that an earlier star could find, this one finds as well.
      p = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** The same, case-insensitive, as Azure compares names and ids. */
export function matchesGlobIgnoringCase(pattern: string, text: string): boolean {
  return matchesGlob(pattern.toLowerCase(), text.toLowerCase());
}

/** Whether `pattern` has a wildcard, so that it may match several texts. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

const LONGEST = 1024;

/** Syntax of other glob languages that would be taken literally here and then match nothing: `{a,b}`, `[a-z]`, `!(a|b)`. */
const UNSUPPORTED = /\{[^{},]*,[^{}]*\}|\[(?!\d+\])[^[\]]+\]|[!@+?*]\([^()]*\)|^!/;

/** What is wrong with a pattern, as the end of a sentence that begins with it; `undefined` if nothing is. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.trim() === "") return "is empty";
  if (pattern !== pattern.trim()) return "begins or ends with a space";
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters`;
  const unsupported = UNSUPPORTED.exec(pattern);
  return unsupported ? `has "${unsupported[0]}", but only * and ? are wildcards` : undefined;
}
