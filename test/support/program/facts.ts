import { enumeration, known, link, list, type Statement, statement, UNKNOWN } from "../../../cli/explain/statement";
import { isKnown, isUnknown, type Unknown, unknown, type Value } from "../../../policies/known/value";
import type { Entity } from "../../../policies/topology/entity";
import type { FirewallNode } from "../../../policies/topology/firewall";
import { single } from "../../../policies/topology/link";
import type { Peering } from "../../../policies/topology/peering";
import type { PrivateZone, ZoneRecord } from "../../../policies/topology/private-zone";
import type { Topology } from "../../../policies/topology/topology";
import type { HubConnection, VirtualHub } from "../../../policies/topology/virtual-hub";
import type { VirtualNetwork } from "../../../policies/topology/virtual-network";

/** Facts about a program that `explain` does not show: everything else on the path of a node. */
export function factsOf(topology: Topology): readonly Statement[] {
  const zones = topology.virtualNetworks.flatMap(({ dns }) => dns.zones.map(({ zone }) => zone));
  return [...topology.virtualNetworks.map(aboutNetwork), ...[...new Set(zones)].map(aboutZone)];
}

const nameOf = (entity: Entity) => entity.resource.name;

function aboutNetwork(network: VirtualNetwork): Statement {
  const { dns, natGateways, adminRules, routingRules, hubConnections, peerings } = network;
  return statement("network", nameOf(network.entity), [
    known("region", network.region),
    list("DNS servers", dns.servers),
    sure(
      "forwarders",
      dns.forwarders.map((each) => [domainsIn(each.domains), each.why]),
    ),
    sure(
      "zones",
      dns.zones.map((each) => [`${nameOf(each.zone.entity)}${redirect(each.nxDomainRedirect)}`, each.why]),
    ),
    enumeration(
      "zones outside",
      dns.outsideZones.map(({ id }) => id.split("/").at(-1) ?? ""),
      network.dnsOpen,
    ),
    known("zones are open", network.dnsOpen ?? "no"),
    enumeration(
      "NAT gateways",
      natGateways.certain.map(({ entity }) => nameOf(entity)),
      natGateways.why,
    ),
    sure(
      "admin rules",
      (adminRules?.rules ?? []).flatMap(({ ref, unknowns }) =>
        ref ? [[wordOf(ref), certainty(ref, unknowns)] as const] : [],
      ),
    ),
    sure(
      "routing rules",
      routingRules.map(({ entity, may }) => [nameOf(entity), may]),
    ),
    {
      ...sure(
        "hubs",
        hubConnections.map((each) => [nameOf(each.entity), each.why]),
      ),
      inside: hubConnections.flatMap(aboutConnection),
    },
    sure("peerings", peerings.map(aboutPeering)),
  ]);
}

function aboutPeering(peering: Peering): readonly [string, Unknown | undefined] {
  const { remote, allowAccess, completeNetworks, remoteSubnets, certain, property } = peering;
  const to = remote.to === "external" ? remote.id : single(remote)?.entity;
  if (to === undefined || !certain) return ["", unknown(property.path, property.owner)];
  const closed = allowAccess === false ? ", closed" : "";
  const partly = completeNetworks === false && !isUnknown(remoteSubnets) ? `, only ${remoteSubnets.join(" ")}` : "";
  return [`${typeof to === "string" ? to : nameOf(to)}${closed}${partly}`, undefined];
}

function redirect(value: Value<boolean>): string {
  return value === true ? ", else public" : "";
}

function domainsIn(domains: Value<readonly Value<string>[]>): string {
  return isUnknown(domains) ? UNKNOWN : domains.filter(isKnown).join(" ");
}

function wordOf({ name, uncommitted }: { readonly name: Value<string>; readonly uncommitted?: true }): string {
  return `${isUnknown(name) ? UNKNOWN : name}${uncommitted ? " (uncommitted)" : ""}`;
}

/** The unknown value that decides whether a rule is in effect, unless no deployment includes it. */
function certainty(ref: { readonly certain: boolean; readonly uncommitted?: true }, unknowns: readonly Unknown[]) {
  return ref.certain || ref.uncommitted ? undefined : unknowns[0];
}

/** Known parts, and the first reason why there may be more. */
function sure(about: string, parts: readonly (readonly [string, Unknown | undefined])[]): Statement {
  const certain = parts.filter(([, why]) => why === undefined).map(([part]) => part);
  return enumeration(about, certain, parts.find(([, why]) => why)?.[1]);
}

function aboutConnection({ entity, hub, internetSecurity }: HubConnection): readonly Statement[] {
  return [known(`${nameOf(entity)} internet security`, internetSecurity), link(`${nameOf(entity)} hub`, hub, aboutHub)];
}

function aboutHub({ entity, routingIntent }: VirtualHub): Statement {
  return statement(
    "",
    nameOf(entity),
    routingIntent.flatMap((intent) => [
      known("internet", intent.internet),
      link("next hop", intent.firewall, aboutFirewall),
    ]),
  );
}

function aboutFirewall(firewall: FirewallNode): Statement {
  const addresses = firewall.publicAddresses;
  return statement("firewall", nameOf(firewall.entity), [
    link("subnet", firewall.subnet, ({ name }) => statement("", isUnknown(name) ? "some" : name)),
    known("public addresses", isUnknown(addresses) ? addresses : `${addresses.length}`),
    list("private ranges", firewall.privateRanges),
    known("has rules", firewall.hasRules),
  ]);
}

function aboutZone({ entity, records, unseen }: PrivateZone): Statement {
  const seen = records.map((record) => statement("record", wordsOf(record)));
  return statement("zone", nameOf(entity), [...seen, known("further records", unseen ?? "none")]);
}

function wordsOf({ name, type, addresses }: ZoneRecord): string {
  const parts = [name, type, ...(isUnknown(addresses) ? [addresses] : addresses)];
  return parts.map((part) => (isUnknown(part) ? UNKNOWN : part)).join(" ");
}
