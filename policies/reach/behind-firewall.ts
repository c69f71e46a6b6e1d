import { everyPart } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, covers, EVERY_ADDRESS, onlyFamily, overlap, unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { judgeRouting, routesFor } from "../network/routes";
import type { Route } from "../network/user-route";
import type { FirewallNode } from "../topology/firewall";
import { single } from "../topology/link";
import type { RouteNode } from "../topology/route-table";
import { cloudOf } from "./filters";
import { routedNetworkIn, routesOf } from "./routing";
import { isTrustedNextHop } from "./trusted-next-hop";

/** How packets continue from a firewall, or why they do not. */
export interface FirewallExit {
  readonly reason: "direct" | "dropped" | "not-translated" | "gateway" | "appliance" | "unclear";
  readonly route?: Route<RouteNode>;
}

/**
 * Whether packets that a firewall allows continue to public addresses: by the routes of its own subnet, and with an address of
 * the firewall in place of the node's. With 0.0.0.0/0 among its private ranges it never translates, so responses to private
 * addresses find no path back.
 *
 * https://learn.microsoft.com/azure/firewall/forced-tunneling, https://learn.microsoft.com/azure/firewall/snat-private-range
 */
export function behindFirewall(
  firewall: FirewallNode,
  destinations: AddressSet,
  { region, trusted }: { readonly region: Value<string>; readonly trusted: readonly string[] },
): Verdict<FirewallExit> {
  const subnet = single(firewall.subnet);
  // A hub routes the packets of its firewall itself; a subnet that is not shown is not reported as a fault.
  if (!subnet) return outsideSubnets(firewall, destinations);
  const routing = routesFor(destinations, routesOf(subnet), routedNetworkIn(subnet, cloudOf(region)));
  const verdict = judgeRouting(routing, (route, part) => exitBy(route, part, firewall, trusted));
  const [because = { reason: "direct" } as const] = verdict.because
    .flatMap((piece) => piece.because)
    .toSorted((one, other) => ORDER.indexOf(one.reason) - ORDER.indexOf(other.reason));
  return { ...everyPart([verdict]), because };
}

/** What happens to an untranslated address depends on routes that are not shown. */
function outsideSubnets({ privateRanges, subnet }: FirewallNode, destinations: AddressSet): Verdict<FirewallExit> {
  const untranslated = isUntranslated(privateRanges, destinations);
  if (untranslated === "partly") return { is: "undecided", because: { reason: "not-translated" }, unknowns: [] };
  if (untranslated === false && subnet.to !== "unknown") return { is: "holds", because: { reason: "direct" } };
  const unknowns = [untranslated, subnet.to === "unknown" ? subnet.why : undefined].filter(isUnknown);
  return { is: "undecided", because: { reason: "unclear" }, unknowns };
}

/** The order in which reasons are reported: those that stop packets come first. */
const ORDER: readonly FirewallExit["reason"][] = [
  "dropped",
  "not-translated",
  "gateway",
  "appliance",
  "unclear",
  "direct",
];

function exitBy(
  route: Route<RouteNode>,
  destinations: AddressSet,
  { privateRanges }: FirewallNode,
  trusted: readonly string[],
): Verdict<FirewallExit> {
  const { type } = route.hop;
  const because = (reason: FirewallExit["reason"]): FirewallExit => ({ reason, route });
  if (isTrustedNextHop(route.hop, trusted)) return { is: "holds", because: because("direct") };
  switch (type) {
    case "None":
      return { is: "violated", because: because("dropped") };
    case "Internet": {
      const untranslated = isUntranslated(privateRanges, destinations);
      if (isUnknown(untranslated) || untranslated === "partly")
        return { is: "undecided", because: because("not-translated"), unknowns: [untranslated].filter(isUnknown) };
      return untranslated
        ? { is: "violated", because: because("not-translated") }
        : { is: "holds", because: because("direct") };
    }
    case "VirtualNetworkGateway":
      if (route.source === "gateway") return { is: "holds", because: because("direct") };
      return { is: "undecided", because: because("gateway"), unknowns: route.unknowns };
    case "VirtualAppliance":
      return { is: "undecided", because: because("appliance"), unknowns: route.unknowns };
    default:
      return { is: "undecided", because: because("unclear"), unknowns: route.unknowns };
  }
}

/**
 * Whether a firewall with these private ranges keeps the source addresses of packets to `destinations`: with 0.0.0.0/0 it never
 * translates. Ranges that contain some of them do not apply to packets that an application rule allows (`partly`).
 */
function isUntranslated(ranges: FirewallNode["privateRanges"], destinations: AddressSet): boolean | "partly" | Unknown {
  if (isUnknown(ranges)) return ranges;
  const sets = ranges.map((range) => (isUnknown(range) ? undefined : parseCidr(range).value));
  const all = unionAll(sets.flatMap((set) => set ?? []));
  if (covers(all, onlyFamily(EVERY_ADDRESS, "v4"))) return true;
  return overlap(all, destinations) ? "partly" : (ranges.find(isUnknown) ?? false);
}
