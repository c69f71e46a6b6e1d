import type { JudgedFinding } from "../findings/document";
import type { NetworkPath, PathHop } from "../findings/network-path";

/** The policies that report blocked packets, by the kind of hop that blocks them. */
const STOPPING: Readonly<Partial<Record<PathHop["kind"], readonly string[]>>> = {
  "security-group": ["pool-node-management-outbound"],
  route: ["subnet-route-reaches-node-management"],
  firewall: ["subnet-route-reaches-node-management"],
  appliance: ["subnet-route-reaches-node-management"],
  gateway: ["subnet-route-reaches-node-management"],
  "nat-gateway": ["pool-no-public-ip-has-egress"],
  "private-endpoint": ["endpoint-node-management-reachable", "endpoint-node-management-dns"],
  "account-access": ["account-node-management-reachable"],
};

/** Whether a finding explains why the packets of a path are blocked. */
export function stopsPackets({ hops }: NetworkPath, { policy }: JudgedFinding): boolean {
  return hops.some((hop) => hop.is === "blocked" && (STOPPING[hop.kind] ?? []).includes(policy));
}

/** The index of the finding about a hop, if any: one that explains why packets are blocked, else the first about its resource. */
export function findingAt(hop: PathHop, findings: readonly JudgedFinding[]): number | undefined {
  const about = new Set([...(hop.urn === undefined ? [] : [hop.urn]), ...(hop.parts ?? [])]);
  const reasons = hop.is === "blocked" ? (STOPPING[hop.kind] ?? []) : [];
  const reason = findings.findIndex(({ policy }) => reasons.includes(policy));
  const at = reason >= 0 ? reason : findings.findIndex(({ urn }) => about.has(urn));
  return at >= 0 ? at : undefined;
}
