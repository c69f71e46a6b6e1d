import type { JudgedFinding } from "./document";

/**
 * Returns a function that identifies a finding across runs: by its policy, resource and security rule or property; equal ones are
 * numbered in order. Messages are not part of it: they change from day to day (days left, free priorities).
 *
 * @param hasEvidence whether the security rule or property is known: the engine does not report it.
 */
export function identities(hasEvidence = true): (finding: JudgedFinding) => string {
  const seen = new Map<string, number>();
  return ({ policy, urn, evidence }) => {
    const part = hasEvidence ? (evidence?.securityRule ?? evidence?.path ?? "") : "";
    const identity = JSON.stringify([policy, urn, part]);
    const place = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, place);
    return `${identity}:${place}`;
  };
}
