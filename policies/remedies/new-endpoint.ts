import { isUnknown, type Value } from "../known/value";
import { batchHosts } from "../network/batch-hosts";
import { regionOf } from "../network/regions";
import { zoneFit } from "../network/zone-names";
import { usableIn } from "../reach/subnet-capacity";
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
 * The subnet for an endpoint: preferably one with endpoints, then an empty one. Pools need the addresses of theirs, and a security
 * group that applies to endpoints may block the nodes.
 */
function hostIn(network: VirtualNetwork, own: Subnet): Subnet {
  let [best, least] = [own, Number.POSITIVE_INFINITY];
  for (const subnet of network.subnets) {
    const cost = costOf(subnet, subnet === own);
    if (cost >= least || !canHold(subnet, network)) continue;
    [best, least] = [subnet, cost];
  }
  return best;
}

function costOf({ use, securityGroup, endpointPolicies }: Subnet, isOwn: boolean): number {
  const guarded = candidates(securityGroup).length === 0 ? 0 : isOn(endpointPolicies) ? 3 : 1;
  if (use.hostsPools || isOwn) return (use.endpoints > 0 ? 6 : 8) + guarded;
  return (use.endpoints > 0 ? 0 : 2) + guarded;
}

/** https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy */
function isOn(policies: Value<string | undefined>): boolean {
  return isUnknown(policies) || /^(enabled|networksecuritygroupenabled)$/i.test(policies ?? "");
}

function canHold(subnet: Subnet, network: VirtualNetwork): boolean {
  const { delegations, name, virtualNetwork } = subnet;
  const free = !isUnknown(delegations) && delegations.length === 0 && !isFull(subnet);
  return free && !isUnknown(name) && !RESERVED.test(name) && single(virtualNetwork) === network;
}

/** Whether the endpoints in a subnet already take all of its addresses. */
function isFull({ prefixes, use }: Subnet): boolean {
  if (isUnknown(prefixes) || use.endpoints === 0) return false;
  const usable = prefixes.map(usableIn);
  return usable.every((each) => each !== undefined) && usable.reduce((sum, each) => sum + each, 0) <= use.endpoints;
}
