/** What to check where a verdict depends on a value that Azure rejects: what replaces it is not known. */
export function rejectedValue(path: string, accepted: string): string {
  return `Check ${path}: Azure rejects the value; Azure accepts ${accepted}.`;
}
