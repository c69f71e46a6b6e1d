import type { JudgedFinding } from "./document";

/**
 * Makes what tells a finding from every other, in every run: its policy, resource and security rule or property, and only
 * where these are the same, its place among its like. Messages change from day to day (days left, free priorities).
 *
 * @param hasEvidence whether the rule or property is known: the engine does not tell it.
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
