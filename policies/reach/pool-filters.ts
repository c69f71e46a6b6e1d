import { candidates } from "../topology/link";
import { memoFor } from "../topology/once";
import type { SecurityGroup } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { filtersOf, type SubnetFilters } from "./filters";

/** Security rules that may turn out to filter a pool's traffic, and where they do. */
export interface PoolFilters extends SubnetFilters {
  readonly subnet: Subnet;
}

/**
 * All that may turn out to filter a pool's traffic: one of these is the truth. None for a pool without a subnet in this
 * program. Pools in one subnet share them, so that a question about them need be answered but once.
 */
export function poolFilters(pool: PoolNode): readonly PoolFilters[] {
  return candidates(pool.subnet).flatMap(inSubnet);
}

const inSubnet = memoFor((subnet: Subnet): readonly PoolFilters[] =>
  filtersOf(subnet).map((filters) => ({ ...filters, subnet })),
);

/**
 * The group that certainly filters a pool's traffic, whichever of these turns out to be the truth; `undefined` where they differ,
 * for nobody can say yet which group that is, and where there is none.
 */
export function onlyGroup(possible: readonly Pick<SubnetFilters, "group">[]): SecurityGroup | undefined {
  const [first, ...others] = possible;
  return others.every(({ group }) => group === first?.group) ? first?.group : undefined;
}

/** Answers a question about filters and, say, a port once for each of both; `more` does not change the answer. */
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
