import type { ChangedStack, FleetChanges, FleetDocument, SurveyedStack } from "./document";

/** The changes since an earlier sweep. Project and name identify a stack; policy and resource identify a finding. */
export function changesSince(now: FleetDocument, earlier: FleetDocument): FleetChanges {
  const [after, before] = [byStack(now), byStack(earlier)];
  const common = [...after].filter(([key]) => before.has(key));
  const stacks = common.map(([key, findings]) => changeOf(key, findings, before.get(key) ?? []));
  const only = (these: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) =>
    [...these.keys()].filter((key) => !others.has(key)).map((key) => JSON.parse(key).join("/"));
  // A file that could not be judged this time may contain the missing stack.
  const gone = now.refused.length === 0 ? only(before, after) : [];
  return {
    date: earlier.date,
    stacks: stacks.filter(({ found, fixed }) => found.length + fixed.length > 0),
    added: only(after, before),
    gone,
  };
}

type Findings = SurveyedStack["findings"];

function byStack({ stacks }: FleetDocument): ReadonlyMap<string, Findings> {
  const found = new Map<string, Findings>();
  for (const { project, stack, findings } of stacks) {
    const key = JSON.stringify([project, stack]);
    found.set(key, [...(found.get(key) ?? []), ...findings]);
  }
  return found;
}

function changeOf(key: string, now: Findings, earlier: Findings): ChangedStack {
  const [project, stack] = JSON.parse(key);
  return { project, stack, found: without(now, earlier), fixed: without(earlier, now) };
}

/** The findings that are not in `others`; duplicates are counted. */
function without(findings: Findings, others: Findings): Findings {
  const left = new Map<string, number>();
  const identity = ({ policy, urn }: Findings[number]) => JSON.stringify([policy, urn]);
  for (const other of others) left.set(identity(other), (left.get(identity(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const number = left.get(identity(finding)) ?? 0;
    left.set(identity(finding), number - 1);
    return number <= 0;
  });
}
