import { isUnknown, unknown, type Value } from "../known/value";
import { isNodeManagement } from "../network/endpoint-connection";
import { field, items, type Property, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, read, readState } from "./entity";

/**
 * The private address of an endpoint for node management: the address that the program sets, else the one that Azure
 * reports. `undefined` where Azure allocates one and has not reported it.
 *
 * https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints
 */
export function endpointAddress(entity: Entity<"privateEndpoint">, builder: Builder): Value<string | undefined> {
  const written = read(entity, "ipConfigurations");
  const configurations = items(written);
  if (isUnknown(configurations)) return configurations;
  if (configurations.length > 0) return writtenAddress(entity, configurations);
  const reported = [...reportedByEndpoint(entity), ...reportedByGroups(entity, builder)];
  const known = [...new Set(reported.filter((address) => !isUnknown(address)))];
  // If the endpoint connects to other services as well, their names have other addresses.
  return known.length > 1 ? unknown("customDnsConfigs", entity.resource.urn) : known[0];
}

function writtenAddress(
  entity: Entity<"privateEndpoint">,
  configurations: readonly Property[],
): Value<string | undefined> {
  const classic = entity.token.provider === "azure";
  const forNodes = configurations.filter((each) => {
    const group = text(field(each, classic ? "subresourceName" : "groupId"));
    return !isUnknown(group) && group !== undefined && isNodeManagement(group);
  });
  const [one, ...others] = forNodes.length > 0 ? forNodes : configurations;
  if (one === undefined || others.length > 0) return unknown("ipConfigurations", entity.resource.urn);
  const address = field(one, classic ? "privateIpAddress" : "privateIPAddress");
  return text(address) ?? unknown(address.path, address.owner);
}

/** https://learn.microsoft.com/azure/batch/private-connectivity: names of node management have `service` before `batch`. */
const NODE_MANAGEMENT_NAME = /\.service\.batch\./i;

function reportedByEndpoint(entity: Entity<"privateEndpoint">): readonly Value<string>[] {
  const configurations = listOf(readState(entity, "customDns"));
  const own = ofNodeManagement(configurations).flatMap((each) => addressesIn(field(each, "ipAddresses")));
  if (own.length > 0 || entity.token.provider !== "azure") return own;
  const [connection] = listOf(readState(entity, "connections"));
  return connection ? addressesIn(field(connection, "privateIpAddress")) : [];
}

/** Once a zone group writes the records, the group reports the addresses in place of the endpoint. */
function reportedByGroups(entity: Entity<"privateEndpoint">, builder: Builder): readonly Value<string>[] {
  return builder.childrenOf(entity, "zoneGroup").list.flatMap(({ child, certain }) => {
    const zones = certain ? listOf(readState(child, "zones")) : [];
    return zones.flatMap((zone) => {
      const records = ofNodeManagement(listOf(field(zone, "recordSets")));
      return records.flatMap((record) => addressesIn(field(record, "ipAddresses")));
    });
  });
}

/** The names of node management, or all names if none of them is known to be one. */
function ofNodeManagement(names: readonly Property[]): readonly Property[] {
  const own = names.filter((each) => {
    const name = text(field(each, "fqdn"));
    return name !== undefined && !isUnknown(name) && NODE_MANAGEMENT_NAME.test(name);
  });
  return own.length > 0 ? own : names;
}

function listOf(property: Property): readonly Property[] {
  const list = items(property);
  return isUnknown(list) ? [] : list;
}

function addressesIn(property: Property): readonly Value<string>[] {
  const list = texts(property);
  return isUnknown(list) ? [] : list;
}
