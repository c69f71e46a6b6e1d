import { groupBy } from "../known/multimap";
import { parseUrn, stackIn } from "../plan/urn";
import type { RunSummary } from "../rules/lib/run-summary";
import type { Finding } from "../rules/rule";

/**
 * Findings about the evaluation itself are reported for each stack of a program: exemptions and questions belong to one team. If
 * there are several stacks, a finding about a whole stack is reported on its root resource.
 */
export function perStack(summary: RunSummary, check: (summary: RunSummary) => readonly Finding[]): readonly Finding[] {
  const stacks = groupBy(summary.resources, ({ urn }) => stackIn(urn));
  if (stacks.size < 2) return check(summary);
  return [...stacks].flatMap(([stack, resources]) => {
    const isHere = ({ urn }: { readonly urn: string }) => stackIn(urn) === stack;
    const { judged, undecided, exempted } = summary;
    const own = { resources, judged, undecided: undecided.filter(isHere), exempted: exempted.filter(isHere) };
    const root = resources.find(({ urn }) => parseUrn(urn)?.type === "pulumi:pulumi:Stack")?.urn ?? rootOf(stack);
    return check(own).map((finding) => (finding.urn === "" ? { ...finding, urn: root } : finding));
  });
}

/** The URN that Pulumi gives to the root resource of a stack. */
function rootOf(stack: string): string {
  const [name, project] = stack.split("::");
  return name && project ? `urn:pulumi:${stack}::pulumi:pulumi:Stack::${project}-${name}` : "";
}
