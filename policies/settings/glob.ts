/**
 * Patterns over names and ids. `*` stands for any run of characters, `/`, `:` and `$` included, and `?` for any one of them;
 * everything else stands for itself. A pattern covers the whole text, never a part of it.
 *
 * There is nothing else on purpose: ARM ids and URNs are full of `$`, `(` and `::`, which other glob languages give a meaning,
 * and matching takes at most pattern length × text length steps, whatever the pattern.
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
      // Only the last star has to take more: what an earlier one could gain, this one reaches too.
      p = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** The same without regard to case, as Azure compares names and ids. */
export function matchesGlobIgnoringCase(pattern: string, text: string): boolean {
  return matchesGlob(pattern.toLowerCase(), text.toLowerCase());
}

/** Whether `pattern` has a wildcard, so that it may stand for several texts. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

const LONGEST = 1024;

/** Syntax of other glob languages that would be taken literally here and then match nothing: `{a,b}`, `[a-z]`, `!(a|b)`. */
const UNSUPPORTED = /\{[^{},]*,[^{}]*\}|\[(?!\d+\])[^[\]]+\]|[!@+?*]\([^()]*\)|^!/;

/** What is wrong with a pattern, as the end of a sentence that begins with it; `undefined` where nothing is. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.trim() === "") return "is empty";
  if (pattern !== pattern.trim()) return "begins or ends with a space";
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters`;
  const unsupported = UNSUPPORTED.exec(pattern);
  return unsupported ? `has "${unsupported[0]}", but only * and ? are wildcards` : undefined;
}
