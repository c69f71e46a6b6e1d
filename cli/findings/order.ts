import { compare } from "../../policies/known/order";
import type { JudgedFinding } from "./document";

type Ordered = Pick<JudgedFinding, "policy" | "level" | "severity" | "urn">;

const LEVELS = ["mandatory", "advisory"];
const SEVERITIES = ["critical", "high", "medium", "low"];

/** Sorts findings as the Pulumi CLI does: level, severity, policy, resource. */
export function inOrder<F extends Ordered>(findings: readonly F[]): readonly F[] {
  return findings.toSorted(
    (one, other) =>
      LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
      compare(one.policy, other.policy) ||
      compare(one.urn, other.urn),
  );
}
