import { isUnknown } from "../known/value";
import { intersect } from "../network/address-set";
import { isInternetAtLarge, publicSources } from "../network/node-management";
import { ports } from "../network/port-set";
import { contextOf } from "../reach/filters";
import { type NatPool, natSources, readNatPool } from "../reach/nat-pool";
import { onceFor, type PoolFilters, poolFilters } from "../reach/pool-filters";
import { poolRegion } from "../topology/region";
import type { PoolNode } from "../topology/topology";
import { nameOf } from "../wording/names";
import { quoted, shown } from "../wording/shown";
import { type Finding, finding, type Rule } from "./rule";

const REMOTE_ACCESS: ReadonlyMap<unknown, string> = new Map([
  [22, "SSH"],
  [3389, "RDP"],
]);

export const poolNoOpenRemoteAccess: Rule = {
  name: "pool-no-open-remote-access",
  title: "The nodes of a Batch pool cannot be reached by SSH or RDP from the internet at large.",
  severity: "high",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/pool-endpoint-configuration",
  checkTopology: (topology) => topology.pools.flatMap(check),
};

function check(pool: PoolNode): readonly Finding[] {
  if (isUnknown(pool.natPools) || isUnknown(pool.publicAddresses)) return [];
  if (pool.publicAddresses === "NoPublicIPAddresses") return [];
  return pool.natPools.map((property) => readNatPool(pool.entity, property)).flatMap((nat) => judge(nat, pool));
}

/** A connection must pass the NAT pool's own rules, and those of the subnet that may turn out to be the pool's. */
function judge(nat: NatPool, pool: PoolNode): readonly Finding[] {
  const { backendPort, protocol } = nat;
  const service = REMOTE_ACCESS.get(backendPort);
  if (service === undefined || isUnknown(protocol) || protocol?.toLowerCase() === "udp") return [];
  const own = natSources(nat, backendPort as number);
  const subnets = poolFilters(pool);
  if (subnets.length === 0 && pool.subnet.to !== "nothing") return [];
  const open = subnets.every((possible) => {
    return isInternetAtLarge(intersect(own, passing(possible, backendPort as number, pool)));
  });
  return open && isInternetAtLarge(own) ? [toFinding(nat, service, subnets[0], pool)] : [];
}

/** Which public addresses the subnet's rules let in to a port, for all pools in it. */
const passing = onceFor(({ subnet, filters }, port: number, pool: PoolNode) =>
  publicSources(filters, contextOf(subnet, poolRegion(pool)), ports(port)),
);

function toFinding(nat: NatPool, service: string, subnet: PoolFilters | undefined, pool: PoolNode): Finding {
  const name = quoted(shown("name", nat.name));
  const group = subnet?.group
    ? `"${nameOf(subnet.group.entity)}" lets it through`
    : "its subnet has no network security group";
  const bare = !isUnknown(nat.rules) && nat.rules.length === 0;
  return finding({
    urn: pool.entity.resource.urn,
    path: nat.property.path,
    found: `NAT pool${name} leads the internet to ${service} on every node: ${bare ? "it has no rules of its own" : "its own rules allow it"}${subnet ? `, and ${group}` : ""}.`,
    why: "Whoever guesses or steals a password or key is on the nodes; neither Batch nor its tasks need this way in.",
    change: [
      bare
        ? "Give it networkSecurityGroupRules: Allow (priority 150) the addresses you administer from, Deny (priority 200) *."
        : "In its networkSecurityGroupRules, allow only the addresses you administer from, and Deny * after them.",
      "Or remove the NAT pool.",
    ],
  });
}
