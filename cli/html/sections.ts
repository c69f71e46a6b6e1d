import type { JudgedFile, JudgedFinding } from "../findings/document";
import type { Way } from "../findings/way";
import { SERVICE_STATES } from "./words";

/** A pool, and what was found on its way. */
export interface PoolSection {
  readonly way: Way;
  readonly findings: readonly JudgedFinding[];
}

/** The findings of a file, by the pools that they are about. */
export interface Sections {
  /** Those whose nodes do not reach the service come first. */
  readonly pools: readonly PoolSection[];
  /** Findings about nothing on the way of any pool. */
  readonly others: readonly JudgedFinding[];
  /** How many pools a finding stands at; none for the others. */
  readonly places: ReadonlyMap<JudgedFinding, number>;
}

/** Sorts findings to pools. A finding stands at each pool that it is about, or on whose way the resource lies that it is about. */
export function sectionsOf({ findings, ways = [] }: Pick<JudgedFile, "findings" | "ways">): Sections {
  const byUrn = new Map<string, number[]>();
  for (const [at, { urn }] of findings.entries()) byUrn.set(urn, [...(byUrn.get(urn) ?? []), at]);
  const places = new Map<JudgedFinding, number>();
  const ordered = SERVICE_STATES.flatMap((state) => ways.filter(({ is }) => is === state));
  const pools = ordered.map((way): PoolSection => {
    const urns = new Set([
      way.pool,
      ...way.stops.flatMap(({ urn, parts = [] }) => [...(urn === undefined ? [] : [urn]), ...parts]),
    ]);
    const here = [...urns].flatMap((urn) => byUrn.get(urn) ?? []).toSorted((one, other) => one - other);
    const found = here.flatMap((at) => findings[at] ?? []);
    for (const finding of found) places.set(finding, (places.get(finding) ?? 0) + 1);
    return { way, findings: found };
  });
  return { pools, others: findings.filter((finding) => !places.has(finding)), places };
}
