import { isUnknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { sizeV4 } from "../../policies/network/address-set";
import type { Route } from "../../policies/network/user-route";
import { type RouteOutcome, routedPieces } from "../../policies/reach/routed";
import { gatewayOf } from "../../policies/reach/routing";
import type { Context } from "../../policies/settings/context";
import type { FirewallNode } from "../../policies/topology/firewall";
import { single } from "../../policies/topology/link";
import type { RouteNode } from "../../policies/topology/route-table";
import type { Subnet } from "../../policies/topology/subnet";
import type { Topology } from "../../policies/topology/topology";
import { firewallRuleName } from "../../policies/wording/describe-firewall";
import { nameOf } from "../../policies/wording/names";
import { quoted, shown } from "../../policies/wording/shown";
import type { Passage } from "../findings/way";
import { egressSight } from "./egress-stops";
import { type JudgedWay, leavesBy, passage } from "./judge-way";
import { MOST, outsideName } from "./names";
import { partsOf } from "./parts";
import { type End, FROM_WORST, perhaps, type Sight, type Sketch, worst } from "./sketch";

/** A route that packets take, or may take, and what becomes of those that do. */
interface Taken {
  readonly route: Route<RouteNode>;
  readonly outcomes: readonly RouteOutcome[];
  /** Whether it is not known that it is taken. */
  readonly perhaps: boolean;
  readonly is: Passage;
}

/** Leads packets out of a subnet by each route that they take, and through what stands behind it. */
export function throughRoutes(
  sketch: Sketch,
  ends: readonly End[],
  subnet: Subnet,
  judged: JudgedWay,
  topology: Topology,
  { settings }: Context,
): readonly End[] {
  const pieces = routedPieces(subnet, judged.region, topology, settings.trustedNextHops);
  const taken = routesTaken(pieces, subnet, judged);
  const total = sizeOf(pieces.flatMap(({ because }) => because.slice(0, 1)));
  const shown = taken.slice(0, MOST.routes);
  const left = shown.flatMap((each) => throughRoute(sketch, ends, each, total, subnet, judged));
  const rest = taken.slice(shown.length);
  if (rest.length === 0) return left;
  const is = worst(rest.map((each) => each.is));
  const more: Sight = { kind: "route", name: `${rest.length} more routes`, detail: "", is };
  return [...left, sketch.through(ends, "more routes", more)];
}

/** By route, those that stop packets first. */
function routesTaken(
  pieces: readonly Verdict<readonly RouteOutcome[]>[],
  subnet: Subnet,
  { pool }: JudgedWay,
): readonly Taken[] {
  const byRoute = new Map<Route<RouteNode>, { outcomes: RouteOutcome[]; perhaps: boolean }>();
  for (const { is, because } of pieces) {
    const ends = because.map((outcome) => worst([passage(outcome), passage(leavesBy(outcome.route, pool, subnet))]));
    // Where all that may be taken lead to the same, it does not matter which one is; nor is certain what only addresses meet
    // that may be those of another region.
    const isDoubted =
      is === "undecided" && (because.length > 1 || because.some((outcome) => outcome.is === "violated"));
    const isOpen = isDoubted || (because.length > 1 && new Set(ends).size > 1);
    for (const outcome of because) {
      const known = byRoute.get(outcome.route) ?? { outcomes: [], perhaps: false };
      known.outcomes.push(outcome);
      known.perhaps ||= isOpen;
      byRoute.set(outcome.route, known);
    }
  }
  const taken = [...byRoute].map(([route, { outcomes, perhaps }]) => {
    return { route, outcomes, perhaps, is: worst(outcomes.map(passage)) };
  });
  return taken.toSorted((one, other) => FROM_WORST.indexOf(one.is) - FROM_WORST.indexOf(other.is));
}

/** How many addresses these are for. */
function sizeOf(outcomes: readonly RouteOutcome[]): number {
  return outcomes.reduce((sum, { destinations }) => sum + sizeV4(destinations), 0);
}

function throughRoute(
  sketch: Sketch,
  before: readonly End[],
  taken: Taken,
  total: number,
  subnet: Subnet,
  judged: JudgedWay,
): readonly End[] {
  const { route } = taken;
  let ends = perhaps(before, taken.perhaps);
  const count = sizeOf(taken.outcomes);
  const part = count < total ? `, for ${count} of ${total} addresses` : "";
  const own = routeSight(taken, subnet, part);
  if (own) {
    const written = route.ref && `${route.ref.property.owner} ${route.ref.property.path}`;
    ends = [sketch.through(ends, `route ${written ?? `${route.source} ${route.prefix} ${route.hop.type}`}`, own)];
  }
  const hop = hopSight(taken, subnet);
  if (hop) ends = [sketch.through(ends, `hop ${hop.urn ?? `${hop.kind} ${hop.name}`}`, hop)];
  if (route.hop.type !== "Internet") return ends;
  const egress = egressSight(route, judged.pool, subnet);
  return egress ? [sketch.through(ends, "egress", egress)] : ends;
}

/** What stands for the route itself; `undefined` for Azure's own way to the internet, and for what a gateway may learn. */
function routeSight({ route, outcomes, is }: Taken, subnet: Subnet, part: string): Sight | undefined {
  const { ref, hop, source, problems } = route;
  const kind = "route";
  if (source === "gateway" || (source === "system" && hop.type === "Internet")) return undefined;
  if (source === "system") return { kind, name: "Azure's own routes", detail: `${textOf(route)}${part}`, is };
  const table = tableSight(subnet);
  if (!ref) return { ...table, is };
  const refused = problems.length > 0 ? ", which Azure would refuse" : "";
  const passesOn = outcomes.every(({ reason }) => reason !== "dropped" && reason !== "elsewhere");
  return { ...table, detail: `route${textOf(route)}${refused}${part}`, is: passesOn ? "open" : is };
}

/** The table of a subnet, as far as this program shows it. */
function tableSight({ routeTable: link }: Subnet): Omit<Sight, "is"> {
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
function textOf({ ref, prefix, hop }: Route<RouteNode>): string {
  const name = quoted(ref && shown("name", ref.name));
  const target = shown("address", prefix) ?? shown("tag", prefix) ?? "its target";
  const next = [hop.type ?? "a next hop that is not known", shown("address", hop.address)].filter(Boolean).join(" ");
  return `${name} (${target} to ${next})`;
}

/** What stands behind a route. */
function hopSight({ route, outcomes, is }: Taken, subnet: Subnet): Sight | undefined {
  const [first] = outcomes;
  if (route.hop.type === "VirtualNetworkGateway") return gatewaySight(route, is, subnet);
  if (route.hop.type !== "VirtualAppliance") return undefined;
  return first?.firewall ? firewallSight(first.firewall, outcomes, is) : applianceSight(route, is);
}

function firewallSight({ entity }: FirewallNode, outcomes: readonly RouteOutcome[], is: Passage): Sight {
  const pieces = outcomes.filter((each) => passage(each) === is).flatMap((each) => each.pieces ?? []);
  const rule = quoted(firewallRuleName(pieces, is === "open"));
  const detail = {
    open: `rule${rule} allows it`,
    blocked: rule === "" ? "none of its rules allows it" : `rule${rule} denies it`,
    unknown: "what its rules do is not known",
  }[is];
  return { kind: "firewall", name: nameOf(entity), detail, is, urn: entity.resource.urn };
}

const TRUSTED = "in the setting trustedNextHops";

function applianceSight({ hop }: Route<RouteNode>, is: Passage): Sight {
  const address = isUnknown(hop.address) ? undefined : shown("address", hop.address);
  const detail = is === "open" ? TRUSTED : "what it lets through is not part of this program";
  return { kind: "appliance", name: address ?? "address not known", detail, is };
}

function gatewaySight({ source }: Route<RouteNode>, is: Passage, subnet: Subnet): Sight {
  const learned = gatewayOf(subnet) === true ? "may know closer routes" : "if there is one, it may know closer routes";
  const detail = is === "open" ? TRUSTED : source === "gateway" ? learned : "what lies behind it is not known";
  return { kind: "gateway", name: "virtual network gateway", detail, is };
}
