import type { Unknown } from "../../known/value";
import { unknown } from "../../known/value";
import type { Hop, HopOfKind } from "../../reach/hop";
import type { PoolReach, Reach } from "../../reach/reach";
import type { Cause, Trace } from "../../reach/trace";
import { isSubnetId } from "../../topology/arm-id";
import type { PoolNode } from "../../topology/topology";
import { type Undecided, waitsFor } from "../rule";

/** Something that blocks packets, with the place where it can be changed. */
export interface Fault<Detail> {
  /** Faults with the same place are one finding. */
  readonly place: string;
  readonly detail: Detail;
}

/** A fault and the pools that it blocks from node management. */
export interface PoolFault<Detail> extends Fault<Detail> {
  /** The first of {@link traces}. */
  readonly trace: Trace;
  /** The traces of all these pools that have the fault. */
  readonly traces: readonly Trace[];
  readonly pools: readonly PoolNode[];
  /**
   * Whether the pool may use one of several subnets, each of which has a different fault: the pool certainly cannot reach node management,
   * but it is unknown which fault to fix. This one is an example.
   */
  readonly isExample: boolean;
}

type Read<Detail> = (cause: Cause, trace: Trace) => readonly Fault<Detail>[];

/** The faults that certainly block packets, of the causes for which `read` returns faults: one for each place, with all its pools. */
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

/** Whether the places to change are the same for every subnet that the pool may use. */
function haveOnePlace<Detail>({ traces }: PoolReach, read: Read<Detail>): boolean {
  const [first, ...others] = traces.map((trace) => new Set(faultsOf(trace, read).map(({ place }) => place)));
  return others.every((places) => places.size === first?.size && [...places].every((place) => first.has(place)));
}

/** The first fault on the path in the first of the subnets, if `read` returns one for its cause. */
function exampleOf<Detail>({ pool, traces }: PoolReach, read: Read<Detail>): readonly PoolFault<Detail>[] {
  const [trace] = traces;
  const [cause] = trace?.causes ?? [];
  const [fault] = trace && cause ? read(cause, trace) : [];
  return trace && fault ? [{ ...fault, trace, traces: [trace], pools: [pool], isExample: true }] : [];
}

/** The question about one cause; `undefined` if another policy asks about it. */
type Ask = (cause: Cause, trace: Trace) => Omit<Undecided, "kind" | "urn"> | undefined;

/** The undecided questions about the pools, of the causes for which `ask` returns one: each question once for each pool. */
export function questionsIn(reach: Reach, ask: Ask): readonly Undecided[] {
  return reach.all().flatMap((each): readonly Undecided[] => {
    if (each.is !== "undecided") return [];
    const { pool, traces } = each;
    // pool-vnet-location reports a value that is not the id of a subnet.
    if (pool.subnet.to === "external" && !isSubnetId(pool.subnet.id)) return [];
    // If there are several subnets, the verdict also depends on which one the pool uses.
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

/** A question that the deployment answers needs no advice. */
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
