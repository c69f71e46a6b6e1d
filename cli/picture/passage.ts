import type { Verdict } from "../../policies/known/verdict";
import type { Passage } from "../findings/way";

/** A verdict about packets as what becomes of them. */
export function passage({ is }: Pick<Verdict<unknown>, "is">): Passage {
  return is === "holds" ? "open" : is === "violated" ? "blocked" : "unknown";
}
