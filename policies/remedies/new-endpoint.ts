import { isUnknown, type Value } from "../known/value";
import { batchHosts } from "../network/batch-hosts";
import { regionOf } from "../network/regions";
import { zoneFit } from "../network/zone-names";
import type { Account } from "../topology/account";
import { candidates, single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { nameOf } from "../wording/names";
import { ask, type Change } from "./remedy";

/** The name of the zone that contains the names of node management endpoints of a region. */
export function zoneNameIn(region: Value<string>): string {
  const known = isUnknown(region) ? undefined : regionOf(region);
  return (known && batchHosts(known).zones[0]) ?? "privatelink.batch.azure.com";
}

/** A private endpoint of its own for an account, in the network of a pool's subnet. */
export function newEndpoint(account: Account | undefined, subnet: Subnet | undefined, region: Value<string>): Change {
  const network = subnet && single(subnet.virtualNetwork);
  if (!account || !network) {
    const whose = account ? `account "${nameOf(account.entity)}"` : "the account";
    return ask(`Add a private endpoint with groupIds ["nodeManagement"] for ${whose} to the network of its pools.`);
  }
  const known = isUnknown(region) ? undefined : regionOf(region);
  const hosts = known && batchHosts(known);
  const linked = network.dns.zones.find(({ zone, certain }) => certain && zoneFit(zone.name, hosts) === "fits");
  const place = hostIn(network, subnet);
  return { do: "add endpoint", account, network, subnet: place, zone: zoneNameIn(region), linked: linked?.zone };
}

/** Subnets in which Azure allows no other resources. */
const RESERVED = /^(AzureFirewall|AzureFirewallManagement|Gateway|AzureBastion|RouteServer)Subnet$/i;

/**
 * A subnet that can hold an endpoint: preferably one where endpoints are already, and not one with pools, because nodes need the
 * addresses, nor one with a security group.
 */
function hostIn(network: VirtualNetwork, own: Subnet): Subnet {
  const fit = network.subnets.filter(
    (subnet) => (subnet !== own || own.use.hostsEndpoints) && canHold(subnet, network),
  );
  return fit.toSorted((one, other) => reluctance(one) - reluctance(other))[0] ?? own;
}

function reluctance({ use, securityGroup }: Subnet): number {
  const guarded = candidates(securityGroup).length > 0 ? 1 : 0;
  return (use.hostsEndpoints ? 0 : 4) + (use.hostsPools ? 2 : 0) + guarded;
}

function canHold({ delegations, name, virtualNetwork }: Subnet, network: VirtualNetwork): boolean {
  const free = !isUnknown(delegations) && delegations.length === 0;
  return free && !isUnknown(name) && !RESERVED.test(name) && single(virtualNetwork) === network;
}
