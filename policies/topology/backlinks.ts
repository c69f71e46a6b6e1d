import { isUnknown } from "../known/value";
import type { Account } from "./account";
import { candidates, type Link, single } from "./link";
import { memoFor, once } from "./once";
import type { PrivateEndpoint } from "./private-endpoint";
import type { SecurityGroup } from "./security-group";
import type { Subnet } from "./subnet";
import type { PoolNode, Topology } from "./topology";

/** The sources of the links to one part of a network, in the order of the topology. */
export interface Backlinks<T> {
  /** The sources that link to it, whatever the unknown values turn out to be. */
  readonly certain: readonly T[];
  /** The sources that may link to it, including the certain ones. */
  readonly possible: readonly T[];
  /** Whether the target of some source is unknown, so that this source may link to it as well. */
  readonly open: boolean;
}

/** The links of a topology in the reverse direction. */
export interface LinksInto {
  readonly poolsIn: (subnet: Subnet) => Backlinks<PoolNode>;
  /** The pools in subnets that use a security group. A pool is certain if each of its possible subnets certainly uses the group. */
  readonly poolsBehind: (group: SecurityGroup) => Backlinks<PoolNode>;
  readonly poolsOf: (account: Account) => Backlinks<PoolNode>;
  readonly endpointsOf: (account: Account) => Backlinks<PrivateEndpoint>;
  /** Includes subnets outside the program that a pool or an association refers to. */
  readonly subnetsBehind: (group: SecurityGroup) => Backlinks<Subnet>;
}

/** The links of a topology in the reverse direction. Each relation is built once, at its first use, in one pass. */
export const linksInto = memoFor((topology: Topology): LinksInto => {
  const { pools, privateEndpoints } = topology;
  const subnets = once(() => [...new Set([...topology.subnets, ...pools.flatMap((pool) => candidates(pool.subnet))])]);
  const poolsIn = once(() => backwards(pools, (pool) => endsOf(pool.subnet)));
  const poolsBehind = once(() =>
    backwards(pools, (pool) => through(pool.subnet, ({ securityGroup }) => endsOf(securityGroup))),
  );
  const poolsOf = once(() => backwards(pools, (pool) => endsOf(pool.account)));
  const endpointsOf = once(() => backwards(privateEndpoints, accountsOf));
  const subnetsBehind = once(() => backwards(subnets(), (subnet) => endsOf(subnet.securityGroup)));
  return {
    poolsIn: (subnet) => poolsIn()(subnet),
    poolsBehind: (group) => poolsBehind()(group),
    poolsOf: (account) => poolsOf()(account),
    endpointsOf: (account) => endpointsOf()(account),
    subnetsBehind: (group) => subnetsBehind()(group),
  };
});

/** The targets of a source. */
interface Ends<T> {
  readonly certain: readonly T[];
  readonly possible: readonly T[];
  readonly open: boolean;
}

function endsOf<T>(link: Link<T>): Ends<T> {
  const only = single(link);
  return { certain: only ? [only] : [], possible: candidates(link), open: link.to === "unknown" };
}

/** The targets of two links in a row: `link`, then the links that `next` follows from its nodes. */
function through<M, T>(link: Link<M>, next: (middle: M) => Ends<T>): Ends<T> {
  const ends = candidates(link).map(next);
  const [first, ...others] = ends;
  const certain = first?.certain.filter((each) => others.every((other) => other.certain.includes(each))) ?? [];
  const possible = [...new Set(ends.flatMap((each) => each.possible))];
  return { certain, possible, open: link.to === "unknown" || ends.some(({ open }) => open) };
}

/** The accounts that the connections of an endpoint lead to. */
function accountsOf({ connections }: PrivateEndpoint): Ends<Account> {
  if (isUnknown(connections)) return { certain: [], possible: [], open: true };
  const ends = connections.map(({ account }) => endsOf(account));
  return {
    certain: ends.flatMap(({ certain }) => certain),
    possible: ends.flatMap(({ possible }) => possible),
    open: ends.some(({ open }) => open),
  };
}

function backwards<F, T>(froms: readonly F[], follow: (from: F) => Ends<T>): (to: T) => Backlinks<F> {
  const certain = new Map<T, Set<F>>();
  const possible = new Map<T, Set<F>>();
  let open = false;
  for (const from of froms) {
    const ends = follow(from);
    for (const to of ends.certain) add(certain, to, from);
    for (const to of ends.possible) add(possible, to, from);
    open ||= ends.open;
  }
  const made = new Map<T, Backlinks<F>>();
  return (to) => {
    const known = made.get(to) ?? {
      certain: [...(certain.get(to) ?? [])],
      possible: [...(possible.get(to) ?? [])],
      open,
    };
    made.set(to, known);
    return known;
  };
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
