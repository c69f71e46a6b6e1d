/**
 * What to check where a verdict depends on a value that Azure rejects, or whose meaning only Azure knows: what replaces it is unknown.
 *
 * @param what its path, and whose it is.
 * @param hint what Azure accepts, as a clause; `undefined` where the value may be valid.
 */
export function checkRejected(what: string, hint: string | undefined): string {
  const why = hint === undefined ? ", or only Azure knows its meaning" : `; ${hint}`;
  return `Check ${what}: Azure rejects the value${why}.`;
}
