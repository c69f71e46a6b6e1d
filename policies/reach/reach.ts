import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { candidates } from "../topology/link";
import { memoFor } from "../topology/once";
import { poolRegion } from "../topology/region";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";
import { accountAccess } from "./account-access";
import { nodeManagementEndpoints } from "./account-endpoints";
import { egressHop, hasNoPublicAddresses } from "./egress";
import { endpointHops } from "./endpoint-path";
import type { EgressHop, Hop } from "./hop";
import { resolveName } from "./name-resolution";
import { publicRoute } from "./route";
import { publicSecurityRules } from "./security-rules";
import { NOT_SHOWN, sourceAddresses } from "./source-addresses";
import { conclude, type Trace, toPath } from "./trace";
import { unseenBeside, unseenEndpoint } from "./unseen-endpoint";

/** Whether the nodes of a pool reach their node management endpoint. */
export interface PoolReach {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  /** One for each subnet that may be the pool's; one for a pool without a subnet in this program. */
  readonly traces: readonly Trace[];
  readonly is: Verdict<unknown>["is"];
}

/** The reachability of node management for one program. Every pool is judged once. */
export interface Reach {
  readonly topology: Topology;
  readonly of: (pool: PoolNode) => PoolReach;
  /** All pools of the topology, in its order. */
  readonly all: () => readonly PoolReach[];
}

/**
 * Judges the paths of a program's pools.
 *
 * @param trusted next hops that are declared in settings to allow the packets: addresses, or `VirtualNetworkGateway`.
 */
export function openReach(topology: Topology, trusted: readonly string[]): Reach {
  const of = memoFor((pool: PoolNode) => judgePool(pool, topology, trusted));
  return { topology, of, all: () => topology.pools.map(of) };
}

/** The same answers, for only some of the pools and their accounts. */
export function restrictTo(reach: Reach, pools: readonly PoolNode[]): Reach {
  const accounts = [...new Set(pools.flatMap(({ account }) => candidates(account)))];
  return { topology: { ...reach.topology, pools, accounts }, of: reach.of, all: () => pools.map(reach.of) };
}

function judgePool(pool: PoolNode, topology: Topology, trusted: readonly string[]): PoolReach {
  const region = poolRegion(pool);
  const subnets = candidates(pool.subnet);
  const traces =
    subnets.length === 0
      ? [withoutSubnet(pool, region, topology)]
      : subnets.map((subnet) => traceIn(subnet, pool, region, topology, trusted));
  const [first] = traces;
  const agree = traces.every(({ is }) => is === first?.is);
  return { pool, region, traces, is: agree && first ? first.is : "undecided" };
}

function traceIn(
  subnet: Subnet,
  pool: PoolNode,
  region: Value<string>,
  topology: Topology,
  trusted: readonly string[],
): Trace {
  const route = publicRoute(subnet, region, topology, trusted);
  const publicHops: readonly Hop[] = [
    publicSecurityRules(subnet, region),
    route,
    egressHop(pool, subnet),
    accountAccess(pool, sourceAddresses(pool, subnet, route), topology),
  ];
  const endpoints = nodeManagementEndpoints(pool.account, topology);
  const paths = [
    ...endpoints.map((endpoint) => toPath(endpoint, endpointHops(endpoint, pool.account, subnet, region))),
    toPath(undefined, publicHops),
  ];
  const unseen = unseenEndpoint(subnet, region);
  const resolution = resolveName({ account: pool.account, region, subnet, endpoints });
  return { pool, region, subnet, resolution, paths, unseen, ...conclude(resolution, paths, unseen) };
}

/**
 * Without a subnet, nodes are in a network of Azure's own, which has only a public path. With a subnet that the program does not
 * show, only the account can be judged.
 */
function withoutSubnet(pool: PoolNode, region: Value<string>, topology: Topology): Trace {
  const { subnet: link } = pool;
  const sources = link.to === "nothing" ? sourceAddresses(pool, undefined, undefined) : NOT_SHOWN;
  const access = accountAccess(pool, sources, topology);
  const resolution = { is: "public" } as const;
  if (link.to === "nothing") {
    const paths = [toPath(undefined, [ownEgress(pool), access])];
    const unseen = undefined;
    return { pool, region, subnet: undefined, resolution, paths, unseen, ...conclude(resolution, paths, unseen) };
  }
  const unseen = unseenBeside(link);
  const paths = [toPath(undefined, [access])];
  const { causes } = conclude(resolution, paths, unseen);
  return {
    ...{ pool, region, subnet: undefined, resolution, paths, unseen },
    ...{ is: "undecided", causes: [{ kind: "subnet" }, ...causes] },
  };
}

/** Azure refuses a pool without public addresses that has no subnet, because its nodes could not reach anything. */
function ownEgress(pool: PoolNode): EgressHop {
  const without = hasNoPublicAddresses(pool);
  const kind = "egress";
  if (isUnknown(without)) {
    const unknowns: readonly Unknown[] = [unknown(pool.provision.path, pool.provision.owner)];
    return { kind, verdict: { is: "undecided", because: [{ via: "unclear" }], unknowns } };
  }
  return without
    ? { kind, verdict: { is: "violated", because: [{ via: "no-public-addresses" }] } }
    : { kind, verdict: { is: "holds", because: [{ via: "pool-public-addresses" }] } };
}
