import { isUnknown, unknown, type Value } from "../known/value";
import { field, fieldAt, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import { publicAddress } from "./egress";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { type Link, mapLink, NOTHING, single } from "./link";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { Subnet } from "./subnet";

/** The private addresses of a firewall. */
export function privateAddresses(entity: Entity<"firewall">): readonly Value<string>[] {
  const hub = text(readState(entity, "hubAddress"));
  const configurations = items(readState(entity, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  const spelling = entity.token.provider === "azure" ? "privateIpAddress" : "privateIPAddress";
  const own = configurations.map((each) => text(field(each, spelling)) ?? unknown(each.path, each.owner));
  const all = hub === undefined || isUnknown(hub) ? own : [...own, hub];
  return all.length > 0 ? all : [unknown("ipConfigurations", entity.resource.urn)];
}

/**
 * The prefixes of the subnet of a firewall: no other resource can be in `AzureFirewallSubnet`.
 *
 * https://learn.microsoft.com/azure/firewall/firewall-faq
 */
export function subnetPrefixes(entity: Entity<"firewall">, builder: Builder): readonly Value<string>[] {
  const configurations = items(read(entity, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  return configurations.flatMap((each) => {
    const subnet = single(resolveReference(builder.registry, entity, subnetId(entity, each), SUBNET_KINDS));
    if (!subnet) return [];
    const { prefixes } = builder.subnet(subnet);
    return isUnknown(prefixes) ? [prefixes] : prefixes;
  });
}

/** The subnet of a firewall; none for a firewall in a virtual hub. */
export function firewallSubnet(entity: Entity<"firewall">, builder: Builder): Link<Subnet> {
  const list = read(entity, "ipConfigurations");
  const configurations = absentOrUnseen(entity, list) ?? items(list);
  if (isUnknown(configurations)) return { to: "unknown", why: configurations };
  // Further configurations only add public addresses.
  const [id] = configurations.map((each) => subnetId(entity, each)).filter((property) => !isAbsent(property));
  if (!id) return NOTHING;
  const link = resolveReference(builder.registry, entity, id, SUBNET_KINDS);
  return mapLink(link, builder.subnet);
}

function subnetId({ token }: Entity, configuration: Property): Property {
  return token.provider === "azure" ? field(configuration, "subnetId") : fieldAt(configuration, "subnet.id");
}

/**
 * The public addresses that outbound packets of a firewall have as source. The address for its management is not one of them.
 *
 * https://learn.microsoft.com/azure/firewall/management-nic
 */
export function publicAddresses(
  entity: Entity<"firewall">,
  builder: Builder,
): Value<readonly Value<string | undefined>[]> {
  const list = read(entity, "ipConfigurations");
  const configurations = absentOrUnseen(entity, list) ?? items(list);
  if (isUnknown(configurations)) return configurations;
  const classic = entity.token.provider === "azure";
  const ids = configurations.map((each) => {
    return classic ? field(each, "publicIpAddressId") : fieldAt(each, "publicIPAddress.id");
  });
  const own = ids.filter((id) => !isAbsent(id)).map((id) => publicAddress(entity, id, "publicIp", builder));
  return isAbsent(read(entity, "hub")) ? own : addressesInHub(entity);
}

/** Azure allocates the addresses of a firewall in a hub, and reports them after deployment. */
function addressesInHub(entity: Entity<"firewall">): Value<readonly Value<string>[]> {
  const property = readState(entity, "hubPublicAddresses");
  const reported = items(property);
  if (isUnknown(reported) || reported.length === 0) return unknown(property.path, property.owner);
  if (entity.token.provider === "azure") return texts(property);
  return reported.map((each) => text(field(each, "address")) ?? unknown(each.path, each.owner));
}
