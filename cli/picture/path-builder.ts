import type { NetworkPath, PathEdge, PathHop, PathStatus } from "../findings/network-path";

/** What is known of a hop before it has an id. */
export type HopDraft = Omit<PathHop, "id">;

/** Where packets come from, and what becomes of them on the edge that is to follow. */
export interface End {
  readonly from: string;
  readonly is: PathStatus;
}

/** Where packets are when they have left a network, and where those are that private endpoints take. */
export interface Left {
  readonly open: readonly End[];
  readonly served: readonly End[];
}

/** A path under construction. Hops have keys of the caller's choice; the same key is the same hop, as its worst draft tells. */
export interface PathBuilder {
  /** Leads packets from `ends` through a hop, which is added; gives where they go on from. */
  readonly through: (ends: readonly End[], key: string, draft: HopDraft) => End;
  readonly finish: () => Pick<NetworkPath, "hops" | "edges">;
}

/** Starts a path with no hops. */
export function newPathBuilder(): PathBuilder {
  const hops = new Map<string, HopDraft>();
  const edges = new Map<string, { from: string; to: string; is: PathStatus }>();
  return {
    through: (ends, key, draft) => {
      const known = hops.get(key) ?? draft;
      const is = worst([known.is, draft.is]);
      hops.set(key, known.is === is ? known : draft);
      for (const end of ends) {
        const edge = JSON.stringify([end.from, key]);
        edges.set(edge, { from: end.from, to: key, is: worst([end.is, edges.get(edge)?.is ?? "open"]) });
      }
      return { from: key, is };
    },
    finish: () => {
      const ordered = inOrder([...hops.keys()], [...edges.values()]);
      const ids = new Map(ordered.map((key, at) => [key, `n${at + 1}`]));
      const id = (key: string) => ids.get(key) ?? "";
      return {
        hops: ordered.flatMap((key): PathHop[] => {
          const draft = hops.get(key);
          return draft ? [{ id: id(key), ...draft }] : [];
        }),
        edges: [...edges.values()].map(({ from, to, is }): PathEdge => ({ from: id(from), to: id(to), is })),
      };
    },
  };
}

/** No hop before one that leads to it. Edges never lead in a circle: packets come from hops that are there. */
function inOrder(keys: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]): string[] {
  const ordered = new Set<string>();
  const place = (key: string): void => {
    if (ordered.has(key)) return;
    for (const { from, to } of edges) if (to === key) place(from);
    ordered.add(key);
  };
  keys.forEach(place);
  return [...ordered];
}

/** The same path, for hops that are shared with no other part of it: subnets may have the same group, and go on differently. */
export function within(builder: PathBuilder, part: string): PathBuilder {
  return { ...builder, through: (ends, key, draft) => builder.through(ends, JSON.stringify([part, key]), draft) };
}

/** From worst to best. */
export const FROM_WORST: readonly PathStatus[] = ["blocked", "unknown", "open"];

/** The worst of these verdicts. */
export function worst(all: readonly PathStatus[]): PathStatus {
  return FROM_WORST.find((is) => all.includes(is)) ?? "open";
}

/** The ends, where it is not known whether packets go on here or elsewhere. */
export function perhaps(ends: readonly End[], isOpen: boolean): readonly End[] {
  return isOpen ? ends.map((end) => ({ ...end, is: worst([end.is, "unknown"]) })) : ends;
}
