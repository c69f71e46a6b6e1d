import { isUnknown } from "../../policies/known/value";
import type { RouteOutcome } from "../../policies/reach/next-hop";
import type { FirewallNode } from "../../policies/topology/firewall";
import type { Subnet } from "../../policies/topology/subnet";
import { firewallRuleName } from "../../policies/wording/describe-firewall";
import { nameOf } from "../../policies/wording/names";
import { quoted, shown } from "../../policies/wording/shown";
import type { PathStatus } from "../findings/network-path";
import type { HopDraft } from "./path-builder";
import { pathStatus } from "./path-status";
import type { Taken } from "./route-hops";

/** The next hop of a route; `undefined` if it is not a gateway, a firewall or an appliance. */
export function nextHopDraft({ route, outcomes, is }: Taken, subnet: Subnet): HopDraft | undefined {
  const [first] = outcomes;
  if (route.hop.type === "VirtualNetworkGateway") return gatewayDraft(route, is, subnet);
  if (route.hop.type !== "VirtualAppliance") return undefined;
  return first?.firewall ? firewallDraft(first.firewall, outcomes, is) : applianceDraft(route, is);
}

function firewallDraft({ entity }: FirewallNode, outcomes: readonly RouteOutcome[], is: PathStatus): HopDraft {
  const deciding = outcomes.filter((each) => pathStatus(each) === is);
  const detail = deciding[0] && deciding[0].reason !== "firewall" ? beside(deciding[0], is) : byRules(deciding, is);
  return { kind: "firewall", name: nameOf(entity), detail, is, urn: entity.resource.urn };
}

function byRules(outcomes: readonly RouteOutcome[], is: PathStatus): string {
  const rule = quoted(
    firewallRuleName(
      outcomes.flatMap(({ pieces = [] }) => pieces),
      is === "open",
    ),
  );
  return {
    open: `rule${rule} allows it`,
    blocked: rule === "" ? "none of its rules allows it" : `rule${rule} denies it`,
    unknown: "what its rules do is not known",
  }[is];
}

/** Why packets do not reach a firewall, or do not leave it. */
function beside({ reason, exit }: RouteOutcome, is: PathStatus): string {
  if (reason === "unreachable") {
    return is === "blocked"
      ? "its network cannot be reached from the subnet"
      : "whether its network can be reached is not known";
  }
  if (exit?.reason === "not-translated") return "it never translates addresses: 0.0.0.0/0 is private for it";
  return is === "blocked"
    ? "the routes of its own subnet drop it"
    : "where the routes of its own subnet lead is not known";
}

const TRUSTED = "in the setting trustedNextHops";

function applianceDraft({ hop }: RouteOutcome["route"], is: PathStatus): HopDraft {
  const address = isUnknown(hop.address) ? undefined : shown("address", hop.address);
  const detail = is === "open" ? TRUSTED : "what it allows is not part of this program";
  return { kind: "appliance", name: address ?? "address not known", detail, is };
}

function gatewayDraft({ source }: RouteOutcome["route"], is: PathStatus, subnet: Subnet): HopDraft {
  const network = subnet.virtualNetwork.to === "nodes" ? subnet.virtualNetwork.nodes[0] : undefined;
  const learned =
    network?.hasGateway === true ? "may know closer routes" : "if there is one, it may know closer routes";
  const detail = source === "gateway" ? learned : is === "open" ? TRUSTED : "what lies behind it is not known";
  return { kind: "gateway", name: "virtual network gateway", detail, is };
}
