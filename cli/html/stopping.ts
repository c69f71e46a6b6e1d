import type { JudgedFinding } from "../findings/document";
import type { Stop, Way } from "../findings/way";

/** The policies that tell of packets being stopped, by what stops them. */
const STOPPING: Readonly<Partial<Record<Stop["kind"], readonly string[]>>> = {
  "security-group": ["pool-node-management-outbound"],
  route: ["subnet-route-reaches-node-management"],
  firewall: ["subnet-route-reaches-node-management"],
  appliance: ["subnet-route-reaches-node-management"],
  gateway: ["subnet-route-reaches-node-management"],
  "nat-gateway": ["pool-no-public-ip-has-egress"],
  "private-endpoint": ["endpoint-node-management-reachable", "endpoint-node-management-dns"],
  "account-access": ["account-node-management-reachable"],
};

/** Whether a finding tells why the packets of a way are stopped. */
export function stopsPackets({ stops }: Way, { policy }: JudgedFinding): boolean {
  return stops.some((stop) => stop.is === "blocked" && (STOPPING[stop.kind] ?? []).includes(policy));
}

/** The place of the finding that is about a stop, if there is one: why it stops the packets, else the first about its resource. */
export function findingAt(stop: Stop, findings: readonly JudgedFinding[]): number | undefined {
  const about = new Set([...(stop.urn === undefined ? [] : [stop.urn]), ...(stop.parts ?? [])]);
  const reasons = stop.is === "blocked" ? (STOPPING[stop.kind] ?? []) : [];
  const reason = findings.findIndex(({ policy }) => reasons.includes(policy));
  const at = reason >= 0 ? reason : findings.findIndex(({ urn }) => about.has(urn));
  return at >= 0 ? at : undefined;
}
