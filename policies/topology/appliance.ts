import { isUnknown, unknown } from "../known/value";
import { covers, parseCidr } from "../network/address-set";
import { readNetworkPrefix } from "../network/spellings";
import { parseUrn } from "../plan/urn";
import type { Entity } from "./entity";
import type { FirewallNode } from "./firewall";
import { type Link, mapLink } from "./link";
import { resolveReference } from "./resolve";
import type { RouteNode } from "./route-table";
import type { Surroundings } from "./surroundings";

/** Resources that could be the appliance just as well, where a route's next hop is made from several resources. */
const OTHER_APPLIANCE = /:(NetworkInterface|LoadBalancer|VirtualMachine|VirtualMachineScaleSet)$/;

/**
 * The firewall of this program behind a route's `VirtualAppliance` next hop: by the resource that its address was made
 * from, or by the address itself. Another appliance, or a firewall outside this program, is external.
 */
export function firewallBehind(route: RouteNode, around: Surroundings): Link<FirewallNode> {
  const { nextHopAddress: address, nextHop } = route;
  const firewalls = around.registry.ofKind("firewall") as readonly Entity<"firewall">[];
  if (address === undefined) return { to: "nothing" };
  if (isUnknown(address)) {
    const why = unknown(nextHop.path, nextHop.owner);
    if (dependsOnOtherAppliance(route)) return { to: "unknown", why };
    const link = resolveReference(around.registry, route.entity, nextHop, ["firewall"]);
    return mapLink(link, (found) => around.firewall(found as Entity<"firewall">));
  }
  const nodes = firewalls.map(around.firewall);
  const found = nodes.filter((firewall) => firewall.addresses.includes(address));
  if (found.length > 0) return { to: "nodes", nodes: found, by: "id" };
  // Before its deployment a firewall's address is unknown, but nothing else may stand in its subnet.
  const hosting = nodes.filter((firewall) => liesIn(address, firewall.subnetPrefixes));
  if (hosting.length > 0) return { to: "nodes", nodes: hosting, by: "id" };
  const hidden = nodes.flatMap((firewall) => firewall.addresses).find(isUnknown);
  return hidden ? { to: "unknown", why: hidden } : { to: "external", id: address };
}

function liesIn(address: string, prefixes: FirewallNode["subnetPrefixes"]): boolean {
  const own = parseCidr(address).value;
  return prefixes.some((prefix) => {
    const range = isUnknown(prefix) ? undefined : readNetworkPrefix(prefix).value;
    return own !== undefined && range !== undefined && covers(range, own);
  });
}

function dependsOnOtherAppliance({ entity, nextHop }: RouteNode): boolean {
  const top = nextHop.path.split(/[.[]/, 1)[0] ?? "";
  const urns = entity.resource.propertyDependencies.get(top) ?? [];
  return urns.some((urn) => OTHER_APPLIANCE.test(parseUrn(urn)?.type ?? ""));
}
