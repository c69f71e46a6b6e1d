import { whichever } from "../known/combine";
import { isUnknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import type { EndpointConnection } from "../network/endpoint-connection";
import { type EndpointEvidence, servesPool } from "../network/private-endpoint";
import { field, items, text } from "../plan/property";
import type { Account } from "../topology/account";
import { lastName, parseArmId } from "../topology/arm-id";
import { type Link, single } from "../topology/link";
import type { EndpointConnection as Connection, PrivateEndpoint } from "../topology/private-endpoint";
import { poolRegion } from "../topology/region";
import type { RouteNode } from "../topology/route-table";
import type { SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";
import { contextOf, filtersOf } from "./filters";
import { areConnected, routedNetworkOf, routesOf } from "./routing";

export type EndpointVerdict = Verdict<readonly EndpointEvidence<SecurityRuleNode, RouteNode>[]>;

/** Whether a private endpoint gives the nodes of a pool, in this subnet, a way to the Batch service that needs no public address. */
export interface JudgedEndpoint {
  readonly endpoint: PrivateEndpoint;
  readonly subnet: Subnet;
  readonly verdict: EndpointVerdict;
}

/** Judges each private endpoint of this program, should this subnet be the pool's. */
export function endpointsFor(pool: PoolNode, subnet: Subnet, topology: Topology): readonly JudgedEndpoint[] {
  return topology.privateEndpoints.map((endpoint) => ({
    ...{ endpoint, subnet },
    verdict: judgeEndpoint(endpoint, pool, subnet),
  }));
}

/** Where the rules of several security groups may apply, the endpoint serves the pool only if all let it. */
function judgeEndpoint(endpoint: PrivateEndpoint, pool: PoolNode, subnet: Subnet): EndpointVerdict {
  const region = poolRegion(pool);
  const own = single(endpoint.subnet);
  const nowhere = unknown("subnet", endpoint.entity.resource.urn);
  const network = single(subnet.virtualNetwork);
  const endpointNetwork = own && single(own.virtualNetwork);
  const address = addressOf(endpoint);
  const cases = filtersOf(subnet).flatMap(({ filters }) =>
    (own ? filtersOf(own) : [HIDDEN_FILTERS(nowhere)]).map((far) =>
      servesPool({
        connections: connectionsTo(pool.account, endpoint),
        connected: areConnected(network, endpointNetwork, nowhere),
        address,
        networkPolicies: own ? own.endpointPolicies : nowhere,
        endpointSubnet: { filters: far.filters, context: own ? contextOf(own, region) : HIDDEN_CONTEXT },
        poolSubnet: {
          filters,
          context: contextOf(subnet, region),
          table: routesOf(subnet),
          network: routedNetworkOf(subnet, region),
        },
      }),
    ),
  );
  const verdict = whichever(cases, []);
  return { ...verdict, because: verdict.because.flat() };
}

const HIDDEN_SPACE = { prefixes: [], complete: false };
const HIDDEN_CONTEXT = {
  subnet: HIDDEN_SPACE,
  virtualNetwork: HIDDEN_SPACE,
  peered: HIDDEN_SPACE,
  routes: { list: [], complete: false },
};
const HIDDEN_FILTERS = (why: ReturnType<typeof unknown>) => ({
  filters: { group: { rules: [], complete: false, unknowns: [why] } },
});

function connectionsTo(account: Link<Account>, endpoint: PrivateEndpoint): Value<readonly EndpointConnection[]> {
  const { connections } = endpoint;
  if (isUnknown(connections)) return connections;
  return connections.map((connection) => ({
    toAccount: leadsTo(connection, account),
    groupIds: connection.groupIds,
    manual: connection.manual,
    status: connection.status,
  }));
}

/** Accounts of this program are compared themselves, others by name: a pool names its account, an endpoint gives its id. */
function leadsTo({ account: target, property }: Connection, account: Link<Account>): Value<boolean> {
  const why = unknown(property.path, property.owner);
  if (target.to === "nothing") return false;
  if (target.to === "unknown") return target.why;
  if (account.to === "unknown") return account.why;
  if (target.to === "nodes" && account.to === "nodes") {
    const only = single(target);
    if (only && only === single(account)) return true;
    return target.nodes.some((node) => account.nodes.includes(node)) ? why : false;
  }
  if (target.to !== "external" || account.to !== "external") return false;
  const id = parseArmId(target.id);
  const name = parseArmId(account.id);
  if (!id) return why;
  return lastName(id).toLowerCase() === (name ? lastName(name) : account.id).toLowerCase();
}

/** The private address, where the program fixes it. */
function addressOf(endpoint: PrivateEndpoint): Value<string> | undefined {
  const configurations = items(field(endpoint.entity.program, "ipConfigurations"));
  if (isUnknown(configurations)) return configurations;
  const [only, ...more] = configurations.map(
    (each) => text(field(each, "privateIPAddress")) ?? text(field(each, "privateIpAddress")),
  );
  return more.length === 0 ? only : undefined;
}
