import type { Verdict } from "../known/verdict";
import type { ConnectionEvidence } from "../network/endpoint-connection";
import type { JudgedAccess } from "./account-access";
import type { Egress } from "./egress";
import type { EndpointSubnetEvidence } from "./endpoint-path";
import type { RoutePieceVerdict } from "./next-hop";
import type { PeeringEvidence } from "./peering";
import type { FilterCase } from "./security-rules";

/**
 * One step of a path. Its verdict says whether all packets pass it: `holds`, `violated` (some certainly do not), or
 * `undecided`; the evidence is the rule, route, property or connection that decides.
 */
export type Hop =
  | SecurityRulesHop
  | RouteHop
  | EgressHop
  | AccountAccessHop
  | ConnectionHop
  | PeeringHop
  | EndpointSubnetHop;

interface HopOf<Kind extends string, Evidence> {
  readonly kind: Kind;
  readonly verdict: Verdict<Evidence>;
}

/** Security admin rules and the network security group of the pool's subnet, for each group that may be the subnet's. */
export type SecurityRulesHop = HopOf<"security rules", readonly FilterCase[]>;

/** The routes that the packets take out of the pool's subnet, and what is behind them: firewalls, appliances, gateways. */
export type RouteHop = HopOf<"route", readonly RoutePieceVerdict[]>;

/** The public source address of the packets. */
export type EgressHop = HopOf<"egress", readonly Egress[]>;

/** Whether the Batch account accepts that address, for each account that may be the pool's. */
export type AccountAccessHop = HopOf<"account access", readonly JudgedAccess[]>;

/** The connection of a private endpoint to the account. */
export type ConnectionHop = HopOf<"connection", readonly ConnectionEvidence[]>;

/** Whether the network of a private endpoint can be reached from that of the pool. */
export type PeeringHop = HopOf<"peering", PeeringEvidence>;

/** The security rules that the subnet of a private endpoint applies to packets to it. */
export type EndpointSubnetHop = HopOf<"endpoint subnet", EndpointSubnetEvidence>;

/** A hop of one kind. */
export type HopOfKind<K extends Hop["kind"]> = Extract<Hop, { readonly kind: K }>;
