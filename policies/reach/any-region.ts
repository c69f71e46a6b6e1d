import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";

/** Represents every unknown region, so that one answer serves all pools whose region is unknown. */
const ANY_REGION = unknown("location");

/** Calls `judge` for a region, and adds the unknown value to the answer. */
export function inRegion<Evidence>(
  region: Value<string>,
  judge: (region: Value<string>) => Verdict<Evidence>,
): Verdict<Evidence> {
  if (!isUnknown(region)) return judge(region);
  const verdict = judge(ANY_REGION);
  if (verdict.is !== "undecided" || !verdict.unknowns.includes(ANY_REGION)) return verdict;
  return { ...verdict, unknowns: verdict.unknowns.map((each): Unknown => (each === ANY_REGION ? region : each)) };
}
