import { groupBy } from "../../policies/known/multimap";
import type { JudgedFile, JudgedFinding, Pointer } from "../findings/document";
import type { NetworkPath } from "../findings/network-path";
import { stopsPackets } from "./stopping";
import { SERVICE_STATES } from "./words";

/** A pool, and what was found on its path. */
export interface PoolSection {
  readonly path: NetworkPath;
  readonly findings: readonly JudgedFinding[];
  /** What is found about it in other stacks. */
  readonly pointers: readonly Pointer[];
}

/** The findings of a file, by the pools that they are about. */
export interface Sections {
  /** Those whose nodes do not reach the service come first, and among them those with the most that is wrong. */
  readonly pools: readonly PoolSection[];
  /** Findings about nothing on the path of any pool. */
  readonly others: readonly JudgedFinding[];
  /** How many pools a finding stands at; none for the others. */
  readonly places: ReadonlyMap<JudgedFinding, number>;
}

/** The order in which the worst pool comes first: by its path, then by what was found. */
export function byWeight(one: PoolSection, other: PoolSection): number {
  const state = ({ path }: PoolSection) => SERVICE_STATES.indexOf(path.is);
  return state(one) - state(other) || weightOf(other) - weightOf(one);
}

/** How bad a pool is: no number of advisory findings outweighs a mandatory one. */
function weightOf({ findings, pointers }: PoolSection): number {
  const all = [...findings, ...pointers];
  const mandatory = all.filter(({ level }) => level === "mandatory").length;
  return mandatory * 10_000 + all.length;
}

/** Sorts findings to pools. A finding stands at each pool that it is about, or on whose path the resource lies that it is about. */
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
    // Why the packets are stopped comes first; everything else stays in its order.
    const [reasons, rest] = [true, false].map((stops) => all.filter((each) => stopsPackets(path, each) === stops));
    const found = [...(reasons ?? []), ...(rest ?? [])];
    for (const finding of found) places.set(finding, (places.get(finding) ?? 0) + 1);
    return { path, findings: found, pointers: pointers.filter(({ urn }) => urn === path.pool) };
  });
  return { pools: sections.toSorted(byWeight), others: findings.filter((finding) => !places.has(finding)), places };
}
