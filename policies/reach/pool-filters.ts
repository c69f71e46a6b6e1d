import { candidates } from "../topology/link";
import { memoFor } from "../topology/once";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { filtersOf, type SubnetFilters } from "./filters";

/** Security rules that may filter a pool's traffic, and in which subnet. */
export interface PoolFilters extends SubnetFilters {
  readonly subnet: Subnet;
}

/**
 * All filters that may apply to a pool's traffic: exactly one of them does. None for a pool without a subnet in this
 * program. Pools in one subnet share them, so that a question about them is answered only once.
 */
export function poolFilters(pool: PoolNode): readonly PoolFilters[] {
  return candidates(pool.subnet).flatMap(inSubnet);
}

const inSubnet = memoFor((subnet: Subnet): readonly PoolFilters[] =>
  filtersOf(subnet).map((filters) => ({ ...filters, subnet })),
);

/**
 * The group that certainly filters a pool's traffic, whichever of these filters applies; `undefined` if they differ, because
 * the group is then undecided, and if there is none.
 */
export function onlyGroup(possible: readonly Pick<SubnetFilters, "group">[]): SecurityGroup | undefined {
  const [first, ...others] = possible;
  return others.every(({ group }) => group === first?.group) ? first?.group : undefined;
}

/** Answers a question once for each combination of filters and key (a port, say); `more` does not change the answer. */
export function onceFor<K, T, A extends readonly unknown[]>(
  answer: (possible: PoolFilters, key: K, ...more: A) => T,
): (possible: PoolFilters, key: K, ...more: A) => T {
  const known = memoFor((_: PoolFilters) => new Map<K, { readonly answer: T }>());
  return (possible, key, ...more) => {
    const made = known(possible).get(key) ?? { answer: answer(possible, key, ...more) };
    known(possible).set(key, made);
    return made.answer;
  };
}
