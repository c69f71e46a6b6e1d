import { unknown } from "../known/value";
import type { Property } from "../plan/property";
import { namesResource } from "../settings/exemption";
import type { Settings } from "../settings/settings";
import type { Entity } from "../topology/entity";
import { identityOfEntity } from "../topology/identity";
import { candidates, type Link } from "../topology/link";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import { NO_USE } from "../topology/subnet-use";
import type { PoolNode, Topology } from "../topology/topology";

/**
 * The topology with a simplified pool in each place that the settings declare: pools are often made outside of the program,
 * by a workflow engine or by hand, and the program has only the network.
 */
export function withDeclared(topology: Topology, settings: Settings): Topology {
  const { batchSubnets, batchSecurityGroups } = settings;
  if (batchSubnets.length === 0 && batchSecurityGroups.length === 0) return topology;
  const subnets = topology.subnets.filter((subnet) => isNamed(subnet.entity, batchSubnets));
  const groups = topology.securityGroups.filter((group) => isNamed(group.entity, batchSecurityGroups));
  const behind = groups.flatMap((group) => subnetsBehind(group, topology));
  const places = [...new Set([...subnets, ...behind])].filter((subnet) => !hasPool(subnet, topology));
  return { ...topology, pools: [...topology.pools, ...places.map((subnet) => poolIn(subnet, topology))] };
}

function isNamed(entity: Entity, patterns: readonly string[]): boolean {
  const identity = identityOfEntity(entity);
  return patterns.some((pattern) => namesResource(pattern, identity));
}

function hasPool(subnet: Subnet, topology: Topology): boolean {
  return topology.pools.some((pool) => candidates(pool.subnet).length === 1 && candidates(pool.subnet)[0] === subnet);
}

/** A group that this program attaches to nothing is assumed to filter a subnet that the program does not show. */
function subnetsBehind(group: SecurityGroup, topology: Topology): readonly Subnet[] {
  const shown = topology.subnets.filter((subnet) => candidates(subnet.securityGroup).includes(group));
  return shown.length > 0 ? shown : [hiddenSubnet(group)];
}

function hiddenSubnet(group: SecurityGroup): Subnet {
  const { entity } = group;
  const hidden = unknown("", entity.resource.urn);
  const nowhere: Link<never> = { to: "unknown", why: hidden };
  return {
    entity,
    name: entity.name,
    prefixes: hidden,
    virtualNetwork: nowhere,
    possibleNetworks: [],
    securityGroup: { to: "nodes", nodes: [group], by: "name" },
    routeTable: nowhere,
    natGateway: nowhere,
    delegations: [],
    endpointPolicies: hidden,
    serviceEndpoints: hidden,
    use: NO_USE,
  };
}

/** A simplified pool of which only the place is known. */
function poolIn(subnet: Subnet, topology: Topology): PoolNode {
  const { entity } = subnet;
  const hidden = unknown("", entity.resource.urn);
  const open: Property = { value: hidden, path: "", owner: entity.resource.urn };
  const absent: Property = { ...open, value: undefined };
  const { accounts } = topology;
  return {
    entity,
    name: entity.name,
    apiVersion: undefined,
    mode: absent,
    currentMode: undefined,
    creationTime: undefined,
    cloudServices: absent,
    networkConfiguration: open,
    subnetId: open,
    provision: open,
    publicAddresses: hidden,
    publicIps: open,
    natPools: [],
    interNodeCommunication: absent,
    targetNodes: hidden,
    declared: true,
    account: accounts.length > 0 ? { to: "nodes", nodes: accounts, by: "name" } : { to: "unknown", why: hidden },
    subnet: { to: "nodes", nodes: [subnet], by: "name" },
    addresses: hidden,
  };
}
