import { type Example, type ExpectedFinding, readExamples } from "../../toolchain/examples";

/** Every example, as rows for `test.each`. */
export const examples: readonly Example[] = readExamples();

/** Findings in the form and order of `expected.json`. */
export function asExpected(findings: readonly ExpectedFinding[]): ExpectedFinding[] {
  return findings
    .map(({ policy, resource, type, level }) => ({ policy, resource, type, level }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
