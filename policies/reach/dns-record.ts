import { isUnknown, unknown, unknownToAll, type Value } from "../known/value";
import type { BatchHosts } from "../network/batch-hosts";
import { recordFit } from "../network/zone-names";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone, ZoneRecord } from "../topology/private-zone";

/**
 * Whether a zone has a record for an endpoint: written by a zone group of the endpoint, or by hand with its address. If an
 * address is unknown, the answer depends on the endpoint that the address comes from.
 *
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration
 */
export function recordFor(endpoint: PrivateEndpoint, zone: PrivateZone, hosts: BatchHosts | undefined): Value<boolean> {
  const { zones, zoneGroupsOpen } = endpoint;
  if (!isUnknown(zones) && zones.includes(zone)) return true;
  const declared = declaredRecord(endpoint, zone, hosts);
  if (declared === true) return true;
  const open = isUnknown(zones) ? zones : (zones.find(isUnknown) ?? zoneGroupsOpen ?? zone.unseen);
  return open ?? declared;
}

/** The same for records that the program declares without a zone group. */
export function declaredRecord(
  endpoint: PrivateEndpoint,
  zone: PrivateZone,
  hosts: BatchHosts | undefined,
): Value<boolean> {
  const records = zone.records.filter(({ name }) => recordFit(name, zone.name, hosts) !== "other");
  const answers = records.map((record) => isFor(record, endpoint) || mayBeAlias(record));
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

/** A record of any node management host that certainly has another address than the endpoint's. */
export function strayRecord(
  { address }: PrivateEndpoint,
  zone: PrivateZone,
  hosts: BatchHosts | undefined,
): ZoneRecord | undefined {
  return zone.records.find(({ name, type, certain, addresses }) => {
    const listed = isUnknown(addresses) ? [] : addresses;
    const leadsElsewhere = listed.length > 0 && !listed.some(isUnknown) && !listed.includes(address ?? "");
    return certain && type === "A" && leadsElsewhere && recordFit(name, zone.name, hosts) === "fits";
  });
}

/** A CNAME record may resolve to any address. */
function mayBeAlias({ type, property }: ZoneRecord): Value<boolean> {
  if (isUnknown(type)) return type;
  return type.toUpperCase() === "CNAME" ? unknownToAll(property.owner) : false;
}

function isFor(record: ZoneRecord, endpoint: PrivateEndpoint): Value<boolean> {
  const { type, addresses, certain, madeFrom, property } = record;
  if (!isUnknown(type) && type.toUpperCase() !== "A") return false;
  const why = unknown(property.path, property.owner);
  const others = madeFrom.filter((entity) => entity !== endpoint.entity);
  const listed = isUnknown(addresses) ? [addresses] : addresses;
  const isMade = madeFrom.length > 0 && others.length === 0 && listed.some(isUnknown);
  const { address } = endpoint;
  const isNamed = typeof address === "string" && listed.includes(address);
  if (isMade || isNamed) return certain && !isUnknown(type) ? true : why;
  if (others.length > 0 && madeFrom.length === others.length) return false;
  // An address that is still unknown may be the one of the record.
  if (listed.some(isUnknown)) return why;
  if (listed.length === 0 || typeof address === "string") return false;
  return isUnknown(address) ? address : why;
}
