import type { Verdict } from "../../policies/known/verdict";
import type { PathStatus } from "../findings/network-path";

/** A verdict about packets as what becomes of them. */
export function pathStatus({ is }: Pick<Verdict<unknown>, "is">): PathStatus {
  return is === "holds" ? "open" : is === "violated" ? "blocked" : "unknown";
}
