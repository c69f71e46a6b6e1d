import type { PlannedResource } from "../plan/resource";
import { applyEdits, urnOf } from "./apply";
import type { Edit } from "./edits";
import { type Allotment, allotPriorities } from "./priorities";
import { alternatives, type Change, inOrder, type Remedy } from "./remedy";
import { resourcesOf } from "./resources";
import { toEdits } from "./to-edits";

/** The parts of a finding that are needed to try its remedies. */
export interface ReportedFinding {
  readonly policy: string;
  readonly urn: string;
  /** The fault that it reports. */
  readonly found: string;
  readonly remedies: readonly Remedy[];
  /** The URNs of the pools that it is about; none means that it is about the resource. */
  readonly pools?: readonly string[];
  readonly advisory?: boolean;
}

/** The result for a program. */
export interface Outcome {
  readonly findings: readonly ReportedFinding[];
  /** Pools, by URN, whose nodes certainly reach the Batch service. */
  readonly open: ReadonlySet<string>;
}

/** Judges a program. */
export type Judge = (resources: readonly PlannedResource[]) => Outcome;

/** A program, and its result. */
export interface Trial {
  readonly resources: readonly PlannedResource[];
  readonly before: Outcome;
  readonly judge: Judge;
  /** What findings of the program propose for its groups: further changes of a remedy must not take the same priorities and names. */
  readonly allotment: () => Allotment;
}

/** A fix of a finding in the program itself. */
export interface Fix {
  readonly changes: readonly Change[];
  readonly edits: readonly Edit[];
  /** Whether the nodes of all its pools certainly reach the Batch service with it. */
  readonly opens: boolean;
}

/** How many further changes may follow the first one: for example a rule for the endpoint that was added. */
const MOST_FURTHER = 2;

/**
 * Tries one alternative: the edits are made, and the program is judged again. It fixes the finding if the finding is gone and there is
 * no new one of its level. New findings that it causes, and findings that block the same packets at later hops, are fixed as well, if
 * that takes few changes.
 */
export function tried(
  finding: ReportedFinding,
  first: readonly Change[],
  { resources, before, judge, allotment }: Trial,
): Fix | undefined {
  let changes = first;
  let current = resources;
  let edits: readonly Edit[] = [];
  let next: readonly Change[] = first;
  for (let further = 0; further <= MOST_FURTHER; further += 1) {
    const made = toEdits(next, resourcesOf(current));
    if (!made) return undefined;
    edits = [...edits, ...made];
    current = applyEdits(made, current);
    const after = judge(current);
    const gone = isGone(finding, before, after);
    const [added] = gone ? newIn(after, before, finding.advisory === true) : successorsOf(finding, before, after);
    if (!gone && !added) return undefined;
    if (!added) return { changes, edits, opens: (finding.pools ?? []).every((pool) => after.open.has(pool)) };
    const fitted = inOrder(...added.remedies.map(allotPriorities(added.remedies, allotment()).of));
    const [remedy] = alternatives(fitted).filter((each) => toEdits(each, resourcesOf(current)));
    if (!remedy) return undefined;
    next = remedy;
    changes = [...changes, ...remedy];
  }
  return undefined;
}

/** The findings that block the same packets at a later hop, once they get there. */
function successorsOf(finding: ReportedFinding, before: Outcome, after: Outcome): readonly ReportedFinding[] {
  const known = new Set(before.findings.map(({ found }) => found));
  const subjects = new Set(subjectsOf(finding));
  return after.findings.filter((each) => !known.has(each.found) && subjectsOf(each).some((key) => subjects.has(key)));
}

/** Whether the policy has fewer findings about each of the pools than before. */
export function isGone(finding: ReportedFinding, before: Outcome, after: Outcome): boolean {
  const [earlier, later] = [before, after].map(({ findings }) => countBy(findings));
  return subjectsOf(finding).every((key) => (later?.get(key) ?? 0) < (earlier?.get(key) ?? 0));
}

/** The new findings after a change: those of a policy about a pool that has more of them than before. */
export function newIn(after: Outcome, before: Outcome, alsoAdvisory: boolean): readonly ReportedFinding[] {
  const counted = (findings: readonly ReportedFinding[]) =>
    findings.filter(({ advisory }) => alsoAdvisory || advisory !== true);
  const earlier = countBy(counted(before.findings));
  const later = countBy(counted(after.findings));
  return counted(after.findings).filter((finding) =>
    subjectsOf(finding).some((key) => (later.get(key) ?? 0) > (earlier.get(key) ?? 0)),
  );
}

function countBy(findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of findings.flatMap(subjectsOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function subjectsOf({ policy, pools, urn }: ReportedFinding): readonly string[] {
  return (pools && pools.length > 0 ? pools : [urn]).map((subject) => `${policy} ${subject}`);
}

/** The resources that edits change: remedies that change different resources do not conflict. */
export function touchedBy(edits: readonly Edit[]): readonly string[] {
  return edits.map((edit) => (edit.action === "create" ? urnOf(edit) : edit.urn));
}
