import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";

/** Stands for every region that is not known, so that one answer serves all pools of which it is not. */
const ANY_REGION = unknown("location");

/** Asks `judge` about a region, and names the value that is not known in the answer. */
export function inRegion<Evidence>(
  region: Value<string>,
  judge: (region: Value<string>) => Verdict<Evidence>,
): Verdict<Evidence> {
  if (!isUnknown(region)) return judge(region);
  const verdict = judge(ANY_REGION);
  if (verdict.is !== "undecided" || !verdict.unknowns.includes(ANY_REGION)) return verdict;
  return { ...verdict, unknowns: verdict.unknowns.map((each): Unknown => (each === ANY_REGION ? region : each)) };
}
