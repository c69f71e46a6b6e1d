import { append } from "../../policies/known/multimap";
import { compare } from "../../policies/known/order";
import { isUnknown, type Unknown, type Value } from "../../policies/known/value";
import type { Account } from "../../policies/topology/account";
import { linksInto } from "../../policies/topology/backlinks";
import { type Entity, isOfKind } from "../../policies/topology/entity";
import { candidates } from "../../policies/topology/link";
import { memo, memoFor } from "../../policies/topology/once";
import type { EndpointConnection, PrivateEndpoint } from "../../policies/topology/private-endpoint";
import { poolRegion } from "../../policies/topology/region";
import { SUBNET_KINDS } from "../../policies/topology/resolve";
import type { RouteNode, RouteTable } from "../../policies/topology/route-table";
import type { SecurityGroup, SecurityRuleNode } from "../../policies/topology/security-group";
import type { Subnet } from "../../policies/topology/subnet";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import type { VirtualNetwork } from "../../policies/topology/virtual-network";
import { aboutRule, inOrder } from "./security-rule";
import { enumeration, known, link, list, logicalName, property, type Statement, statement, UNKNOWN } from "./statement";

/** What each pool is linked to, how each link was found, and what is unknown; then the accounts that certainly have no pool. */
export function explain(topology: Topology): readonly Statement[] {
  const endpoints = endpointsByAccount(topology);
  const pools = topology.pools.map((pool) => aboutPool(pool, topology, endpoints));
  const idle = topology.accounts.filter((account) => {
    const { possible, open } = linksInto(topology).poolsOf(account);
    return possible.length === 0 && !open;
  });
  return [
    ...pools,
    ...idle.map((account) => ({ ...aboutAccount(account, endpoints), about: "account without a pool" })),
  ];
}

/** The types of a subnet's ARM id. */
const SUBNET = ["virtualNetworks", "subnets"];

/** The private endpoints of each account; `unseen` if there may be more. */
interface Endpoints {
  readonly of: (account: Account) => readonly (readonly [PrivateEndpoint, EndpointConnection])[];
  readonly unseen: Unknown | undefined;
}

function aboutPool(pool: PoolNode, topology: Topology, endpoints: Endpoints): Statement {
  return statement("pool", pool.entity.resource.name, [
    property("communication mode", pool.mode),
    property("public addresses", pool.provision, "BatchManaged"),
    known("region", poolRegion(pool)),
    link("account", pool.account, (account) => aboutAccount(account, endpoints)),
    link("subnet", pool.subnet, (subnet) => aboutSubnet(subnet, topology), SUBNET),
  ]);
}

function aboutAccount(account: Account, endpoints: Endpoints): Statement {
  return statement("account", account.entity.resource.name, [
    known("region", account.region),
    property("public network access", account.publicNetworkAccess, "Enabled"),
    aboutEndpoints(account, endpoints),
  ]);
}

function aboutEndpoints(account: Account, { of, unseen }: Endpoints): Statement {
  const own = of(account);
  const names = own.map(([endpoint]) => endpoint.entity.resource.name);
  const inside = own.map(([endpoint, connection]) => {
    const where = (subnet: Subnet) => statement("", nameOf(subnet.entity), [list("for", connection.groupIds)]);
    return link(endpoint.entity.resource.name, endpoint.subnet, where, SUBNET);
  });
  return { ...enumeration("private endpoints", names, unseen), inside };
}

function endpointsByAccount(topology: Topology): Endpoints {
  const found = new Map<Account, [PrivateEndpoint, EndpointConnection][]>();
  const unseen: Unknown[] = [];
  for (const endpoint of topology.privateEndpoints) {
    if (isUnknown(endpoint.connections)) {
      unseen.push(endpoint.connections);
      continue;
    }
    for (const connection of endpoint.connections) {
      for (const account of candidates(connection.account)) {
        append(found, account, [endpoint, connection]);
      }
    }
  }
  return { of: (account) => found.get(account) ?? [], unseen: unseen[0] };
}

