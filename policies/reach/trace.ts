import { everyPart } from "../known/combine";
import type { Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import type { Hop } from "./hop";
import type { Resolution } from "./resolution";
import type { UnseenEndpoint } from "./unseen-endpoint";

/** The path to one destination: the public addresses of node management, or a private endpoint. */
export interface Path {
  /** `undefined`: the public addresses. */
  readonly endpoint: PrivateEndpoint | undefined;
  /** In the order in which packets meet them. */
  readonly hops: readonly Hop[];
  readonly is: Verdict<unknown>["is"];
}

/** The reason for a verdict: what stops the packets, or what leaves undecided whether they arrive. */
export type Cause =
  | { readonly kind: "name resolution"; readonly resolution: Resolution }
  | { readonly kind: "hop"; readonly hop: Hop; readonly path: Path }
  /** The public path is blocked at `hop`; an endpoint of another program may serve the pool instead. */
  | { readonly kind: "unseen endpoint"; readonly unseen: UnseenEndpoint; readonly hop: Hop; readonly path: Path }
  /** The subnet is not part of the program. */
  | { readonly kind: "subnet" };

/**
 * What happens to the packets of a pool's nodes, if the pool uses this subnet: the nodes resolve one name, and take the path to its
 * address.
 */
export interface Trace {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  /** `undefined` for a pool without a subnet, or with one that the program does not show. */
  readonly subnet: Subnet | undefined;
  readonly resolution: Resolution;
  /** To the private endpoints of the program that serve the pool, or may, and, last, to the public addresses. */
  readonly paths: readonly Path[];
  readonly unseen: UnseenEndpoint | undefined;
  readonly is: Verdict<unknown>["is"];
  /** Empty if the packets arrive. */
  readonly causes: readonly Cause[];
}

/** Puts the hops of a path together. */
export function toPath(endpoint: PrivateEndpoint | undefined, hops: readonly Hop[]): Path {
  return { endpoint, hops, is: everyPart<unknown>(hops.map(({ verdict }) => verdict)).is };
}

type Answer = Pick<Trace, "is" | "causes">;

const HOLDS: Answer = { is: "holds", causes: [] };

/** The verdict on the paths that name resolution allows; the last one is the public one. */
export function conclude(resolution: Resolution, paths: readonly Path[], unseen: UnseenEndpoint | undefined): Answer {
  const open = paths.at(-1) as Path;
  const served = paths.slice(0, -1);
  switch (resolution.is) {
    case "private":
      return agreed(served.filter(({ endpoint }) => endpoint && resolution.endpoints.includes(endpoint)));
    case "public":
      return publicly(resolution, open, served, unseen);
    case "none":
      return { is: "violated", causes: [{ kind: "name resolution", resolution }] };
    default:
      return unresolved(resolution, paths, unseen);
  }
}

/** If only one of these paths is the real one: decided if all agree. */
function agreed(paths: readonly Path[]): Answer {
  if (paths.every(({ is }) => is === "holds")) return HOLDS;
  const is = paths.every((path) => path.is === "violated") ? "violated" : "undecided";
  const [open] = paths.filter((path) => path.is !== "holds");
  return open ? because(is, open) : HOLDS;
}

function publicly(
  resolution: Resolution,
  open: Path,
  served: readonly Path[],
  unseen: UnseenEndpoint | undefined,
): Answer {
  if (open.is !== "violated") return agreed([open]);
  // An endpoint that would serve the pool exists; only its name does not resolve to it.
  if (served.some(({ is }) => is !== "violated"))
    return { is: "violated", causes: [{ kind: "name resolution", resolution }] };
  return served.length === 0 && unseen ? saved(open, unseen) : because("violated", open);
}

function saved(path: Path, unseen: UnseenEndpoint): Answer {
  const [hop] = stopping(path);
  return { is: "undecided", causes: hop ? [{ kind: "unseen endpoint", unseen, hop, path }] : [] };
}

function unresolved(
  resolution: Extract<Resolution, { is: "undecided" }>,
  paths: readonly Path[],
  unseen: UnseenEndpoint | undefined,
): Answer {
  const open = paths.at(-1) as Path;
  if (paths.every(({ is }) => is === "holds")) {
    return resolution.mayFail ? { is: "undecided", causes: [{ kind: "name resolution", resolution }] } : HOLDS;
  }
  if (paths.every(({ is }) => is === "violated")) {
    return paths.length === 1 && unseen ? saved(open, unseen) : because("violated", intended(paths));
  }
  const cause = { kind: "name resolution", resolution } as const;
  if (paths.some(({ is }) => is === "holds")) return { is: "undecided", causes: [cause] };
  const [perhaps] = paths.filter(({ is }) => is === "undecided");
  return perhaps ? because("undecided", perhaps) : { is: "undecided", causes: [cause] };
}

/** If no path is open, the intended one: by the endpoint, if the account is closed to public addresses. */
function intended(paths: readonly Path[]): Path {
  const open = paths.at(-1) as Path;
  const isClosed = open.hops.some(({ kind, verdict }) => kind === "account access" && verdict.is === "violated");
  return (isClosed ? paths[0] : undefined) ?? open;
}

/** The hops that stop packets, or may, in the order in which packets meet them. */
function because(is: "violated" | "undecided", path: Path): Answer {
  return { is, causes: stopping(path).map((hop) => ({ kind: "hop", hop, path })) };
}

function stopping({ hops, is }: Path): readonly Hop[] {
  return hops.filter(({ verdict }) => verdict.is === is);
}
