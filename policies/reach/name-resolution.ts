import { isKnown, isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { type BatchHosts, batchHosts } from "../network/batch-hosts";
import { regionOf } from "../network/regions";
import { forwardsBatch, zoneFit } from "../network/zone-names";
import type { Account } from "../topology/account";
import { type Link, single } from "../topology/link";
import type { LinkedZone } from "../topology/name-resolution";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone } from "../topology/private-zone";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { connectionHop } from "./connection";
import { recordFor } from "./dns-record";
import { cloudOf } from "./filters";
import { type BlockedResolver, blockedResolver } from "./resolver";

/** What the nodes of a pool are told when they ask for the name of their node management endpoint. */
export type Resolution =
  /** The address of one of these endpoints. */
  | { readonly is: "private"; readonly endpoints: readonly PrivateEndpoint[] }
  /** A public address; `fault` says why it is not that of an endpoint that there is. */
  | { readonly is: "public"; readonly fault?: ResolutionFault }
  /** Nothing: there is no such name, or nobody to ask. */
  | { readonly is: "none"; readonly fault: ResolutionFault }
  | { readonly is: "undecided"; readonly doubt: ResolutionDoubt; readonly unknowns: readonly Unknown[] };

/** Why a name does not lead to a private endpoint. */
export type ResolutionFault =
  | {
      readonly reason: "not-linked" | "legacy-zone" | "other-zone";
      readonly endpoint: PrivateEndpoint;
      readonly zone: PrivateZone;
      readonly network: VirtualNetwork;
    }
  /** The zone answers for the network, and has no record for the endpoint. */
  | {
      readonly reason: "no-record";
      readonly endpoint: PrivateEndpoint;
      readonly zone: PrivateZone;
      readonly network: VirtualNetwork;
    }
  | { readonly reason: "resolver-blocked"; readonly network: VirtualNetwork; readonly blocked: BlockedResolver };

/** What leaves open where a name leads. */
export interface ResolutionDoubt {
  readonly reason:
    | "custom-servers"
    | "forwarding"
    | "no-records"
    | "zone-outside"
    | "zone-unclear"
    | "link-unclear"
    | "record-unclear"
    | "endpoint-elsewhere"
    | "network-outside";
  readonly endpoint?: PrivateEndpoint;
  readonly zone?: PrivateZone;
  readonly network?: VirtualNetwork;
}

/** Whose name is resolved, and where. */
export interface NameQuestion {
  readonly account: Link<Account>;
  readonly region: Value<string>;
  readonly subnet: Subnet;
  /** The endpoints of the program that lead to node management of the account, or may. */
  readonly endpoints: readonly PrivateEndpoint[];
  /** Whether another program may have an endpoint for the account that the pool reaches. */
  readonly mayHaveOthers: boolean;
}

/**
 * Where the name of the node management endpoint leads the nodes in a subnet. Azure's resolver answers with the private address if
 * a zone that holds it is linked to the network of the nodes, and with the public one otherwise; what other DNS servers do is not
 * part of a program. The name of an account without any endpoint never passes through a private zone.
 *
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function resolveName(question: NameQuestion): Resolution {
  const { subnet, endpoints, region } = question;
  const network = single(subnet.virtualNetwork);
  if (!network)
    return endpoints.length === 0 ? PUBLIC : undecided({ reason: "network-outside" }, networkUnknown(subnet));
  const { servers } = network.dns;
  const known = isUnknown(servers) ? undefined : servers.filter(isKnown);
  const complete = !isUnknown(servers) && known?.length === servers.length ? known : undefined;
  const blocked = complete && blockedResolver(subnet, cloudOf(region), complete);
  if (blocked) return { is: "none", fault: { reason: "resolver-blocked", network, blocked } };
  const hosts = hostsIn(region);
  const open = asksOthers(network, hosts);
  if (endpoints.length === 0) return withoutEndpoints(network, hosts, question);
  if (open) return open;
  return answer(network, hosts, question);
}

const PUBLIC: Resolution = { is: "public" };

function undecided(doubt: ResolutionDoubt, ...unknowns: readonly (Unknown | undefined)[]): Resolution {
  return { is: "undecided", doubt, unknowns: unknowns.filter((each) => each !== undefined) };
}

function networkUnknown({ virtualNetwork: link }: Subnet): Unknown | undefined {
  return link.to === "unknown" ? link.why : undefined;
}

function hostsIn(region: Value<string>): BatchHosts | undefined {
  const known = isUnknown(region) ? undefined : regionOf(region);
  return known && batchHosts(known);
}

/** DNS servers of the network's own, and forwarding rulesets, ask resolvers that this program does not show. */
function asksOthers({ dns }: VirtualNetwork, hosts: BatchHosts | undefined): Resolution | undefined {
  const { servers, forwarders } = dns;
  if (isUnknown(servers)) return undecided({ reason: "custom-servers" }, servers);
  if (servers.length > 0) return undecided({ reason: "custom-servers" }, ...servers.filter(isUnknown));
  for (const { domains, why } of forwarders) {
    if (isUnknown(domains)) return undecided({ reason: "forwarding" }, domains);
    const hidden = domains.filter(isUnknown);
    const concerns = domains.some((domain) => !isUnknown(domain) && forwardsBatch(domain, hosts));
    if (concerns || hidden.length > 0) return undecided({ reason: "forwarding" }, why, ...hidden);
  }
  return undefined;
}

