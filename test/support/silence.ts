import type { Report } from "../../policies/judge/report";
import type { PlannedResource } from "../../policies/plan/resource";
import { joinPath } from "../../policies/plan/tree";
import type { Undecided } from "../../policies/rules/rule";
import type { Place } from "./hidden-values";

/** A value that a policy assumes while it is unknown, and the reason. */
export interface Presumed {
  readonly policy: RegExp;
  readonly hiding: RegExp;
  readonly because: string;
}

/** The assumptions about the path of a node. */
export const PRESUMED: readonly Presumed[] = [
  {
    policy: /^endpoint-node-management-reachable$/,
    hiding: /ConnectionState(\.status)?$/,
    because:
      "the state of a connection is known after its deployment alone, and one that is approved automatically is assumed to be approved",
  },
  {
    policy: /^subnet-route-reaches-node-management$/,
    hiding: /^addressSpace/,
    because:
      "networks use private addresses: a space that is not known is taken for one, or every pool would be asked about",
  },
];

/** Whether the question names the value at `place`, a value that contains it, or a part of it. */
export function names({ unknowns }: Undecided, { at, path }: Place, resources: readonly PlannedResource[]): boolean {
  const hidden = path.reduce<string>(joinPath, "");
  const owner = resources[at]?.urn;
  return unknowns.some((each) => each.owner === owner && (isWithin(each.path, hidden) || isWithin(hidden, each.path)));
}

function isWithin(part: string, whole: string): boolean {
  return whole === "" || part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`);
}

/** The pools that a finding is about, and the resource that it is reported on, by their names in the program. */
function subjectsOf({ urn, message }: Report, resources: readonly PlannedResource[]): ReadonlySet<string> {
  const pools = resources.filter(({ type }) => type.endsWith(":Pool")).map(({ name }) => name);
  return new Set([...pools.filter((pool) => message.includes(`"${pool}"`)), urn.split("::").at(-1) ?? ""]);
}

/** Whether both have a pool or a resource in common. */
export function isAboutSame(one: Report, other: Report, resources: readonly PlannedResource[]): boolean {
  const subjects = subjectsOf(one, resources);
  return [...subjectsOf(other, resources)].some((subject) => subjects.has(subject));
}
