/** The verdict of a hop about packets: `unknown` if it is unknown until deployment, or cannot be decided from this program. */
export type PathStatus = "open" | "blocked" | "unknown";

/** The name of a hop that nothing is at: there is no NAT gateway. */
export const NONE = "none";

/** The kinds of hops, in the order in which packets pass them. */
export const HOP_KINDS = [
  "nodes",
  "subnet",
  "name-resolution",
  "security-group",
  "route",
  "nat-gateway",
  "firewall",
  "appliance",
  "gateway",
  "private-endpoint",
  "account-access",
  "service",
] as const;

/** The path from the nodes of a pool to the Batch service, as a graph without cycles. */
export interface NetworkPath {
  /** URN of the pool. */
  readonly pool: string;
  readonly name: string;
  /** The region as service tags spell it, e.g. `WestEurope`; `""` if unknown. */
  readonly region: string;
  /** Whether nodes reach the service. */
  readonly is: PathStatus;
  /** The first hop is the nodes, the last one the service. */
  readonly hops: readonly PathHop[];
  readonly edges: readonly PathEdge[];
}

/** A hop that packets pass or end at. */
export interface PathHop {
  /** Unique within the path: `n1`. */
  readonly id: string;
  readonly kind: (typeof HOP_KINDS)[number];
  /** Its display name. */
  readonly name: string;
  /** The reason for the verdict: `rule "DenyAll" (securityRules[2], priority 4096) denies it`. `""` if there is none to show. */
  readonly detail: string;
  readonly is: PathStatus;
  /** The fix, if packets end here and a finding reports it. */
  readonly remedy?: string;
  /** Its resource, if the program declares it. */
  readonly urn?: string;
  /** Additional resources that belong to it: security rules and routes that are separate resources. */
  readonly parts?: readonly string[];
}

/** An edge between two hops, by their ids: blocked if no packets, or not all packets, leave `from`. */
export interface PathEdge {
  readonly from: string;
  readonly to: string;
  readonly is: PathStatus;
}
