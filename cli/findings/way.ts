/** What a hop of a way does with packets: `unknown` where that cannot be told before deployment, or not from this program. */
export type Passage = "open" | "blocked" | "unknown";

/** What packets pass on a way, in the order in which they do. */
export const STOP_KINDS = [
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

/** The way from the nodes of a pool to the Batch service, as a graph without cycles. */
export interface Way {
  /** URN of the pool. */
  readonly pool: string;
  readonly name: string;
  /** The region as service tags spell it, e.g. `WestEurope`; `""` where it is unknown. */
  readonly region: string;
  /** Whether nodes reach the service. */
  readonly is: Passage;
  /** The first one is the nodes, the last one the service. */
  readonly stops: readonly Stop[];
  readonly legs: readonly Leg[];
}

/** Something that the packets pass, or end at. */
export interface Stop {
  /** Unique within the way: `n1`. */
  readonly id: string;
  readonly kind: (typeof STOP_KINDS)[number];
  /** What people call it. */
  readonly name: string;
  /** What decides here: `rule "DenyAll" (securityRules[2], priority 4096) denies it`. `""` where there is nothing to say. */
  readonly detail: string;
  readonly is: Passage;
  /** What mends it, where packets end here and a finding tells. */
  readonly remedy?: string;
  /** The resource that it is, if the program has it. */
  readonly urn?: string;
  /** Further resources that are a part of it: security rules and routes that are resources of their own. */
  readonly parts?: readonly string[];
}

/** From one stop to the next, by their ids: blocked where nothing, or not everything, leaves `from`. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly is: Passage;
}