function aboutSubnet(subnet: Subnet, topology: Topology): Statement {
  // The program does not declare this subnet, only resources attached to it.
  const isOutside = !isOfKind(subnet.entity, SUBNET_KINDS);
  const name = isOutside && !isUnknown(subnet.name) ? `${subnet.name} outside this program` : nameOf(subnet.entity);
  return statement("subnet", name, [
    list("addresses", subnet.prefixes),
    link("virtual network", subnet.virtualNetwork, aboutNetwork),
    link("security group", subnet.securityGroup, aboutSecurityGroup, ["networkSecurityGroups"]),
    link("route table", subnet.routeTable, aboutRouteTables(topology), ["routeTables"]),
    link(
      "NAT gateway",
      subnet.natGateway,
      (gateway) => {
        return statement("NAT gateway", nameOf(gateway.entity), [known("has a public address", gateway.hasAddress)]);
      },
      ["natGateways"],
    ),
  ]);
}

const aboutNetwork = memoFor((network: VirtualNetwork): Statement => {
  return statement("virtual network", nameOf(network.entity), [
    list("addresses", network.addressSpace),
    known("gateway", gatewayIn(network)),
    known("virtual hub", network.hasHubConnection),
    aboutPeerings(network),
  ]);
});

/**
 * Its own gateway, or a peer's through gateway transit:
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-peering-gateway-transit
 */
function gatewayIn({ hasGateway, peerings }: VirtualNetwork): Value<boolean | string> {
  const lent = peerings.map(({ useRemoteGateways }) => useRemoteGateways);
  if (hasGateway === true) return true;
  return lent.includes(true) ? "of a peer" : ([hasGateway, ...lent].find(isUnknown) ?? false);
}

function aboutPeerings({ peerings }: VirtualNetwork): Statement {
  const inside = peerings.map(({ remote }) =>
    link("to", remote, (found) => statement("", nameOf(found.entity)), ["virtualNetworks"]),
  );
  const shown = inside.filter((peering) => !peering.unknown).map((peering) => peering.says);
  return { ...enumeration("peerings", shown, inside.find((peering) => peering.unknown)?.unknown), inside };
}

const aboutSecurityGroup = memoFor((group: SecurityGroup): Statement => {
  const names = group.rules.map(ruleName);
  const inside = [...group.rules].sort(inOrder).map((rule) => aboutRule(ruleName(rule), rule));
  return statement("security group", nameOf(group.entity), [{ ...enumeration("rules", names, group.unseen), inside }]);
});

function ruleName({ name, origin, certain }: SecurityRuleNode): string {
  return origin === "reported" ? `${elementName(name, true)} (only in Azure)` : elementName(name, certain);
}

const aboutRouteTables = memoFor((topology: Topology) =>
  memo((table: RouteTable): Statement => {
    const names = table.routes.map(({ name, certain }) => elementName(name, certain));
    const inside = table.routes.map((route) => aboutRoute(route, topology));
    inside.sort((one, other) => compare(one.about, other.about));
    return statement("route table", nameOf(table.entity), [{ ...enumeration("routes", names, table.unseen), inside }]);
  }),
);

function aboutRoute(route: RouteNode, topology: Topology): Statement {
  const hop = [route.nextHopType, route.nextHopAddress].flatMap((value) => {
    return value === undefined ? [] : [isUnknown(value) ? UNKNOWN : value];
  });
  const to = isUnknown(route.addressPrefix) ? UNKNOWN : (route.addressPrefix ?? "everything");
  const behind = topology.firewallBehind(route);
  const isOpen = behind.to === "nodes" || behind.to === "unknown";
  const firewall = isOpen ? [link("firewall", behind, (found) => statement("", nameOf(found.entity)))] : [];
  return statement(elementName(route.name, route.certain), `${to} to ${hop.join(" ")}`, firewall);
}

/** The name of a rule or route, or of its resource if the name is unknown. */
function elementName(name: Value<string>, certain: boolean): string {
  const known = isUnknown(name) ? `${logicalName(name.owner)} (its name is ${UNKNOWN})` : name;
  return certain ? known : `${known} (perhaps)`;
}

/** An inline subnet has no logical name of its own. */
function nameOf(entity: Entity): string {
  if (entity.kind !== "inlineSubnet") return entity.resource.name;
  return isUnknown(entity.name) ? `${entity.resource.name} ${entity.program.path}` : entity.name;
}
