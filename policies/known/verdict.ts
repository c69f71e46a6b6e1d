import type { Unknown } from "./value";

/**
 * The answer to a question about a program that is not deployed yet.
 *
 * - `holds`: true whatever the unknown values turn out to be;
 * - `violated`: false whatever they turn out to be;
 * - `undecided`: it depends on the values in `unknowns`.
 */
export type Verdict<Evidence> =
  | { readonly is: "holds"; readonly because: Evidence }
  | { readonly is: "violated"; readonly because: Evidence }
  | { readonly is: "undecided"; readonly because: Evidence; readonly unknowns: readonly Unknown[] };
