import type { RouteOutcome } from "../../reach/next-hop";
import type { PeeringEvidence } from "../../reach/peering";
import type { PoolNode } from "../../topology/topology";
import { firewallRuleName } from "../../wording/describe-firewall";
import { nameOf, namesOf } from "../../wording/names";
import { quoted, shown } from "../../wording/shown";

/** How a route stops the packets of pools, as a sentence: `Route "all" (0.0.0.0/0) drops TCP 443 from pool "render" to …`. */
export function routeFault(outcome: RouteOutcome, pools: readonly PoolNode[], to: string): string {
  const packets = `TCP 443 from ${namesOf(pools)} to ${to}`;
  return `${routeName(outcome)} ${effectOf(outcome, packets)}.`;
}

/** `Route "all" (0.0.0.0/0)`; a route of Azure's own by its prefix: `Azure's own route (0.0.0.0/0)`. */
export function routeName({ route: { ref, prefix, source } }: Pick<RouteOutcome, "route">): string {
  const name = quoted(ref && shown("name", ref.name));
  const target = shown("address", prefix) ?? shown("tag", prefix);
  if (ref && source === "gateway") return `The default route of routing intent${name}`;
  const kind = ref || source !== "system" ? "Route" : "Azure's own route";
  return `${kind}${name}${target === undefined ? "" : ` (${target})`}`;
}

const UNREACHABLE: Readonly<Partial<Record<PeeringEvidence["reason"], string>>> = {
  "access-denied": "but the peering between the two denies access",
  "other-subnets": "but the peering between the two connects other subnets",
  disconnected: "but the peering between the two is disconnected",
};

function effectOf({ reason, firewall, pieces, peering, exit }: RouteOutcome, packets: string): string {
  const called = firewall ? `firewall "${nameOf(firewall.entity)}"` : "an appliance";
  switch (reason) {
    case "dropped":
      return `drops ${packets}: its next hop is None`;
    case "inside":
      return `routes ${packets} into the virtual network`;
    case "unreachable": {
      const network = peering?.to ? ` in virtual network "${nameOf(peering.to.entity)}"` : "";
      return `sends ${packets} to ${called}${network}, ${(peering && UNREACHABLE[peering.reason]) ?? "which is not peered with the pool's network"}`;
    }
    case "exit":
      return exit?.reason === "not-translated"
        ? `sends ${packets} to ${called}, which never translates their source address: 0.0.0.0/0 is among its private ranges`
        : `sends ${packets} to ${called}, whose own subnet drops them${exit?.route ? ` (${routeOf(exit.route)} to None)` : ""}`;
    default: {
      const rule = firewallRuleName(pieces ?? [], false);
      const how = rule ? `whose rule "${rule}" denies it` : "none of whose rules allows it";
      return `sends ${packets} to ${called}, ${how}`;
    }
  }
}

function routeOf({ ref, prefix }: RouteOutcome["route"]): string {
  const target = shown("address", prefix) ?? shown("tag", prefix);
  return `route${quoted(ref && shown("name", ref.name))}${target === undefined ? "" : ` ${target}`}`;
}
