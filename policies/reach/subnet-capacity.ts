import { append } from "../known/multimap";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { sizeV4 } from "../network/address-set";
import { readNetworkPrefix } from "../network/spellings";
import { candidates } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";

/** How many addresses a subnet with pools has, and what needs them. */
export interface SubnetCapacity {
  readonly subnet: Subnet;
  /** The pools that certainly run in it and certainly need nodes, and how many together. */
  readonly pools: readonly PoolNode[];
  readonly targets: number;
  /** Its addresses without those that Azure reserves and endpoints use; `undefined` if a prefix is unknown, or there is none. */
  readonly usable: number | undefined;
  /** The number that private endpoints certainly use. */
  readonly taken: number;
  /** The values that leave undecided whether there are enough, by the pool that the question is about. */
  readonly open: ReadonlyMap<PoolNode, readonly Unknown[]>;
}

/**
 * Azure reserves the first four addresses and the last one of each prefix.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
const RESERVED = 5;

/** Each pool counts only with what is certain, so that an unknown or automatic target never adds a fault. */
export function subnetCapacities(topology: Topology): readonly SubnetCapacity[] {
  const certain = new Map<Subnet, PoolNode[]>();
  const perhaps = new Map<Subnet, PoolNode[]>();
  for (const pool of topology.pools.filter(({ declared }) => !declared)) {
    const subnets = candidates(pool.subnet);
    for (const subnet of subnets) append(subnets.length === 1 ? certain : perhaps, subnet, pool);
  }
  const inside = new Map<Subnet, PrivateEndpoint[]>();
  const near = new Map<Subnet, PrivateEndpoint[]>();
  for (const endpoint of topology.privateEndpoints) {
    const subnets = candidates(endpoint.subnet);
    for (const subnet of subnets) append(subnets.length === 1 ? inside : near, subnet, endpoint);
  }
  const anywhere = topology.privateEndpoints.filter(({ subnet }) => subnet.to === "unknown");
  const most = sum(anywhere.map(mostAddresses));
  return [...new Set([...certain.keys(), ...perhaps.keys()])].map((subnet) => {
    const endpoints = { inside: inside.get(subnet) ?? [], near: near.get(subnet) ?? [], anywhere, most };
    return capacityOf(subnet, certain.get(subnet) ?? [], perhaps.get(subnet) ?? [], endpoints);
  });
}

/** Private endpoints by how certain it is that they are in a subnet. */
interface Endpoints {
  readonly inside: readonly PrivateEndpoint[];
  /** In this subnet or in another. */
  readonly near: readonly PrivateEndpoint[];
  /** The same for all subnets. */
  readonly anywhere: readonly PrivateEndpoint[];
  /** How many addresses these endpoints may use together. */
  readonly most: number;
}

function capacityOf(
  subnet: Subnet,
  certain: readonly PoolNode[],
  perhaps: readonly PoolNode[],
  endpoints: Endpoints,
): SubnetCapacity {
  const pools = certain.filter(({ targetNodes }) => typeof targetNodes === "number" && targetNodes > 0);
  const targets = sum(pools.map(({ targetNodes }) => targetNodes as number));
  const taken = sum(endpoints.inside.map(leastAddresses));
  const sizes = isUnknown(subnet.prefixes) ? [undefined] : subnet.prefixes.map(usableIn);
  const all = sizes.length === 0 || sizes.includes(undefined) ? undefined : sum(sizes as readonly number[]);
  const usable = all === undefined ? undefined : Math.max(0, all - taken);
  const open = new Map<PoolNode, readonly Unknown[]>();
  const ask = (pool: PoolNode | undefined, unknowns: readonly Unknown[]) => {
    if (pool && unknowns.length > 0) open.set(pool, [...(open.get(pool) ?? []), ...unknowns]);
  };
  if (usable === undefined || targets <= usable) {
    for (const pool of certain) ask(pool, [pool.targetNodes].filter(isUnknown));
    ask(pools[0], usable === undefined ? unknownPrefixes(subnet) : unknownEndpoints(endpoints, usable - targets));
    for (const pool of perhaps) {
      const { targetNodes, subnetId } = pool;
      const wants = isUnknown(targetNodes) ? Number.POSITIVE_INFINITY : (targetNodes ?? 0);
      const fits = usable === undefined ? unknownPrefixes(subnet).length === 0 : targets + wants <= usable;
      if (wants > 0 && !fits) ask(pool, [unknown(subnetId.path, subnetId.owner), ...[targetNodes].filter(isUnknown)]);
    }
  }
  return { subnet, pools, targets, usable, taken, open };
}

/** How many addresses of a prefix resources can have; `undefined` if it is unknown or invalid. */
export function usableIn(prefix: Value<string>): number | undefined {
  const parsed = isUnknown(prefix) ? undefined : readNetworkPrefix(prefix);
  return parsed?.value === undefined ? undefined : Math.max(0, sizeV4(parsed.value) - RESERVED);
}

function unknownPrefixes({ prefixes }: Subnet): readonly Unknown[] {
  return isUnknown(prefixes) ? [prefixes] : prefixes.filter(isUnknown);
}

/** The unknown values that decide how many addresses endpoints use, if these may be more than are left. */
function unknownEndpoints({ inside, near, anywhere, most }: Endpoints, left: number): readonly Unknown[] {
  const lists = inside.map(({ addressCount }) => addressCount).filter(isUnknown);
  if (sum(near.map(mostAddresses)) + most <= left) return lists;
  return [...lists, ...[...near, ...anywhere].map(({ subnetId }) => unknown(subnetId.path, subnetId.owner))];
}

function mostAddresses({ addressCount }: PrivateEndpoint): number {
  return isUnknown(addressCount) ? Number.POSITIVE_INFINITY : addressCount;
}

function leastAddresses({ addressCount }: PrivateEndpoint): number {
  return isUnknown(addressCount) ? 1 : addressCount;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
