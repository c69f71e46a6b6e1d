import { isKnown, isUnknown, type Unknown, type Value } from "../known/value";
import { type BatchHosts, batchHosts } from "../network/batch-hosts";
import { regionOf } from "../network/regions";
import { forwardsBatch } from "../network/zone-names";
import type { Account } from "../topology/account";
import { type Link, single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { connectionHop } from "./connection";
import { answerFor } from "./endpoint-name";
import { cloudOf } from "./filters";
import { type Resolution, undecided } from "./resolution";
import { blockedResolver, stoppingRule } from "./resolver";

/** Which name is resolved, and where. */
export interface NameQuestion {
  readonly account: Link<Account>;
  readonly region: Value<string>;
  readonly subnet: Subnet;
  /** The endpoints of the program that connect to node management of the account, or may. */
  readonly endpoints: readonly PrivateEndpoint[];
}

/**
 * What the name of the node management endpoint resolves to for the nodes in a subnet. Azure's resolver answers with the private
 * address if a zone with the record is linked to the network of the nodes, and otherwise with the public one. A program does not
 * show what other DNS servers answer. The name of an account without any endpoint never resolves through a private zone.
 *
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function resolveName(question: NameQuestion): Resolution {
  const { subnet, endpoints, region } = question;
  const network = single(subnet.virtualNetwork);
  const stopped = stoppedQueries(subnet, network, region);
  if (stopped) return stopped;
  // `conclude` asks whether another program has an endpoint, if the public path is blocked.
  if (endpoints.length === 0) return PUBLIC;
  if (!network) return undecided({ reason: "network-outside" }, networkUnknown(subnet));
  const hosts = hostsIn(region);
  return asksOthers(network, hosts) ?? answer(network, hosts, question);
}

/** Security rules that block the nodes' DNS servers, or may: Azure's resolver, if the network is not shown. */
function stoppedQueries(
  subnet: Subnet,
  network: VirtualNetwork | undefined,
  region: Value<string>,
): Resolution | undefined {
  const servers = network ? network.dns.servers : [];
  if (isUnknown(servers) || servers.some(isUnknown)) return undefined;
  const stopped = blockedResolver(subnet, cloudOf(region), servers.filter(isKnown));
  // A group that the program does not show leaves much more undecided than this.
  if (!stopped || !stoppingRule(stopped.by)) return undefined;
  const { is, by } = stopped;
  if (is === "blocked" && network) return { is: "none", fault: { reason: "resolver-blocked", network, blocked: by } };
  return { ...undecided({ reason: "resolver-doubtful", blocked: by }, ...by.unknowns), mayFail: true };
}

const PUBLIC: Resolution = { is: "public" };

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

function answer(network: VirtualNetwork, hosts: BatchHosts | undefined, question: NameQuestion): Resolution {
  const { endpoints, account } = question;
  const answers = endpoints.map((endpoint) => ({ endpoint, is: answerFor(endpoint, network, hosts) }));
  const served = answers.filter(({ is }) => is.is === "private").map(({ endpoint }) => endpoint);
  const certain = served.filter((endpoint) => isCertain(endpoint, account));
  if (certain.length > 0) return { is: "private", endpoints: certain };
  const [perhaps] = served;
  if (perhaps) return perhapsOf(perhaps, account);
  const without = answers.filter(({ is }) => is.is === "none");
  const decisive =
    answers.find(({ is }) => is.is === "undecided") ?? without.find(({ endpoint }) => isCertain(endpoint, account));
  if (decisive) return decisive.is;
  // An endpoint of another account does not affect the name.
  const [broken] = without;
  if (broken) return { ...perhapsOf(broken.endpoint, account), mayFail: true };
  return answers.find(({ is }) => is.is === "public")?.is ?? PUBLIC;
}

/** An endpoint that may belong to the account, or to another one. */
function perhapsOf(endpoint: PrivateEndpoint, account: Link<Account>) {
  const { verdict } = connectionHop(endpoint, account);
  return undecided({ reason: "record-unclear", endpoint }, ...(verdict.is === "undecided" ? verdict.unknowns : []));
}

/** Whether an endpoint certainly belongs to the account, approved or not. */
function isCertain(endpoint: PrivateEndpoint, account: Link<Account>): boolean {
  return connectionHop(endpoint, account).verdict.because.some(({ leadsThere }) => leadsThere);
}
