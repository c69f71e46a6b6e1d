import { isUnknown, type Value } from "../known/value";
import type { BatchHosts } from "./batch-hosts";

/**
 * Whether a private DNS zone of this name resolves node management hosts:
 *
 * - `fits`: it does;
 * - `legacy`: the zone that was used before node management endpoints existed, which serves only `batchAccount`;
 * - `other`: it is for other names;
 * - `unclear`: the name is not known, or related to those hosts in an undocumented way.
 */
export type ZoneFit = "fits" | "legacy" | "other" | "unclear";

/** The zones of all clouds, for a region that is not known: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const ANY_CLOUD: readonly string[] = [
  "privatelink.batch.azure.com",
  "privatelink.batch.usgovcloudapi.net",
  "privatelink.batch.chinacloudapi.cn",
];

/**
 * Reads the name of a zone, in any casing.
 *
 * https://learn.microsoft.com/azure/batch/private-connectivity#use-batch-with-private-endpoints
 *
 * @param hosts the hosts of the pool's region; `undefined` where it is not known.
 */
export function zoneFit(name: Value<string>, hosts: BatchHosts | undefined): ZoneFit {
  if (isUnknown(name)) return "unclear";
  const lower = withoutDot(name);
  if (!hosts) return ANY_CLOUD.includes(lower) ? "fits" : "unclear";
  if (hosts.zones.includes(lower)) return "fits";
  if (lower === hosts.legacyZone) return "legacy";
  if (isApart(lower, hosts)) return "other";
  const related = `.${lower}`.endsWith(hosts.serviceSuffix) || hosts.serviceSuffix.endsWith(`.${lower}`);
  return related ? "unclear" : "other";
}

/** Whether a zone is below the private one of the service, but for other names: those of another region, for example. */
function isApart(zone: string, hosts: BatchHosts): boolean {
  const end = privateEnd(hosts);
  const isBelow = zone.endsWith(`.privatelink${hosts.serviceSuffix}`);
  return isBelow && !end.endsWith(`.${zone}`) && !`.${zone}`.endsWith(end);
}

/** The end of the private names of the region: `.westeurope.service.privatelink.batch.azure.com`. */
function privateEnd({ serviceSuffix, nodeManagementSuffix }: BatchHosts): string {
  return `${nodeManagementSuffix.slice(0, -serviceSuffix.length)}.privatelink${serviceSuffix}`;
}

/**
 * Whether a record set of a zone that fits is for any node management host: `<guid>.westeurope.service`, or a wildcard above
 * it. `unclear` if its name is not known, or if such records are not documented for the zone.
 *
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 *
 * @param record relative to the zone; `@` is the zone itself.
 */
export function recordFit(
  record: Value<string>,
  zone: Value<string>,
  hosts: BatchHosts | undefined,
): Exclude<ZoneFit, "legacy"> {
  if (isUnknown(record) || isUnknown(zone) || !hosts) return "unclear";
  const end = privateEnd(hosts);
  if (!end.endsWith(`.${withoutDot(zone)}`)) return "unclear";
  const name = record === "@" ? withoutDot(zone) : `${record.trim().toLowerCase()}.${withoutDot(zone)}`;
  return name.endsWith(end) || (name.startsWith("*") && end.endsWith(name.slice(1))) ? "fits" : "other";
}

/**
 * Whether a forwarding rule for `domain` applies to node management hosts, or to the private names that they are aliases of.
 *
 * https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets#rules
 */
export function forwardsBatch(domain: string, hosts: BatchHosts | undefined): boolean {
  const end = withoutDot(domain);
  if (end === "") return true;
  const names = hosts ? [hosts.nodeManagementSuffix, ...hosts.zones] : ANY_CLOUD;
  const covers = (name: string) => `.${name}`.endsWith(`.${end}`) || `.${end}`.endsWith(`.${name.replace(/^\./, "")}`);
  return names.some(covers);
}

function withoutDot(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, "");
}
