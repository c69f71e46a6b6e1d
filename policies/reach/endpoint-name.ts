import { isKnown, isUnknown, type Unknown, unknownToAll, type Value } from "../known/value";
import type { BatchHosts } from "../network/batch-hosts";
import { zoneFit } from "../network/zone-names";
import { lastName, parseArmId } from "../topology/arm-id";
import type { LinkedZone } from "../topology/name-resolution";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone } from "../topology/private-zone";
import type { VirtualNetwork } from "../topology/virtual-network";
import { declaredRecord, recordFor, strayRecord } from "./dns-record";
import { type Resolution, undecided } from "./resolution";

/** The answer of Azure's resolver, in a network, for the name of one endpoint. */
export function answerFor(
  endpoint: PrivateEndpoint,
  network: VirtualNetwork,
  hosts: BatchHosts | undefined,
): Resolution {
  const linked = network.dns.zones.filter(({ zone: { name } }) => mayFit(name, hosts));
  const records = linked.map((zone) => ({
    zone,
    fits: zoneFit(zone.zone.name, hosts) === "fits",
    is: recordFor(endpoint, zone.zone, hosts),
  }));
  const sure = records.find(({ zone, is, fits }) => zone.certain && is === true && fits);
  if (sure) return { is: "private", endpoints: [endpoint] };
  const maybe = records.find(({ zone, is, fits }) => is !== false && !(zone.certain && is === true && fits));
  if (maybe) return doubtAbout(maybe, endpoint, network);
  const [empty] = records.filter(({ fits }) => fits);
  if (empty) return withoutRecord(empty.zone, endpoint, network, hosts);
  const [unclear] = records;
  if (unclear)
    return undecided(
      { reason: "zone-unclear", endpoint, zone: unclear.zone.zone, network },
      nameUnknown(unclear.zone.zone),
    );
  if (network.dnsOpen) return undecided({ reason: "link-unclear", endpoint, network }, network.dnsOpen);
  const outside = network.dns.outsideZones.find(({ id }) => mayFit(nameIn(id), hosts));
  if (outside) return undecided({ reason: "zone-outside", endpoint, network }, outside.why);
  return elsewhere(endpoint, network, hosts);
}

function mayFit(name: Value<string>, hosts: BatchHosts | undefined): boolean {
  return ["fits", "unclear"].includes(zoneFit(name, hosts));
}

/** A zone of another program is given by its ARM id, or by its name. */
function nameIn(zone: string): string {
  const id = parseArmId(zone);
  return id ? lastName(id) : zone;
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
  hosts: BatchHosts | undefined,
): Resolution {
  const stray = strayRecord(endpoint, zone, hosts);
  const fault = { reason: "no-record", endpoint, zone, network, ...(stray ? { stray } : {}) } as const;
  if (nxDomainRedirect === true) {
    // The record may belong to this account.
    if (stray) return undecided({ reason: "record-unclear", endpoint, zone, network });
    return { is: "public", fault: { ...fault, fallsBack: true } };
  }
  if (!certain) return undecided({ reason: "link-unclear", endpoint, zone, network }, why);
  if (isUnknown(nxDomainRedirect))
    return undecided({ reason: "record-unclear", endpoint, zone, network }, nxDomainRedirect);
  return { is: "none", fault };
}

/** No zone of the program answers for the network: whether another zone may depends on where the endpoint's records are. */
function elsewhere(endpoint: PrivateEndpoint, network: VirtualNetwork, hosts: BatchHosts | undefined): Resolution {
  const { zones, zoneGroupsOpen } = endpoint;
  if (isUnknown(zones)) return undecided({ reason: "zone-outside", endpoint, network }, zones);
  if (zoneGroupsOpen) return undecided({ reason: "record-unclear", endpoint, network }, zoneGroupsOpen);
  const hidden = zones.find(isUnknown);
  if (hidden) return undecided({ reason: "zone-outside", endpoint, network }, hidden);
  const found = zones.find(isKnown);
  const declared = found ? { zone: found } : recordedIn(endpoint, hosts);
  if (declared?.why) {
    return undecided({ reason: "record-unclear", endpoint, zone: declared.zone, network }, declared.why);
  }
  const zone = declared?.zone;
  if (!zone) return undecided({ reason: "no-records", endpoint, network });
  const fit = zoneFit(zone.name, hosts);
  const reason = fit === "legacy" ? "legacy-zone" : fit === "other" ? "other-zone" : "not-linked";
  return { is: "public", fault: { reason, endpoint, zone, network } };
}

/** A zone with a record for the endpoint that no zone group writes. */
interface Declared {
  readonly zone: PrivateZone;
  /** Why it is unknown whether the record is for this endpoint. */
  readonly why?: Unknown;
}

function recordedIn(endpoint: PrivateEndpoint, hosts: BatchHosts | undefined): Declared | undefined {
  const declared = endpoint.recordZones
    .filter(({ name }) => mayFit(name, hosts))
    .map((zone) => ({ zone, is: declaredRecord(endpoint, zone, hosts) }))
    .filter(({ is }) => is !== false);
  const { sharesAddress } = endpoint;
  const recorded = declared.find(({ zone, is }) => is === true && zoneFit(zone.name, hosts) === "fits");
  if (recorded && sharesAddress === false) return { zone: recorded.zone };
  const [unclear] = declared;
  if (!unclear) return undefined;
  const { zone, is } = unclear;
  const why = [is, sharesAddress].find(isUnknown) ?? nameUnknown(zone);
  return { zone, why: why ?? unknownToAll(endpoint.entity.resource.urn) };
}
