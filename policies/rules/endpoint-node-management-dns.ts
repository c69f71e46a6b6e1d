import { isUnknown, unknown, type Value } from "../known/value";
import { batchHosts } from "../network/batch-hosts";
import { type DnsZone, type ResolutionEvidence, resolvesToEndpoint } from "../network/endpoint-dns";
import { regionOf } from "../network/regions";
import { leadsToNodeManagementOf } from "../reach/account-endpoints";
import { candidates, single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone } from "../topology/private-zone";
import { poolRegion } from "../topology/region";
import type { PoolNode } from "../topology/topology";
import type { VirtualNetwork } from "../topology/virtual-network";
import { nameOf, namesOf } from "../wording/names";
import { quoted, shown } from "../wording/shown";
import { type Finding, finding, type Rule } from "./rule";

export const endpointNodeManagementDns: Rule = {
  name: "endpoint-node-management-dns",
  title: "The name of a node management endpoint resolves to its private address for the nodes of the pools.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://learn.microsoft.com/azure/batch/private-connectivity#use-batch-with-private-endpoints",
  checkTopology: (topology) =>
    topology.privateEndpoints.flatMap((endpoint) => {
      const faults = new Map<
        string,
        { fault: ResolutionEvidence<PrivateZone>; network: VirtualNetwork; pools: PoolNode[] }
      >();
      for (const pool of topology.pools) {
        const account = single(pool.account);
        const subnet = single(pool.subnet);
        const network = subnet && single(subnet.virtualNetwork);
        const region = poolRegion(pool);
        const known = isUnknown(region) ? undefined : regionOf(region);
        if (!account || !network || !known || !leadsToNodeManagementOf(endpoint, account)) continue;
        const dns = { zones: zonesFor(endpoint, network), customServers: asksOthers(network) };
        const verdict = resolvesToEndpoint(dns, batchHosts(known));
        const [fault] = verdict.because;
        if (verdict.is !== "violated" || !fault) continue;
        const key = `${fault.reason} ${nameOf(network.entity)}`;
        const same = faults.get(key);
        if (same) same.pools.push(pool);
        else faults.set(key, { fault, network, pools: [pool] });
      }
      return [...faults.values()].map(({ fault, network, pools }) => toFinding(endpoint, fault, network, pools));
    }),
};

function toFinding(
  endpoint: PrivateEndpoint,
  { reason, zone }: ResolutionEvidence<PrivateZone>,
  network: VirtualNetwork,
  pools: readonly PoolNode[],
): Finding {
  const zoneName = quoted(zone && shown("name", zone.name));
  const unlinked = reason === "not-linked";
  return finding({
    urn: (zone?.entity ?? endpoint.entity).resource.urn,
    path: unlinked ? "" : "privateZoneName",
    found: unlinked
      ? `Zone${zoneName} has no link to virtual network "${nameOf(network.entity)}" of ${namesOf(pools)}.`
      : `Zone${zoneName} cannot hold the node management name, which ends with privatelink.batch.azure.com.`,
    why: `Without it the name of private endpoint "${nameOf(endpoint.entity)}" leads the nodes to the public address.`,
    change: [
      unlinked
        ? `Add a virtual network link from the zone to "${nameOf(network.entity)}".`
        : 'Let the endpoint write to a zone named "privatelink.batch.azure.com" (or that of your cloud).',
    ],
  });
}

function zonesFor(endpoint: PrivateEndpoint, network: VirtualNetwork): Value<readonly Value<DnsZone<PrivateZone>>[]> {
  const { zones } = endpoint;
  if (isUnknown(zones)) return zones;
  return zones.map((zone) =>
    isUnknown(zone) ? zone : { ref: zone, name: zone.name, linked: isLinked(zone, network) },
  );
}

function isLinked(zone: PrivateZone, network: VirtualNetwork): Value<boolean> {
  const { links, unseen } = zone;
  if (links.some((link) => link.certain && single(link.network) === network)) return true;
  const open = links.some((link) => link.network.to !== "nodes" || candidates(link.network).includes(network));
  return unseen ?? (open ? unknown("virtualNetwork", zone.entity.resource.urn) : false);
}

/** DNS servers of the network's own may forward to a resolver that this program does not show. */
function asksOthers({ dns: { servers } }: VirtualNetwork): Value<boolean> {
  return isUnknown(servers) ? servers : servers.length > 0;
}
