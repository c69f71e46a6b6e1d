import type { ExemptedFinding, JudgedFinding } from "../findings/document";
import type { PackConfiguration } from "./pack-configuration";

/** Separates the findings that the exceptions of a configuration accept, as the engine does with the findings of the pack. */
export function exceptionsApplied(
  findings: readonly JudgedFinding[],
  { exceptions = [] }: PackConfiguration,
): { readonly counted: readonly JudgedFinding[]; readonly excepted: readonly ExemptedFinding[] } {
  const counted: JudgedFinding[] = [];
  const excepted: ExemptedFinding[] = [];
  for (const finding of findings) {
    const { policy, urn } = finding;
    const matching = exceptions.filter(({ match }) =>
      match.some(({ policies, targets }) => policies.includes(policy) && targets.includes(urn)),
    );
    const exemptions = matching.map(({ id, reason }) => ({ at: `exceptions.${id}`, reason }));
    if (exemptions.length === 0) counted.push(finding);
    else excepted.push({ ...finding, exemptions });
  }
  return { counted, excepted };
}
