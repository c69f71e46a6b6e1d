import type { RouteHop } from "../../policies/reach/hop";
import type { RouteOutcome, RoutePieceVerdict } from "../../policies/reach/next-hop";
import type { Path, Trace } from "../../policies/reach/trace";
import { single } from "../../policies/topology/link";
import type { Subnet } from "../../policies/topology/subnet";
import { nameOf } from "../../policies/wording/names";
import { quoted, shown } from "../../policies/wording/shown";
import type { PathStatus } from "../findings/network-path";
import { egressDraft } from "./egress-hop";
import { MOST, outsideName } from "./names";
import { nextHopDraft } from "./next-hop";
import { partsOf } from "./parts";
import { type End, FROM_WORST, type HopDraft, type PathBuilder, perhaps, worst } from "./path-builder";
import { pathStatus } from "./path-status";

type Route = RouteOutcome["route"];

/** A route that packets take, or may take, and its outcomes. */
export interface Taken {
  readonly route: Route;
  readonly outcomes: readonly RouteOutcome[];
  /** Whether it is unknown whether packets take it. */
  readonly perhaps: boolean;
  readonly is: PathStatus;
}

/** Adds the routes that packets take out of a subnet, and their next hops. */
export function throughRoutes(builder: PathBuilder, ends: readonly End[], path: Path, trace: Trace): readonly End[] {
  const hop = path.hops.find((each): each is RouteHop => each.kind === "route");
  const { subnet } = trace;
  if (!hop || !subnet) return ends;
  const pieces = hop.verdict.because;
  const taken = routesTaken(pieces, isOpen(path));
  const total = sizeOf(pieces.flatMap(({ because }) => because.slice(0, 1)));
  const drawn = taken.slice(0, MOST.routes);
  const led = drawn.map((each) => ({ each, ends: throughRoute(builder, ends, each, total, subnet) }));
  const leaving = led.filter(({ each }) => isLeaving(each)).flatMap((route) => route.ends);
  const draft = leaving.length > 0 ? egressDraft(path, trace) : undefined;
  const left = [
    ...led.filter(({ each }) => !isLeaving(each)).flatMap((route) => route.ends),
    ...(draft ? [builder.through(leaving, "egress", draft)] : leaving),
  ];
  const rest = taken.slice(drawn.length);
  const is = worst(rest.map((each) => each.is));
  const more: HopDraft = { kind: "route", name: `${rest.length} more routes`, detail: "", is };
  return rest.length === 0 ? left : [...left, builder.through(ends, "more routes", more)];
}

/** Whether packets leave the network by this route, to the internet. */
function isLeaving({ route }: Taken): boolean {
  return route.hop.type === "Internet";
}

/** Whether it is undecided whether packets have a public source address, because that depends on their route. */
function isOpen({ hops }: Path): boolean {
  return hops.some(({ kind, verdict }) => kind === "egress" && verdict.is === "undecided");
}

/** The routes, those that stop packets first. Routes that a gateway may learn are included only if they decide. */
function routesTaken(pieces: readonly RoutePieceVerdict[], matters: boolean): readonly Taken[] {
  const byRoute = new Map<Route, { outcomes: RouteOutcome[]; perhaps: boolean }>();
  for (const { is, because } of pieces) {
    const possible = is === "holds" ? because.filter(({ reason }) => reason !== "learned") : because;
    // If all possible routes have the same status, it does not matter which one applies. A route for addresses that may be those of
    // another region is not certain either.
    const isDoubted =
      is === "undecided" && (possible.length > 1 || possible.some((outcome) => outcome.is === "violated"));
    const isOpen = isDoubted || new Set(possible.map(pathStatus)).size > 1 || (matters && possible.length > 1);
    for (const outcome of possible) {
      const known = byRoute.get(outcome.route) ?? { outcomes: [], perhaps: false };
      known.outcomes.push(outcome);
      known.perhaps ||= isOpen;
      byRoute.set(outcome.route, known);
    }
  }
  const taken = [...byRoute].map(([route, { outcomes, perhaps }]) => {
    return { route, outcomes, perhaps, is: worst(outcomes.map(pathStatus)) };
  });
  return taken.toSorted((one, other) => FROM_WORST.indexOf(one.is) - FROM_WORST.indexOf(other.is));
}

/** The number of addresses that these outcomes are for. */
function sizeOf(outcomes: readonly RouteOutcome[]): number {
  return outcomes.reduce((sum, { count }) => sum + count, 0);
}

function throughRoute(
  builder: PathBuilder,
  before: readonly End[],
  taken: Taken,
  total: number,
  subnet: Subnet,
): readonly End[] {
  const { route } = taken;
  let ends = perhaps(before, taken.perhaps);
  const count = sizeOf(taken.outcomes);
  const part = count < total ? `, for ${count} of ${total} addresses` : "";
  const own = routeDraft(taken, subnet, part);
  if (own) {
    const written = route.ref && `${route.ref.property.owner} ${route.ref.property.path}`;
    ends = [builder.through(ends, `route ${written ?? `${route.source} ${route.prefix} ${route.hop.type}`}`, own)];
  }
  const hop = nextHopDraft(taken, subnet);
  return hop ? [builder.through(ends, `hop ${hop.urn ?? `${hop.kind} ${hop.name}`}`, hop)] : ends;
}

/** The outcomes that the route itself decides, and not its next hop. */
const AT_THE_ROUTE: readonly RouteOutcome["reason"][] = ["dropped", "inside", "unclear"];

/** The hop of the route itself; `undefined` for Azure's own route to the internet, and for routes that a gateway may learn. */
function routeDraft({ route, outcomes, is }: Taken, subnet: Subnet, part: string): HopDraft | undefined {
  const { ref, hop, source, problems } = route;
  const kind = "route";
  if (source === "gateway" || (source === "system" && hop.type === "Internet")) return undefined;
  if (source === "system") return { kind, name: "Azure's own routes", detail: `${textOf(route)}${part}`, is };
  const table = tableDraft(subnet);
  if (!ref) return { ...table, is };
  const refused = problems.length > 0 ? ", which Azure would refuse" : "";
  const passesOn = outcomes.every(({ reason }) => !AT_THE_ROUTE.includes(reason));
  return { ...table, detail: `route${textOf(route)}${refused}${part}`, is: passesOn ? "open" : is };
}

/** The route table of a subnet, with the details that this program shows. */
function tableDraft({ routeTable: link }: Subnet): Omit<HopDraft, "is"> {
  const kind = "route";
  const table = single(link);
  if (table) {
    const { urn } = table.entity.resource;
    const detail = "may have routes that are not shown";
    return { kind, name: nameOf(table.entity), detail, urn, ...partsOf(urn, table.routes) };
  }
  return link.to === "external"
    ? { kind, name: outsideName(link.id), detail: "not part of this program" }
    : { kind, name: "not known", detail: "which one it is, if any" };
}

/** ` "default" (0.0.0.0/0 to VirtualAppliance 10.0.0.4)` */
function textOf({ ref, prefix, hop }: Route): string {
  const name = quoted(ref && shown("name", ref.name));
  const target = shown("address", prefix) ?? shown("tag", prefix) ?? "its target";
  const next = [hop.type ?? "a next hop that is not known", shown("address", hop.address)].filter(Boolean).join(" ");
  return `${name} (${target} to ${next})`;
}
