import type { Verdict } from "../../policies/known/verdict";
import type { PathStatus } from "../findings/network-path";

/** The status of packets for a verdict about them. */
export function pathStatus({ is }: Pick<Verdict<unknown>, "is">): PathStatus {
  return is === "holds" ? "open" : is === "violated" ? "blocked" : "unknown";
}
