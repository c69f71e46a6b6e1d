import { isUnknown } from "../known/value";
import type { Account } from "./account";
import { candidates, type Link, single } from "./link";
import { memoFor, once } from "./once";
import type { PrivateEndpoint } from "./private-endpoint";
import type { SecurityGroup } from "./security-group";
import type { Subnet } from "./subnet";
import type { PoolNode, Topology } from "./topology";

/** What leads to one part of a network, in the order of the topology. */
export interface Backlinks<T> {
  /** What leads here whatever the unknown values turn out to be. */
  readonly certain: readonly T[];
  /** What may lead here, the certain ones among it. */
  readonly possible: readonly T[];
  /** Whether there is something of which it is not known at all where it leads, so that it may lead here as well. */
  readonly open: boolean;
}

/** The links of a topology, followed backwards. */
export interface LinksInto {
  readonly poolsIn: (subnet: Subnet) => Backlinks<PoolNode>;
  /** The pools in subnets that a group filters. Certain is a pool of which every possible subnet certainly has this group. */
  readonly poolsBehind: (group: SecurityGroup) => Backlinks<PoolNode>;
  readonly poolsOf: (account: Account) => Backlinks<PoolNode>;
  readonly endpointsOf: (account: Account) => Backlinks<PrivateEndpoint>;
  /** Also subnets outside the program, as far as a pool or an association tells of them. */
  readonly subnetsBehind: (group: SecurityGroup) => Backlinks<Subnet>;
}

/** The links of a topology backwards. Each sort is built once, at its first use, in one walk. */
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

/** Where something leads. */
interface Ends<T> {
  readonly certain: readonly T[];
  readonly possible: readonly T[];
  readonly open: boolean;
}

function endsOf<T>(link: Link<T>): Ends<T> {
  const only = single(link);
  return { certain: only ? [only] : [], possible: candidates(link), open: link.to === "unknown" };
}

/** Where a link leads by way of what is at its end. */
function through<M, T>(link: Link<M>, next: (middle: M) => Ends<T>): Ends<T> {
  const ends = candidates(link).map(next);
  const [first, ...others] = ends;
  const certain = first?.certain.filter((each) => others.every((other) => other.certain.includes(each))) ?? [];
  const possible = [...new Set(ends.flatMap((each) => each.possible))];
  return { certain, possible, open: link.to === "unknown" || ends.some(({ open }) => open) };
}

/** An endpoint leads to each account that one of its connections leads to. */
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
