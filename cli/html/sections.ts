import { groupBy } from "../../policies/known/multimap";
import type { JudgedFile, JudgedFinding, Pointer } from "../findings/document";
import type { NetworkPath } from "../findings/network-path";
import { stopsPackets } from "./stopping";
import { SERVICE_STATES } from "./words";

/** A pool and the findings on its path. */
export interface PoolSection {
  readonly path: NetworkPath;
  readonly findings: readonly JudgedFinding[];
  /** Findings about it in other stacks. */
  readonly pointers: readonly Pointer[];
}

/** The findings of a file, grouped by pool. */
export interface Sections {
  /** Pools whose nodes do not reach the service come first, then those with the most findings, mandatory ones first. */
  readonly pools: readonly PoolSection[];
  /** Findings that are not about a path of any pool. */
  readonly others: readonly JudgedFinding[];
  /** The number of pools at which a finding is shown; the other findings are not in it. */
  readonly places: ReadonlyMap<JudgedFinding, number>;
}

/** Sorts pools from worst to best: by their path, then by their findings. */
export function byWeight(one: PoolSection, other: PoolSection): number {
  const state = ({ path }: PoolSection) => SERVICE_STATES.indexOf(path.is);
  return state(one) - state(other) || weightOf(other) - weightOf(one);
}

/** The weight of a pool's findings: no number of advisory findings outweighs a mandatory one. */
function weightOf({ findings, pointers }: PoolSection): number {
  const all = [...findings, ...pointers];
  const mandatory = all.filter(({ level }) => level === "mandatory").length;
  return mandatory * 10_000 + all.length;
}

/** Assigns findings to pools. A finding is shown at each pool that it names, or whose path contains its resource. */
export function sectionsOf({
  findings,
  networkPaths = [],
  pointers = [],
}: Pick<JudgedFile, "findings" | "networkPaths" | "pointers">): Sections {
  const byUrn = groupBy(findings.keys(), (at) => findings[at]?.urn);
  const places = new Map<JudgedFinding, number>();
  const sections = networkPaths.map((path): PoolSection => {
    const urns = new Set([
      path.pool,
      ...path.hops.flatMap(({ urn, parts = [] }) => [...(urn === undefined ? [] : [urn]), ...parts]),
    ]);
    const here = [...urns].flatMap((urn) => byUrn.get(urn) ?? []).toSorted((one, other) => one - other);
    const all = here.flatMap((at) => findings[at] ?? []);
    // Findings that explain why packets are blocked come first; the rest keeps its order.
    const [reasons, rest] = [true, false].map((stops) => all.filter((each) => stopsPackets(path, each) === stops));
    const found = [...(reasons ?? []), ...(rest ?? [])];
    for (const finding of found) places.set(finding, (places.get(finding) ?? 0) + 1);
    return { path, findings: found, pointers: pointers.filter(({ urn }) => urn === path.pool) };
  });
  return { pools: sections.toSorted(byWeight), others: findings.filter((finding) => !places.has(finding)), places };
}
