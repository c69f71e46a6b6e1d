import { append } from "../known/multimap";
import { isUnknown, type Unknown, unknown } from "../known/value";
import { type AddressSet, covers } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { readNetworkPrefix } from "../network/spellings";
import { parseUrn } from "../plan/urn";
import type { Builder } from "./builder";
import { dependenciesOf, topOf } from "./dependencies";
import type { FirewallNode } from "./firewall";
import { type Link, mapLink } from "./link";
import { memoFor } from "./once";
import { resolveReference } from "./resolve";
import type { RouteNode } from "./route-table";

/** Types of resources that may also be the appliance, if the next hop address of a route is made from one of them. */
const OTHER_APPLIANCE = /:(NetworkInterface|LoadBalancer|VirtualMachine|VirtualMachineScaleSet)$/;

/**
 * The firewall of this program that is the `VirtualAppliance` next hop of a route, found by the resource that the address is
 * made from, or by the address itself. Another appliance, or a firewall outside this program, is external.
 */
export function firewallBehind(route: RouteNode, builder: Builder): Link<FirewallNode> {
  const { nextHopAddress: address, nextHop, firewall } = route;
  if (firewall) return firewall;
  if (address === undefined) return { to: "nothing" };
  if (isUnknown(address)) {
    const why = unknown(nextHop.path, nextHop.owner);
    if (dependsOnOtherAppliance(route)) return { to: "unknown", why };
    const link = resolveReference(builder.registry, route.entity, nextHop, ["firewall"]);
    return mapLink(link, builder.firewall);
  }
  const { byAddress, bySubnet, hidden } = firewallsIn(builder);
  const found = byAddress.get(address);
  if (found) return { to: "nodes", nodes: found, by: "id" };
  // Before deployment the address of a firewall is unknown, but no other resource can be in its subnet.
  const own = parseCidr(address).value;
  const hosting = own ? bySubnet.filter(({ range }) => covers(range, own)).map(({ firewall }) => firewall) : [];
  if (hosting.length > 0) return { to: "nodes", nodes: [...new Set(hosting)], by: "id" };
  return hidden ? { to: "unknown", why: hidden } : { to: "external", id: address };
}

interface Firewalls {
  readonly byAddress: ReadonlyMap<string, readonly FirewallNode[]>;
  readonly bySubnet: readonly { readonly range: AddressSet; readonly firewall: FirewallNode }[];
  /** Set if the address of a firewall is unknown. */
  readonly hidden: Unknown | undefined;
}

const firewallsIn = memoFor((builder: Builder): Firewalls => {
  const nodes = builder.registry.ofKind("firewall").map(builder.firewall);
  const byAddress = new Map<string, FirewallNode[]>();
  for (const firewall of nodes) {
    for (const address of firewall.addresses) {
      if (!isUnknown(address)) append(byAddress, address, firewall);
    }
  }
  const unaddressed = nodes.filter(({ addresses }) => addresses.some(isUnknown));
  const bySubnet = unaddressed.flatMap((firewall) =>
    firewall.subnetPrefixes.flatMap((prefix) => {
      const range = isUnknown(prefix) ? undefined : readNetworkPrefix(prefix).value;
      return range ? [{ range, firewall }] : [];
    }),
  );
  return { byAddress, bySubnet, hidden: nodes.flatMap(({ addresses }) => addresses).find(isUnknown) };
});

function dependsOnOtherAppliance({ entity, nextHop }: RouteNode): boolean {
  const urns = dependenciesOf(entity.resource, topOf(nextHop));
  return urns.some((urn) => OTHER_APPLIANCE.test(parseUrn(urn)?.type ?? ""));
}
