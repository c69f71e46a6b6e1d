/** What a hop of a path does with packets: `unknown` where that cannot be told before deployment, or not from this program. */
export type PathStatus = "open" | "blocked" | "unknown";

/** What packets pass on a path, in the order in which they do. */
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
  /** The region as service tags spell it, e.g. `WestEurope`; `""` where it is unknown. */
  readonly region: string;
  /** Whether nodes reach the service. */
  readonly is: PathStatus;
  /** The first one is the nodes, the last one the service. */
  readonly hops: readonly PathHop[];
  readonly edges: readonly PathEdge[];
}

/** Something that the packets pass, or end at. */
export interface PathHop {
  /** Unique within the path: `n1`. */
  readonly id: string;
  readonly kind: (typeof HOP_KINDS)[number];
  /** What people call it. */
  readonly name: string;
  /** What decides here: `rule "DenyAll" (securityRules[2], priority 4096) denies it`. `""` where there is nothing to say. */
  readonly detail: string;
  readonly is: PathStatus;
  /** The fix, where packets end here and a finding reports it. */
  readonly remedy?: string;
  /** The resource that it is, if the program has it. */
  readonly urn?: string;
  /** Further resources that are a part of it: security rules and routes that are resources of their own. */
  readonly parts?: readonly string[];
}

/** From one hop to the next, by their ids: blocked where nothing, or not everything, leaves `from`. */
export interface PathEdge {
  readonly from: string;
  readonly to: string;
  readonly is: PathStatus;
}