/** A linked zone without records breaks the name of an account that has an endpoint somewhere. */
function withoutEndpoints(
  network: VirtualNetwork,
  hosts: BatchHosts | undefined,
  { mayHaveOthers }: NameQuestion,
): Resolution {
  const zone = network.dns.zones.find(({ zone: { name } }) => zoneFit(name, hosts) === "fits");
  if (!zone || !mayHaveOthers || zone.nxDomainRedirect === true) return PUBLIC;
  return undecided({ reason: "endpoint-elsewhere", zone: zone.zone, network }, zone.why);
}

function answer(network: VirtualNetwork, hosts: BatchHosts | undefined, question: NameQuestion): Resolution {
  const { endpoints, account } = question;
  const answers = endpoints.map((endpoint) => ({ endpoint, is: answerFor(endpoint, network, hosts) }));
  const served = answers.filter(({ is }) => is.is === "private").map(({ endpoint }) => endpoint);
  const certain = served.filter((endpoint) => isCertain(endpoint, account));
  if (certain.length > 0) return { is: "private", endpoints: certain };
  const [perhaps] = served;
  if (perhaps) {
    const { verdict } = connectionHop(perhaps, account);
    return undecided(
      { reason: "record-unclear", endpoint: perhaps },
      ...(verdict.is === "undecided" ? verdict.unknowns : []),
    );
  }
  for (const is of ["undecided", "none", "public"] as const) {
    const first = answers.find((each) => each.is.is === is && (is !== "none" || isCertain(each.endpoint, account)));
    if (first) return first.is;
  }
  return PUBLIC;
}

/** Whether an endpoint is certainly the account's, approved or not. */
function isCertain(endpoint: PrivateEndpoint, account: Link<Account>): boolean {
  const { verdict } = connectionHop(endpoint, account);
  const reasons = verdict.because.map(({ reason }) => reason);
  return reasons.includes("connected") || reasons.includes("not-approved");
}

function answerFor(endpoint: PrivateEndpoint, network: VirtualNetwork, hosts: BatchHosts | undefined): Resolution {
  const linked = network.dns.zones.filter(({ zone: { name } }) => ["fits", "unclear"].includes(zoneFit(name, hosts)));
  const records = linked.map((zone) => ({
    zone,
    fits: zoneFit(zone.zone.name, hosts) === "fits",
    is: recordFor(endpoint, zone.zone),
  }));
  const sure = records.find(({ zone, is, fits }) => zone.certain && is === true && fits);
  if (sure) return { is: "private", endpoints: [endpoint] };
  const maybe = records.find(({ zone, is, fits }) => is !== false && !(zone.certain && is === true && fits));
  if (maybe) return doubtAbout(maybe, endpoint, network);
  const [empty] = records.filter(({ fits }) => fits);
  if (empty) return withoutRecord(empty.zone, endpoint, network);
  const [unclear] = records;
  if (unclear)
    return undecided(
      { reason: "zone-unclear", endpoint, zone: unclear.zone.zone, network },
      nameUnknown(unclear.zone.zone),
    );
  if (network.dnsOpen) return undecided({ reason: "link-unclear", endpoint, network }, network.dnsOpen);
  const [outside] = network.dns.outsideZones;
  if (outside) return undecided({ reason: "zone-outside", endpoint, network }, outside.why);
  return elsewhere(endpoint, network, hosts);
}

function nameUnknown({ name }: PrivateZone): Unknown | undefined {
  return isUnknown(name) ? name : undefined;
}

interface Recorded {
  readonly zone: LinkedZone;
  readonly fits: boolean;
  readonly is: Value<boolean>;
}

function doubtAbout({ zone, is, fits }: Recorded, endpoint: PrivateEndpoint, network: VirtualNetwork): Resolution {
  const about = { endpoint, zone: zone.zone, network };
  if (!fits) return undecided({ reason: "zone-unclear", ...about }, nameUnknown(zone.zone));
  if (!zone.certain) return undecided({ reason: "link-unclear", ...about }, zone.why);
  return undecided({ reason: "record-unclear", ...about }, isUnknown(is) ? is : undefined);
}

/** https://learn.microsoft.com/azure/dns/private-dns-fallback */
function withoutRecord(
  { zone, certain, why, nxDomainRedirect }: LinkedZone,
  endpoint: PrivateEndpoint,
  network: VirtualNetwork,
): Resolution {
  const fault = { reason: "no-record", endpoint, zone, network } as const;
  if (nxDomainRedirect === true) return { is: "public", fault };
  if (!certain) return undecided({ reason: "link-unclear", endpoint, zone, network }, why);
  if (isUnknown(nxDomainRedirect))
    return undecided({ reason: "record-unclear", endpoint, zone, network }, nxDomainRedirect);
  return { is: "none", fault };
}

/** No zone of the program answers for the network: where the records of the endpoint are, says whether another one may. */
function elsewhere(endpoint: PrivateEndpoint, network: VirtualNetwork, hosts: BatchHosts | undefined): Resolution {
  const { zones, zoneGroupsOpen } = endpoint;
  if (isUnknown(zones)) return undecided({ reason: "zone-outside", endpoint, network }, zones);
  if (zoneGroupsOpen) return undecided({ reason: "record-unclear", endpoint, network }, zoneGroupsOpen);
  const hidden = zones.find(isUnknown);
  if (hidden) return undecided({ reason: "zone-outside", endpoint, network }, outside(hidden));
  const [zone] = zones.filter(isKnown);
  if (!zone) return undecided({ reason: "no-records", endpoint, network });
  const fit = zoneFit(zone.name, hosts);
  const reason = fit === "legacy" ? "legacy-zone" : fit === "other" ? "other-zone" : "not-linked";
  return { is: "public", fault: { reason, endpoint, zone, network } };
}

/** A value that no deployment tells is no reason to wait for one. */
function outside(hidden: Unknown): Unknown {
  return unknown(hidden.path, hidden.owner);
}
