import type { Leg, Passage, Stop, Way } from "../findings/way";

/** What is known of a stop before it has an id. */
export type Sight = Omit<Stop, "id">;

/** Where packets come from, and what becomes of them on the leg that is to follow. */
export interface End {
  readonly from: string;
  readonly is: Passage;
}

/** Where packets are when they have left a network, and where those are that private endpoints take. */
export interface Left {
  readonly open: readonly End[];
  readonly served: readonly End[];
}

/** A way under construction. Stops have keys of the caller's choice; the same key is the same stop, as its worst sight tells. */
export interface Sketch {
  /** Leads packets from `ends` through a stop, which is added; gives where they go on from. */
  readonly through: (ends: readonly End[], key: string, sight: Sight) => End;
  readonly finish: () => Pick<Way, "stops" | "legs">;
}

/** Starts a way with no stops. */
export function newSketch(): Sketch {
  const stops = new Map<string, Sight>();
  const legs = new Map<string, { from: string; to: string; is: Passage }>();
  return {
    through: (ends, key, sight) => {
      const known = stops.get(key) ?? sight;
      const is = worst([known.is, sight.is]);
      stops.set(key, known.is === is ? known : sight);
      for (const end of ends) {
        const leg = JSON.stringify([end.from, key]);
        legs.set(leg, { from: end.from, to: key, is: worst([end.is, legs.get(leg)?.is ?? "open"]) });
      }
      return { from: key, is };
    },
    finish: () => {
      const ordered = inOrder([...stops.keys()], [...legs.values()]);
      const ids = new Map(ordered.map((key, at) => [key, `n${at + 1}`]));
      const id = (key: string) => ids.get(key) ?? "";
      return {
        stops: ordered.flatMap((key): Stop[] => {
          const sight = stops.get(key);
          return sight ? [{ id: id(key), ...sight }] : [];
        }),
        legs: [...legs.values()].map(({ from, to, is }): Leg => ({ from: id(from), to: id(to), is })),
      };
    },
  };
}

/** No stop before one that leads to it. Legs never lead in a circle: packets come from stops that are there. */
function inOrder(keys: readonly string[], legs: readonly { readonly from: string; readonly to: string }[]): string[] {
  const ordered = new Set<string>();
  const place = (key: string): void => {
    if (ordered.has(key)) return;
    for (const { from, to } of legs) if (to === key) place(from);
    ordered.add(key);
  };
  keys.forEach(place);
  return [...ordered];
}

/** The same way, for stops that are shared with no other part of it: subnets may have the same group, and go on differently. */
export function within(sketch: Sketch, part: string): Sketch {
  return { ...sketch, through: (ends, key, sight) => sketch.through(ends, JSON.stringify([part, key]), sight) };
}

/** What stops packets comes first. */
export const FROM_WORST: readonly Passage[] = ["blocked", "unknown", "open"];

/** What becomes of packets that all of these befalls. */
export function worst(all: readonly Passage[]): Passage {
  return FROM_WORST.find((is) => all.includes(is)) ?? "open";
}

/** The ends, where it is not known whether packets go on here or elsewhere. */
export function perhaps(ends: readonly End[], isOpen: boolean): readonly End[] {
  return isOpen ? ends.map((end) => ({ ...end, is: worst([end.is, "unknown"]) })) : ends;
}
