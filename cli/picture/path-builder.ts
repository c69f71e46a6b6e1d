import type { NetworkPath, PathEdge, PathHop, PathStatus } from "../findings/network-path";

/** A hop without its id. */
export type HopDraft = Omit<PathHop, "id">;

/** The hop that packets come from, and their status on the next edge. */
export interface End {
  readonly from: string;
  readonly is: PathStatus;
}

/** The ends of packets that have left a network, and of packets that reach a private endpoint. */
export interface Left {
  readonly open: readonly End[];
  readonly served: readonly End[];
}

/** A path under construction. The caller chooses the keys of hops: the same key is the same hop, with its worst draft. */
export interface PathBuilder {
  /** Adds a hop, with edges from `ends`. Returns the end behind it. */
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

/** Each hop comes after all hops that have an edge to it. There are no cycles: edges come from hops that already exist. */
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

/** The same path, for hops that are not shared with other parts of it: subnets may have the same group, but different next hops. */
export function within(builder: PathBuilder, part: string): PathBuilder {
  return { ...builder, through: (ends, key, draft) => builder.through(ends, JSON.stringify([part, key]), draft) };
}

/** From worst to best. */
export const FROM_WORST: readonly PathStatus[] = ["blocked", "unknown", "open"];

/** The worst of these verdicts. */
export function worst(all: readonly PathStatus[]): PathStatus {
  return FROM_WORST.find((is) => all.includes(is)) ?? "open";
}

/** The ends, with status "unknown" or worse if it is unknown whether packets take this branch. */
export function perhaps(ends: readonly End[], isOpen: boolean): readonly End[] {
  return isOpen ? ends.map((end) => ({ ...end, is: worst([end.is, "unknown"]) })) : ends;
}
