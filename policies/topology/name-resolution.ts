import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { type Property, texts } from "../plan/property";
import type { Builder } from "./builder";
import { type AtTarget, byTarget } from "./by-target";
import { absentOrUnseen, type Entity, read } from "./entity";
import { type ForwardingRulesetLink, forwardersOf } from "./forwarding-ruleset";
import { candidates, type Link } from "./link";
import { memoFor } from "./once";
import { type PrivateZone, redirectsNxDomain } from "./private-zone";
import { resolveParent, resolveReference } from "./resolve";

/** The name resolution of the nodes in a network. */
export interface NetworkDns {
  /** Its own DNS servers; an empty list means Azure's resolver. */
  readonly servers: Value<readonly Value<string>[]>;
  readonly forwarders: readonly ForwardingRulesetLink[];
  /** The zones of the program that are, or may be, linked to it. */
  readonly zones: readonly LinkedZone[];
  /** Zones outside this program that the program links to it: their records are unknown. */
  readonly outsideZones: readonly OutsideZone[];
}

/** A zone of the program that is, or may be, linked to a network. */
export interface LinkedZone {
  readonly zone: PrivateZone;
  readonly certain: boolean;
  /** What decides whether it is linked; `undefined` where it is certain. */
  readonly why: Unknown | undefined;
  /** Whether a name without a record is looked up in public DNS. */
  readonly nxDomainRedirect: Value<boolean>;
}

/** A zone outside this program that the program links to a network. */
export interface OutsideZone {
  /** The ARM id or the name of the zone, as the program writes it. */
  readonly id: string;
  /** What decides whether it is linked; `undefined` where it certainly is. */
  readonly why: Unknown | undefined;
}

/** Azure's own resolver. @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const AZURE_DNS = "168.63.129.16";

/** Reads the name resolution of a network. @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration */
export function dnsOf(network: Entity<"virtualNetwork">, builder: Builder): NetworkDns {
  const links = linksIn(builder)(network);
  return {
    servers: serversOf(network, builder),
    forwarders: forwardersOf(network, builder),
    zones: links.flatMap((link) => linkedZones(link, builder)),
    outsideZones: links.flatMap(({ item: { zone }, why }) => (zone.to === "external" ? [{ id: zone.id, why }] : [])),
  };
}

/** What decides which zones are linked to a network; `undefined` where that is certain. */
export function dnsOpenIn(network: Entity<"virtualNetwork">, builder: Builder): Unknown | undefined {
  const open = linksIn(builder)(network).map((link) => (link.item.zone.to === "external" ? undefined : whyOpen(link)));
  return open.find((why) => why !== undefined);
}

interface ZoneLinkEntity {
  readonly entity: Entity<"zoneLink">;
  readonly zone: Link<Entity<"privateZone">>;
}

const linksIn = memoFor(({ registry }: Builder) =>
  byTarget<ZoneLinkEntity>(
    registry.ofKind("zoneLink").map((entity) => {
      const property = read(entity, "virtualNetwork");
      const link = resolveReference(registry, entity, property, ["virtualNetwork"]);
      return { item: { entity, zone: resolveParent(registry, entity, "privateZone") }, link, property };
    }),
  ),
);

function linkedZones(link: AtTarget<ZoneLinkEntity>, builder: Builder): readonly LinkedZone[] {
  const { entity, zone } = link.item;
  // A link whose zone is unknown may belong to any zone of its stack.
  const zones = zone.to === "unknown" ? builder.registry.ofStack("privateZone", entity) : candidates(zone);
  const why = whyOpen(link);
  return zones.map((each) => ({
    zone: builder.privateZone(each),
    certain: why === undefined,
    why,
    nxDomainRedirect: redirectsNxDomain(entity),
  }));
}

/** The unknown part of a link: its network, or its zone. */
function whyOpen({ item: { entity, zone }, why }: AtTarget<ZoneLinkEntity>): Unknown | undefined {
  if (why) return why;
  if (zone.to === "unknown") return zone.why;
  const { path, owner } = read(entity, "parent");
  return candidates(zone).length > 1 ? unknown(path, owner) : undefined;
}

function serversOf(network: Entity<"virtualNetwork">, builder: Builder): NetworkDns["servers"] {
  const servers = writtenServers(network, builder);
  return !isUnknown(servers) && servers.every((server) => server === AZURE_DNS) ? [] : servers;
}

/** The classic provider also has a resource for the DNS servers only, which replaces the list of the network. */
function writtenServers(network: Entity<"virtualNetwork">, builder: Builder): NetworkDns["servers"] {
  const own = list(network, read(network, "dnsServers"));
  const { list: resources, unseen } = builder.childrenOf(network, "networkDnsServers");
  const apart = resources.find(({ certain }) => certain) ?? resources[0];
  if (apart) {
    const servers = read(apart.child, "servers");
    return apart.why ?? list(apart.child, servers);
  }
  return unseen ?? own;
}

function list(entity: Entity, property: Property): NetworkDns["servers"] {
  return absentOrUnseen(entity, property) ?? texts(property);
}
