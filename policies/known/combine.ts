import { isUnknown, type Unknown } from "./value";
import type { Verdict } from "./verdict";

/** Combines the verdicts of parts that are all required: one violated part violates the whole. */
export function everyPart<Evidence>(parts: readonly Verdict<Evidence>[]): Verdict<readonly Evidence[]> {
  const violated = parts.filter((part) => part.is === "violated");
  if (violated.length > 0) return { is: "violated", because: violated.map((part) => part.because) };
  const undecided = parts.filter((part) => part.is === "undecided");
  if (undecided.length > 0) return undecidedBy(undecided, []);
  return { is: "holds", because: parts.map((part) => part.because) };
}

/** Combines the verdicts of parts of which one is enough: the whole holds if one part holds, and is violated if all parts are. */
export function anyPart<Evidence>(parts: readonly Verdict<Evidence>[]): Verdict<readonly Evidence[]> {
  const holding = parts.filter((part) => part.is === "holds");
  if (holding.length > 0) return { is: "holds", because: holding.map((part) => part.because) };
  const undecided = parts.filter((part) => part.is === "undecided");
  if (undecided.length > 0) return undecidedBy(undecided, []);
  return { is: "violated", because: parts.map((part) => part.because) };
}

/**
 * The verdict if exactly one of `possible` will turn out to be true, and the unknown values in `deciding` decide which: decided
 * only if all of them agree, and undecided if `possible` is empty.
 */
export function whichever<Evidence>(
  possible: readonly Verdict<Evidence>[],
  deciding: readonly Unknown[],
): Verdict<readonly Evidence[]> {
  const because = possible.map((each) => each.because);
  if (possible.length > 0 && possible.every((each) => each.is === "holds")) return { is: "holds", because };
  if (possible.length > 0 && possible.every((each) => each.is === "violated")) return { is: "violated", because };
  return undecidedBy(possible, deciding);
}

/** The unknown markers among `values`, each once. */
export function unknownsAmong(values: readonly unknown[]): readonly Unknown[] {
  return unique(values.filter(isUnknown));
}

function undecidedBy<Evidence>(
  parts: readonly Verdict<Evidence>[],
  deciding: readonly Unknown[],
): Verdict<readonly Evidence[]> {
  const unknowns = unique([...deciding, ...parts.flatMap((part) => (part.is === "undecided" ? part.unknowns : []))]);
  return { is: "undecided", because: parts.map((part) => part.because), unknowns };
}

function unique(unknowns: readonly Unknown[]): readonly Unknown[] {
  return [...new Map(unknowns.map((each) => [`${each.owner}\n${each.path}`, each])).values()];
}
