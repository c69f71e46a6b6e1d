import { isUnknown, type Value } from "../known/value";
import { items } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type Account, toAccount } from "./account";
import { firewallBehind } from "./appliance";
import { associatedAddresses, type PublicIp, toNatGateway, toPublicIp } from "./egress";
import type { Entity } from "./entity";
import { externalSubnet } from "./external-subnet";
import { associationsBySubnet, childrenByParent, subnetFamilies } from "./family";
import { type FirewallNode, toFirewall } from "./firewall";
import { gatewayPresence, hubConnectionPresence } from "./gateway";
import type { Kind } from "./kinds";
import { type Link, mapLink } from "./link";
import { memo, once } from "./once";
import { type Pool, toPool } from "./pool";
import { type PrivateEndpoint, toPrivateEndpoint } from "./private-endpoint";
import { toPrivateZone } from "./private-zone";
import { buildRegistry, type Registry } from "./registry";
import { resolveParent, resolveReference, SUBNET_KINDS } from "./resolve";
import { type RouteNode, type RouteTable, toRouteTable } from "./route-table";
import { type SecurityGroup, type SecurityRuleNode, toRule, toSecurityGroup } from "./security-group";
import { type Subnet, type SubnetEntity, toSubnet } from "./subnet";
import type { Attachment, Surroundings } from "./surroundings";
import { toVirtualNetwork, type VirtualNetwork } from "./virtual-network";

/** The Batch networks of a program, linked to each other. Knows no policy. */
export interface Topology {
  readonly accounts: readonly Account[];
  readonly pools: readonly PoolNode[];
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  /** Security rules of their own in groups that the program does not have. */
  readonly foreignRules: readonly SecurityRuleNode[];
  readonly routeTables: readonly RouteTable[];
  readonly privateEndpoints: readonly PrivateEndpoint[];
  /** The firewall behind a route to an appliance. */
  readonly firewallBehind: (route: RouteNode) => Link<FirewallNode>;
}

/** A pool with its account and its place in the network. */
export interface PoolNode extends Pool {
  /** Set where no pool is in the program, but the user says that one runs here: `entity` is the subnet or group then. */
  readonly designated?: true;
  readonly account: Link<Account>;
  readonly subnet: Link<Subnet>;
  /** The pool's own public IP addresses, with `UserManaged`. */
  readonly addresses: Value<readonly Link<PublicIp>[]>;
}

/** Links everything that a program's resources say about Batch networks. Resources of other kinds are passed by. */
export function buildTopology(resources: readonly PlannedResource[]): Topology {
  // An engine registers resources in an order that differs from run to run; what is said of them must not.
  const registry = buildRegistry(resources.toSorted((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0)));
  const around = surroundings(registry);
  const all = <K extends Kind>(kind: K) => registry.ofKind(kind) as readonly Entity<K>[];
  const virtualNetworks = once(() => all("virtualNetwork").map(around.virtualNetwork));
  const foreignRules = once(() => {
    const isForeign = (rule: Entity) => resolveParent(registry, rule, "securityGroup").to === "external";
    return all("securityRule")
      .filter(isForeign)
      .map((rule) => toRule(rule, true));
  });
  const subnets = once(() => {
    const entities = SUBNET_KINDS.flatMap((kind) => registry.ofKind(kind)) as readonly SubnetEntity[];
    return [...new Set(entities.map(around.subnet))];
  });
  return {
    accounts: all("account").map(around.account),
    pools: all("pool").map((entity) => linkPool(toPool(entity), around)),
    securityGroups: all("securityGroup").map(around.securityGroup),
    routeTables: all("routeTable").map(around.routeTable),
    privateEndpoints: all("privateEndpoint").map((entity) => toPrivateEndpoint(entity, around)),
    firewallBehind: memo((route) => firewallBehind(route, around)),
    get virtualNetworks() {
      return virtualNetworks();
    },
    get subnets() {
      return subnets();
    },
    get foreignRules() {
      return foreignRules();
    },
  };
}

function linkPool(pool: Pool, around: Surroundings): PoolNode {
  const { registry } = around;
  const account = once(() =>
    mapLink(resolveParent(registry, pool.entity, "account"), (found) => around.account(found as Entity<"account">)),
  );
  const subnet = once((): Link<Subnet> => {
    const link = resolveReference(registry, pool.entity, pool.subnetId, SUBNET_KINDS);
    const attached = link.to === "external" ? around.externalSubnet(link.id.toLowerCase()) : undefined;
    if (attached) return { to: "nodes", nodes: [attached], by: "id" };
    return mapLink(link, (found) => around.subnet(found as SubnetEntity));
  });
  const addresses = once(() => addressesOf(pool, around));
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

function addressesOf(pool: Pool, around: Surroundings): Value<readonly Link<PublicIp>[]> {
  const ids = items(pool.publicIps);
  if (isUnknown(ids)) return ids;
  return ids.map((id) =>
    mapLink(resolveReference(around.registry, pool.entity, id, ["publicIp"]), (found) =>
      around.publicIp(found as Entity<"publicIp">),
    ),
  );
}

function surroundings(registry: Registry): Surroundings {
  const children = memo((kind: Kind) => childrenByParent(registry, kind));
  const associations = memo((what: Attachment) => associationsBySubnet(registry, what));
  const subnets = once(() => subnetFamilies(registry));
  const gateways = once(() => gatewayPresence(around));
  const hubConnections = once(() => hubConnectionPresence(around));
  const addresses = once(() => associatedAddresses(around));
  const subnetNode = memo((entity: SubnetEntity) => toSubnet(entity, around));
  const around: Surroundings = {
    registry,
    account: memo((entity) => toAccount(entity, around)),
    virtualNetwork: memo((entity) => toVirtualNetwork(entity, around)),
    subnet: (entity) => subnetNode(subnets().canonical(entity)),
    securityGroup: memo((entity) => toSecurityGroup(entity, around)),
    routeTable: memo((entity) => toRouteTable(entity, around)),
    natGateway: memo((entity) => toNatGateway(entity, around)),
    publicIp: memo(toPublicIp),
    firewall: memo((entity) => toFirewall(entity, around)),
    privateZone: memo((entity) => toPrivateZone(entity, around)),
    externalSubnet: memo((id) => externalSubnet(id, around)),
    subnetsOf: (network) => subnets().of(network),
    childrenOf: (parent, kind) => children(kind).get(parent) ?? [],
    associationsOf: (subnet, what) => associations(what).get(subnet) ?? [],
    hasAssociatedAddress: (gateway) => addresses()(gateway),
    hasGateway: (network) => gateways()(network),
    hasHubConnection: (network) => hubConnections()(network),
  };
  return around;
}
