import type { Unknown } from "../../known/value";
import { unknown } from "../../known/value";
import type { Hop, HopOfKind } from "../../reach/hop";
import type { PoolReach, Reach } from "../../reach/reach";
import type { Cause, Trace } from "../../reach/trace";
import type { PoolNode } from "../../topology/topology";
import { type Undecided, waitsFor } from "../rule";

/** One thing that stops packets, by the place where it is changed. */
export interface Fault<Detail> {
  /** Faults with the same place are one finding. */
  readonly place: string;
  readonly detail: Detail;
}

/** A fault and the pools that it keeps from node management. */
export interface PoolFault<Detail> extends Fault<Detail> {
  /** The first of {@link traces}. */
  readonly trace: Trace;
  /** Those of all the pools that have it. */
  readonly traces: readonly Trace[];
  readonly pools: readonly PoolNode[];
  /**
   * Whether it is in one of several subnets of which each may turn out to be the pool's, with a fault of its own in each: the pool
   * certainly does not work, but nobody can say yet where that has to be changed.
   */
  readonly isExample: boolean;
}

type Read<Detail> = (cause: Cause, trace: Trace) => readonly Fault<Detail>[];

/** What certainly stops packets, of those causes of which `read` makes a fault: one for each place, with all its pools. */
export function faultsIn<Detail>(reach: Reach, read: Read<Detail>): readonly PoolFault<Detail>[] {
  const byPlace = new Map<string, PoolFault<Detail> & { pools: PoolNode[]; traces: Trace[] }>();
  const examples: PoolFault<Detail>[] = [];
  for (const each of reach.all()) {
    if (each.is !== "violated") continue;
    if (!haveOnePlace(each, read)) {
      examples.push(...exampleOf(each, read));
      continue;
    }
    for (const { trace, fault } of each.traces.flatMap((trace) =>
      faultsOf(trace, read).map((fault) => ({ trace, fault })),
    )) {
      const known = byPlace.get(fault.place);
      if (!known) byPlace.set(fault.place, { ...fault, trace, traces: [trace], pools: [each.pool], isExample: false });
      else {
        known.traces.push(trace);
        if (known.pools.at(-1) !== each.pool) known.pools.push(each.pool);
      }
    }
  }
  return [...byPlace.values(), ...examples];
}

function faultsOf<Detail>(trace: Trace, read: Read<Detail>): readonly Fault<Detail>[] {
  return trace.causes.flatMap((cause) => read(cause, trace));
}

/** Whether the same has to be changed, whichever of the subnets is the pool's. */
function haveOnePlace<Detail>({ traces }: PoolReach, read: Read<Detail>): boolean {
  const [first, ...others] = traces.map((trace) => new Set(faultsOf(trace, read).map(({ place }) => place)));
  return others.every((places) => places.size === first?.size && [...places].every((place) => first.has(place)));
}

/** The first fault on the path in the first of the subnets, if it is of those that `read` knows. */
function exampleOf<Detail>({ pool, traces }: PoolReach, read: Read<Detail>): readonly PoolFault<Detail>[] {
  const [trace] = traces;
  const [cause] = trace?.causes ?? [];
  const [fault] = trace && cause ? read(cause, trace) : [];
  return trace && fault ? [{ ...fault, trace, traces: [trace], pools: [pool], isExample: true }] : [];
}

/** What a question says of one cause; `undefined` where another policy asks about it. */
type Ask = (cause: Cause, trace: Trace) => Omit<Undecided, "kind" | "urn"> | undefined;

/** What cannot be told of the pools before deployment, of those causes that `ask` asks about; each question once for a pool. */
export function questionsIn(reach: Reach, ask: Ask): readonly Undecided[] {
  return reach.all().flatMap((each): readonly Undecided[] => {
    if (each.is !== "undecided") return [];
    const { pool, traces } = each;
    // Which subnet it is decides as well, where they differ.
    const deciding: readonly Unknown[] = traces.length > 1 ? [unknown(pool.subnetId.path, pool.subnetId.owner)] : [];
    const questions = new Map<string, Undecided>();
    for (const trace of traces) {
      for (const cause of trace.causes) {
        const asked = ask(cause, trace);
        if (!asked) continue;
        const known = questions.get(asked.question);
        const unknowns = [...new Set([...(known?.unknowns ?? deciding), ...asked.unknowns])];
        questions.set(asked.question, { kind: "undecided", urn: pool.entity.resource.urn, ...asked, unknowns });
      }
    }
    return [...questions.values()].map(withoutIdleAdvice);
  });
}

/** What a deployment tells needs no advice. */
function withoutIdleAdvice(item: Undecided): Undecided {
  const { advice: _, remedy: __, ...question } = item;
  return waitsFor(question.unknowns) ? question : item;
}

/** The hop of a cause, if it is of this kind. */
export function hopOf<K extends Hop["kind"]>(cause: Cause, kind: K): HopOfKind<K> | undefined {
  return cause.kind === "hop" && isOfKind(cause.hop, kind) ? cause.hop : undefined;
}

export function isOfKind<K extends Hop["kind"]>(hop: Hop, kind: K): hop is HopOfKind<K> {
  return hop.kind === kind;
}
