import { everyPart, whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, sizeV4 } from "../network/address-set";
import { toPrefixes } from "../network/address-text";
import { batchHosts } from "../network/batch-hosts";
import { type FirewallPiece, judgeRules, type MatchingRule, rulesTowards } from "../network/firewall-verdict";
import { NODE_MANAGEMENT_PORT, subnetEndpoint } from "../network/node-management";
import { type Region, regionOf } from "../network/regions";
import type { Route } from "../network/user-route";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { NOTHING, single } from "../topology/link";
import { memoFor } from "../topology/once";
import { sameStack } from "../topology/registry";
import type { RouteNode } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { Topology } from "../topology/topology";
import { behindFirewall, type FirewallExit } from "./behind-firewall";
import { contextOf } from "./filters";
import { connected, mayHaveRoutes, type PeeringEvidence, withExplicitRules } from "./peering";
import { mayAllowExplicitly } from "./security-rules";
import { isTrustedNextHop } from "./trusted-next-hop";

/** What happens to the packets that take a route. */
export interface RouteOutcome {
  readonly route: Route<RouteNode>;
  /** Whether they arrive, if they take this route. */
  readonly is: Verdict<unknown>["is"];
  readonly destinations: AddressSet;
  /** How many IPv4 addresses these are. */
  readonly count: number;
  /**
   * - `passes`: to the internet, or to a next hop that the user trusts;
   * - `dropped`: the next hop is `None`;
   * - `inside`: they stay in the network, which has no Batch service;
   * - `firewall`: the rules of a firewall decide;
   * - `unreachable`: the network of the firewall cannot be reached from the subnet;
   * - `exit`: the egress of the firewall decides;
   * - `appliance`, `gateway`, `hub`: what is behind it is not part of the program;
   * - `learned`: a route that a gateway may learn, which no program shows;
   * - `unclear`: the route itself is not known.
   */
  readonly reason:
    | "passes"
    | "dropped"
    | "inside"
    | "firewall"
    | "unreachable"
    | "exit"
    | "appliance"
    | "gateway"
    | "learned"
    | "unclear";
  readonly firewall?: FirewallNode;
  /** Other firewalls that the next hop may be instead, and the values that decide which one it is. */
  readonly instead?: { readonly firewalls: readonly FirewallNode[]; readonly why: Unknown };
  /** Which rules of the firewall decide. */
  readonly pieces?: readonly FirewallPiece<FirewallRuleNode>[];
  readonly peering?: PeeringEvidence;
  readonly exit?: FirewallExit;
}

/** The outcomes of routes for a part of the destinations; one of the routes applies. */
export type RoutePieceVerdict = Verdict<readonly RouteOutcome[]>;

type Judged = Omit<RouteOutcome, "is" | "count">;

/** The context in which a next hop is judged. */
export interface NextHopFacts {
  readonly subnet: Subnet;
  readonly region: Value<string>;
  readonly topology: Topology;
  /** Addresses of appliances that the user trusts, or `VirtualNetworkGateway`. */
  readonly trusted: readonly string[];
}

/** Judges what is behind a route. */
export function judgeNextHop(
  route: Route<RouteNode>,
  destinations: AddressSet,
  facts: NextHopFacts,
): Verdict<RouteOutcome> {
  const verdict = judge({ route, destinations }, facts);
  return { ...verdict, because: { ...verdict.because, is: verdict.is, count: sizeV4(destinations) } };
}

type Taken = Pick<RouteOutcome, "route" | "destinations">;

function judge(taken: Taken, facts: NextHopFacts): Verdict<Judged> {
  const { hop, source, unknowns } = taken.route;
  const { type } = hop;
  const because = (reason: RouteOutcome["reason"]) => ({ ...taken, reason });
  if (isUnknown(type)) return { is: "undecided", because: because("unclear"), unknowns: [type] };
  if (isTrustedNextHop(hop, facts.trusted)) return { is: "holds", because: because("passes") };
  switch (type) {
    case "None":
      return { is: "violated", because: because("dropped") };
    case "Internet":
      return { is: "holds", because: because("passes") };
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview: what a network routes to itself stays in it.
    case "VnetLocal":
    case "VNetPeering":
      return { is: "violated", because: because("inside") };
    case "VirtualAppliance":
      return behindAppliance(taken, facts);
    case "VirtualNetworkGateway":
      return source === "gateway"
        ? { is: "holds", because: because("learned") }
        : { is: "undecided", because: because("gateway"), unknowns };
    default:
      return { is: "undecided", because: because("unclear"), unknowns };
  }
}

