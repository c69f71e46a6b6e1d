import { anyPart, unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import type { BatchHosts } from "./batch-hosts";

/** What decides how a pool's nodes resolve the name of a private endpoint. */
export interface EndpointDns<Ref> {
  /**
   * The private DNS zones that the endpoint's zone groups write to: an {@link Unknown} for a zone outside the program.
   * Empty if the endpoint has no zone group, and its records come from elsewhere, if from anywhere.
   */
  readonly zones: Value<readonly Value<DnsZone<Ref>>[]>;
  /** Whether the pool's network asks DNS servers of its own instead of Azure's. */
  readonly customServers: Value<boolean>;
}

export interface DnsZone<Ref> {
  readonly ref: Ref;
  readonly name: Value<string>;
  /** Whether a virtual network link joins the zone to the pool's network. */
  readonly linked: Value<boolean>;
}

export interface ResolutionEvidence<Ref> {
  readonly reason:
    | "resolves"
    | "not-linked"
    | "legacy-zone"
    | "wrong-zone"
    | "unusual-zone"
    | "name-unknown"
    | "link-unclear"
    | "no-zone-group"
    | "custom-servers"
    | "outside-the-program";
  readonly zone?: Ref;
}

/**
 * Whether the node management name of a Batch account resolves to the private endpoint for the nodes of a pool.
 * One zone with a fitting name that is linked to the pool's network is enough. Custom DNS servers, records that no zone
 * group writes, and zones outside the program leave it undecided.
 *
 * https://learn.microsoft.com/azure/batch/private-connectivity#use-batch-with-private-endpoints,
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function resolvesToEndpoint<Ref>(
  dns: EndpointDns<Ref>,
  hosts: BatchHosts,
): Verdict<readonly ResolutionEvidence<Ref>[]> {
  const undecided = (reason: ResolutionEvidence<Ref>["reason"], unknowns: readonly Unknown[]) =>
    ({ is: "undecided", because: [{ reason }], unknowns }) as const;
  if (dns.customServers !== false) return undecided("custom-servers", unknownsAmong([dns.customServers]));
  if (isUnknown(dns.zones)) return undecided("outside-the-program", [dns.zones]);
  if (dns.zones.length === 0) return undecided("no-zone-group", []);
  return anyPart(dns.zones.map((zone) => answers(zone, hosts)));
}

function answers<Ref>(zone: Value<DnsZone<Ref>>, hosts: BatchHosts): Verdict<ResolutionEvidence<Ref>> {
  if (isUnknown(zone)) return { is: "undecided", because: { reason: "outside-the-program" }, unknowns: [zone] };
  const evidence = (reason: ResolutionEvidence<Ref>["reason"]) => ({ reason, zone: zone.ref });
  const named = nameFits(zone.name, hosts);
  if (named === "legacy-zone" || named === "wrong-zone") return { is: "violated", because: evidence(named) };
  if (zone.linked === false) return { is: "violated", because: evidence("not-linked") };
  if (named === "resolves" && zone.linked === true) return { is: "holds", because: evidence("resolves") };
  const reason = named === "resolves" ? "link-unclear" : named;
  return { is: "undecided", because: evidence(reason), unknowns: unknownsAmong([zone.name, zone.linked]) };
}

function nameFits(name: Value<string>, hosts: BatchHosts): ResolutionEvidence<unknown>["reason"] {
  if (isUnknown(name)) return "name-unknown";
  const lower = String(name).toLowerCase().replace(/\.$/, "");
  if (hosts.zones.includes(lower)) return "resolves";
  if (lower === hosts.legacyZone) return "legacy-zone";
  const related = `.${lower}`.endsWith(hosts.serviceSuffix) || hosts.serviceSuffix.endsWith(`.${lower}`);
  return related ? "unusual-zone" : "wrong-zone";
}
