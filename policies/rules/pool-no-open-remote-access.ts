import { isUnknown } from "../known/value";
import { type NatPool, readNatPool } from "../reach/nat-pool";
import { type PoolFilters, poolFilters } from "../reach/pool-filters";
import { isOpenToInternet } from "../reach/remote-access";
import { ask, either } from "../remedies/remedy";
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
  title: "The nodes of a Batch pool do not accept SSH or RDP from the internet.",
  severity: "high",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/pool-endpoint-configuration",
  checkTopology: (topology) => topology.pools.flatMap(check),
};

function check(pool: PoolNode): readonly Finding[] {
  if (pool.declared || isUnknown(pool.natPools) || isUnknown(pool.publicAddresses)) return [];
  if (pool.publicAddresses === "NoPublicIPAddresses") return [];
  return pool.natPools.map((property) => readNatPool(pool.entity, property)).flatMap((nat) => judge(nat, pool));
}

function judge(nat: NatPool, pool: PoolNode): readonly Finding[] {
  const { backendPort, protocol } = nat;
  const service = REMOTE_ACCESS.get(backendPort);
  if (service === undefined || isUnknown(protocol) || protocol?.toLowerCase() === "udp") return [];
  const subnets = poolFilters(pool);
  if (subnets.length === 0 && pool.subnet.to !== "nothing") return [];
  const open = isOpenToInternet(nat, backendPort as number, subnets, pool);
  return open ? [toFinding(nat, service, subnets[0], pool)] : [];
}

function toFinding(nat: NatPool, service: string, subnet: PoolFilters | undefined, pool: PoolNode): Finding {
  const name = quoted(shown("name", nat.name));
  const group = subnet?.group
    ? `"${nameOf(subnet.group.entity)}" allows it`
    : "its subnet has no network security group";
  const bare = !isUnknown(nat.rules) && nat.rules.length === 0;
  return finding({
    urn: pool.entity.resource.urn,
    path: nat.property.path,
    found: `NAT pool${name} exposes ${service} on every node to the internet: ${bare ? "it has no rules of its own" : "its own rules allow it"}${subnet ? `, and ${group}` : ""}.`,
    why: "Anyone with a guessed or stolen password or key can sign in to the nodes. Batch and its tasks do not need this access.",
    remedies: [
      either(
        ask(
          bare
            ? "Give it networkSecurityGroupRules: Allow (priority 150) the addresses you administer from, Deny (priority 200) *."
            : "In its networkSecurityGroupRules, allow only the addresses you administer from, and Deny * after them.",
        ),
        { do: "remove NAT pool", pool: pool.entity, natPool: nat.property },
      ),
    ],
  });
}
