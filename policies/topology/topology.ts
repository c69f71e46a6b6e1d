import { compare } from "../known/order";
import { isUnknown, type Value } from "../known/value";
import { items } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { withoutStack } from "../plan/urn";
import { type Account, toAccount } from "./account";
import { firewallBehind } from "./appliance";
import type { Attachment, Builder } from "./builder";
import type { Children } from "./children";
import { associatedAddresses, type PublicIp, toNatGateway, toPublicIp } from "./egress";
import type { Entity } from "./entity";
import { externalSubnet } from "./external-subnet";
import { associationsBySubnet, type ChildKind, standaloneChildren, subnetFamilies } from "./family";
import { type FirewallNode, toFirewall } from "./firewall";
import { gatewayPresence } from "./gateway";
import { type Link, mapLink } from "./link";
import { memo, once } from "./once";
import { type Pool, type PoolFields, toPool } from "./pool";
import { type PrivateEndpoint, toPrivateEndpoint } from "./private-endpoint";
import { toPrivateZone } from "./private-zone";
import { buildRegistry, type Registry } from "./registry";
import { resolveParent, resolveReference, SUBNET_KINDS } from "./resolve";
import { type RouteNode, type RouteTable, toRouteTable } from "./route-table";
import { type SecurityGroup, type SecurityRuleNode, toRule, toSecurityGroup } from "./security-group";
import { type Subnet, type SubnetEntity, type SubnetWitness, toSubnet } from "./subnet";
import { subnetUses } from "./subnet-use";
import { toVirtualNetwork, type VirtualNetwork } from "./virtual-network";

/** The Batch networks of a program, linked to each other. Independent of policies. */
export interface Topology {
  readonly accounts: readonly Account[];
  readonly pools: readonly PoolNode[];
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  /** Standalone security rules of groups that are not in the program. */
  readonly rulesOfExternalGroups: readonly SecurityRuleNode[];
  readonly routeTables: readonly RouteTable[];
  readonly privateEndpoints: readonly PrivateEndpoint[];
  /** The firewall that is the next hop of a route to an appliance. */
  readonly firewallBehind: (route: RouteNode) => Link<FirewallNode>;
}

/** A pool of the program, or one that is declared in settings. */
export type PoolNode = ProgramPool | DeclaredPool;

/** A pool with its account and its place in the network. */
export interface ProgramPool extends Pool, PoolLinks {
  readonly declared?: never;
}

/** A pool that no program shows, declared in settings by its subnet or by its security group. */
export interface DeclaredPool extends PoolFields, PoolLinks {
  readonly declared: true;
  readonly entity: SubnetWitness;
}

interface PoolLinks {
  readonly account: Link<Account>;
  readonly subnet: Link<Subnet>;
  /** The pool's own public IP addresses, with `UserManaged`. */
  readonly addresses: Value<readonly Link<PublicIp>[]>;
}

/** Links all resources of a program that are part of Batch networks. Resources of other kinds are ignored. */
export function buildTopology(resources: readonly PlannedResource[]): Topology {
  // The order in which an engine registers resources differs from run to run; the findings must not.
  const registry = buildRegistry(inOrder(resources));
  const builder = makeBuilder(registry);
  const all = registry.ofKind;
  const virtualNetworks = once(() => all("virtualNetwork").map(builder.virtualNetwork));
  const rulesOfExternalGroups = once(() => {
    const isExternal = (rule: Entity<"securityRule">) => {
      const { to } = resolveParent(registry, rule, "securityGroup");
      return to === "external" || (to === "unknown" && registry.ofStack("securityGroup", rule).length === 0);
    };
    return all("securityRule")
      .filter(isExternal)
      .map((child) => toRule({ child, certain: true, why: undefined }));
  });
  const subnets = once(() => {
    const entities = SUBNET_KINDS.flatMap((kind): readonly SubnetEntity[] => all(kind));
    return [...new Set(entities.map(builder.subnet))];
  });
  return {
    accounts: all("account").map(builder.account),
    pools: all("pool").map((entity) => linkPool(toPool(entity), builder)),
    securityGroups: all("securityGroup").map(builder.securityGroup),
    routeTables: all("routeTable").map(builder.routeTable),
    privateEndpoints: all("privateEndpoint").map((entity) => toPrivateEndpoint(entity, builder)),
    firewallBehind: memo((route) => firewallBehind(route, builder)),
    get virtualNetworks() {
      return virtualNetworks();
    },
    get subnets() {
      return subnets();
    },
    get rulesOfExternalGroups() {
      return rulesOfExternalGroups();
    },
  };
}

/** By type and name, whatever their stack. */
function inOrder(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const keyed = resources.map((resource) => ({ resource, key: withoutStack(resource.urn) }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.resource.urn, b.resource.urn));
  return keyed.map(({ resource }) => resource);
}

function linkPool(pool: Pool, builder: Builder): ProgramPool {
  const { registry } = builder;
  const account = once(() => mapLink(resolveParent(registry, pool.entity, "account"), builder.account));
  const subnet = once((): Link<Subnet> => {
    const link = resolveReference(registry, pool.entity, pool.subnetId, SUBNET_KINDS);
    const attached = link.to === "external" ? builder.externalSubnet(link.id.toLowerCase()) : undefined;
    if (attached) return { to: "nodes", nodes: [attached], by: "id" };
    return mapLink(link, builder.subnet);
  });
  const addresses = once(() => addressesOf(pool, builder));
  return {
    ...pool,
    get addresses() {
      return addresses();
    },
    get account() {
      return account();
    },
    get subnet() {
      return subnet();
    },
  };
}

function addressesOf(pool: Pool, builder: Builder): Value<readonly Link<PublicIp>[]> {
  const ids = items(pool.publicIps);
  if (isUnknown(ids)) return ids;
  return ids.map((id) => mapLink(resolveReference(builder.registry, pool.entity, id, ["publicIp"]), builder.publicIp));
}

function makeBuilder(registry: Registry): Builder {
  const children = memo((kind: ChildKind) => standaloneChildren(registry, kind));
  const associations = memo((what: Attachment) => associationsBySubnet(registry, what));
  const subnets = once(() => subnetFamilies(registry));
  const gateways = once(() => gatewayPresence(builder));
  const addresses = once(() => associatedAddresses(builder));
  const uses = once(() => subnetUses(builder));
  const subnetNode = memo((entity: SubnetEntity) => toSubnet(entity, builder));
  const builder: Builder = {
    registry,
    account: memo((entity) => toAccount(entity, builder)),
    virtualNetwork: memo((entity) => toVirtualNetwork(entity, builder)),
    subnet: (entity) => subnetNode(subnets().canonical(entity)),
    securityGroup: memo((entity) => toSecurityGroup(entity, builder)),
    routeTable: memo((entity) => toRouteTable(entity, builder)),
    natGateway: memo((entity) => toNatGateway(entity, builder)),
    publicIp: memo(toPublicIp),
    firewall: memo((entity) => toFirewall(entity, builder)),
    privateZone: memo((entity) => toPrivateZone(entity, builder)),
    externalSubnet: memo((id) => externalSubnet(id, builder)),
    useOf: (subnet) => uses()(subnet),
    subnetsOf: (network) => subnets().of(network),
    childrenOf: <K extends ChildKind>(parent: Entity, kind: K) => children(kind)(parent) as Children<K>,
    associationsOf: (subnet, what) => associations(what)(subnet),
    hasAssociatedAddress: (gateway) => addresses()(gateway),
    hasGateway: (network) => gateways()(network),
  };
  return builder;
}
