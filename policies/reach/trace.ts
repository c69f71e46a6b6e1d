import { everyPart } from "../known/combine";
import type { Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import type { Hop } from "./hop";
import type { Resolution } from "./resolution";
import type { UnseenEndpoint } from "./unseen-endpoint";

/** The way to one destination: the public addresses of node management, or a private endpoint. */
export interface Way {
  /** `undefined`: the public addresses. */
  readonly endpoint: PrivateEndpoint | undefined;
  /** In the order in which packets meet them. */
  readonly hops: readonly Hop[];
  readonly is: Verdict<unknown>["is"];
}

/** What a verdict rests on: what stops the packets, or what leaves open whether they arrive. */
export type Cause =
  | { readonly kind: "name resolution"; readonly resolution: Resolution }
  | { readonly kind: "hop"; readonly hop: Hop; readonly way: Way }
  /** The public way is blocked at `hop`; an endpoint of another program may serve the pool instead. */
  | { readonly kind: "unseen endpoint"; readonly unseen: UnseenEndpoint; readonly hop: Hop; readonly way: Way }
  /** The subnet is not part of the program. */
  | { readonly kind: "subnet" };

/**
 * What becomes of the packets of a pool's nodes, should this subnet be the pool's: the nodes ask for one name, and go the way that
 * the answer leads them.
 */
export interface Trace {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  /** `undefined` for a pool without a subnet, or with one that the program does not show. */
  readonly subnet: Subnet | undefined;
  readonly resolution: Resolution;
  /** To the private endpoints of the program that serve the pool or may, and, last, to the public addresses. */
  readonly ways: readonly Way[];
  readonly unseen: UnseenEndpoint | undefined;
  readonly is: Verdict<unknown>["is"];
  /** None where the packets arrive. */
  readonly causes: readonly Cause[];
}

/** Puts the hops of a way together. */
export function toWay(endpoint: PrivateEndpoint | undefined, hops: readonly Hop[]): Way {
  return { endpoint, hops, is: everyPart<unknown>(hops.map(({ verdict }) => verdict)).is };
}

type Answer = Pick<Trace, "is" | "causes">;

const HOLDS: Answer = { is: "holds", causes: [] };

/** The verdict on the ways that name resolution leaves; the last one is the public one. */
export function conclude(resolution: Resolution, ways: readonly Way[], unseen: UnseenEndpoint | undefined): Answer {
  const open = ways.at(-1) as Way;
  const served = ways.slice(0, -1);
  switch (resolution.is) {
    case "private":
      return agreed(served.filter(({ endpoint }) => endpoint && resolution.endpoints.includes(endpoint)));
    case "public":
      return publicly(resolution, open, served, unseen);
    case "none":
      return { is: "violated", causes: [{ kind: "name resolution", resolution }] };
    default:
      return unresolved(resolution, ways, unseen);
  }
}

/** Where one of these ways is the real one: decided where all agree. */
function agreed(ways: readonly Way[]): Answer {
  if (ways.every(({ is }) => is === "holds")) return HOLDS;
  const is = ways.every((way) => way.is === "violated") ? "violated" : "undecided";
  const [told] = ways.filter((way) => way.is !== "holds");
  return told ? because(is, told) : HOLDS;
}

function publicly(
  resolution: Resolution,
  open: Way,
  served: readonly Way[],
  unseen: UnseenEndpoint | undefined,
): Answer {
  if (open.is !== "violated") return agreed([open]);
  // An endpoint that would serve the pool is at hand, but for its name.
  if (served.some(({ is }) => is !== "violated"))
    return { is: "violated", causes: [{ kind: "name resolution", resolution }] };
  return served.length === 0 && unseen ? saved(open, unseen) : because("violated", open);
}

function saved(way: Way, unseen: UnseenEndpoint): Answer {
  const [hop] = stopping(way);
  return { is: "undecided", causes: hop ? [{ kind: "unseen endpoint", unseen, hop, way }] : [] };
}

function unresolved(
  resolution: Extract<Resolution, { is: "undecided" }>,
  ways: readonly Way[],
  unseen: UnseenEndpoint | undefined,
): Answer {
  const open = ways.at(-1) as Way;
  if (ways.every(({ is }) => is === "holds")) {
    return resolution.mayFail ? { is: "undecided", causes: [{ kind: "name resolution", resolution }] } : HOLDS;
  }
  if (ways.every(({ is }) => is === "violated")) {
    return ways.length === 1 && unseen ? saved(open, unseen) : because("violated", intended(ways));
  }
  const cause = { kind: "name resolution", resolution } as const;
  if (ways.some(({ is }) => is === "holds")) return { is: "undecided", causes: [cause] };
  const [perhaps] = ways.filter(({ is }) => is === "undecided");
  return perhaps ? because("undecided", perhaps) : { is: "undecided", causes: [cause] };
}

/** Where no way is open, the one that the program is made for: by the endpoint, where the account is closed to the public. */
function intended(ways: readonly Way[]): Way {
  const open = ways.at(-1) as Way;
  const isClosed = open.hops.some(({ kind, verdict }) => kind === "account access" && verdict.is === "violated");
  return (isClosed ? ways[0] : undefined) ?? open;
}

/** The hops that stop packets, or leave it open, in the order in which packets meet them. */
function because(is: "violated" | "undecided", way: Way): Answer {
  return { is, causes: stopping(way).map((hop) => ({ kind: "hop", hop, way })) };
}

function stopping({ hops, is }: Way): readonly Hop[] {
  return hops.filter(({ verdict }) => verdict.is === is);
}