function behindAppliance(taken: Taken, facts: NextHopFacts): Verdict<Judged> {
  const { ref, hop } = taken.route;
  const because = { ...taken, reason: "appliance" as const };
  const link = ref ? facts.topology.firewallBehind(ref) : NOTHING;
  if (!ref || link.to !== "nodes") {
    const why = link.to === "unknown" ? link.why : isUnknown(hop.address) ? hop.address : undefined;
    return { is: "undecided", because, unknowns: why ? [why] : [] };
  }
  const [firewall, ...others] = inReach(ref, link.nodes, facts.subnet);
  if (!firewall) return { is: "undecided", because, unknowns: [] };
  if (others.length === 0) return throughFirewall(taken, firewall, facts);
  const why = unknown(ref.nextHop.path, ref.nextHop.owner);
  const verdict = whichever(
    [firewall, ...others].map((each) => throughFirewall(taken, each, facts)),
    [why],
  );
  return { ...verdict, because: { ...(verdict.because[0] ?? because), instead: { firewalls: others, why } } };
}

/**
 * Networks that are not connected may use the same addresses: the next hop is one to which the network of the subnet has a route, if
 * there is one. An address in a network of another program that is not connected belongs to another appliance.
 */
function inReach(route: RouteNode, firewalls: readonly FirewallNode[], from: Subnet): readonly FirewallNode[] {
  const isOwn = ({ entity }: FirewallNode) => route.firewall !== undefined || sameStack(entity, route.entity);
  const possible = firewalls.filter((firewall) => isOwn(firewall) || single(firewall.subnet) !== undefined);
  const routed = possible.filter((firewall) => mayHaveRoutes(reaches(firewall, from)));
  return routed.length > 0 ? routed : possible.filter(isOwn);
}

/** Packets have to reach the firewall, pass its rules, and leave it. The first of these that fails is reported. */
function throughFirewall(taken: Taken, firewall: FirewallNode, facts: NextHopFacts): Verdict<Judged> {
  const { subnet, region } = facts;
  const because = { ...taken, firewall, reason: "firewall" as const };
  const known = isUnknown(region) ? undefined : regionOf(region);
  const reached = withExplicitRules(reaches(firewall, subnet), () => mayAllowExplicitly(subnet, region));
  const allowed = known
    ? judgeRules(rulesOf(firewall)(taken.destinations, known), {
        sources: subnetEndpoint(contextOf(subnet, region)),
        destinations: taken.destinations,
      })
    : ({ is: "undecided", because: [], unknowns: isUnknown(region) ? [region] : [] } as const);
  const out = behindFirewall(firewall, taken.destinations, facts);
  const parts: readonly Verdict<Judged>[] = [
    { ...reached, because: { ...because, reason: "unreachable", peering: reached.because } },
    { ...allowed, because: { ...because, pieces: allowed.because } },
    { ...out, because: { ...because, reason: "exit", exit: out.because } },
  ];
  const verdict = everyPart(parts);
  // If all of them hold, the rules that allow the packets are the evidence.
  const evidence = verdict.is === "holds" ? parts[1]?.because : parts.find(({ is }) => is === verdict.is)?.because;
  return { ...verdict, because: evidence ?? because };
}

/** A firewall in a hub serves many subnets: its rules are read once for each destination. */
const rulesOf = memoFor((firewall: FirewallNode) => {
  const known = new Map<string, readonly MatchingRule<FirewallRuleNode>[]>();
  return (destinations: AddressSet, region: Region): readonly MatchingRule<FirewallRuleNode>[] => {
    const target = { destinations, hosts: batchHosts(region), port: NODE_MANAGEMENT_PORT, cloud: region.cloud };
    const key = [region.name, ...toPrefixes(destinations)].join(" ");
    const rules = known.get(key) ?? rulesTowards(firewall.rules, target);
    known.set(key, rules);
    return rules;
  };
});

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview: a next hop must have direct connectivity. */
function reaches({ subnet: link, entity }: FirewallNode, from: Subnet): Verdict<PeeringEvidence> {
  const own = single(link);
  const nowhere: PeeringEvidence = { reason: "outside", from: undefined, to: undefined };
  if (link.to === "unknown") return { is: "undecided", because: nowhere, unknowns: [link.why] };
  // The address of a hub's firewall is reached through the hub; if a firewall's subnet is unknown, no fault is reported.
  if (!own) return { is: "holds", because: nowhere };
  return connected(from, own, unknown("ipConfigurations", entity.resource.urn));
}
