import type { PoolNode } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { listed, type Phrase, quote, say } from "./phrase";

/** The number of names that a sentence lists; the others are counted. */
const LISTED = 8;

/** Pools in a sentence, by their names in the program: ``pools `a`, `b` and 4 more``. */
export function poolNames(all: readonly PoolNode[]): Phrase {
  const pools = all.filter((pool) => !pool.declared);
  // The names of pools declared in settings are unknown.
  if (pools.length === 0) return say`the pools declared in settings`;
  const names = [...new Set(pools.map(({ entity }) => nameOf(entity)))].sort();
  const rest = names.length - LISTED;
  const shown = names.slice(0, LISTED).map((name): Phrase => [quote(name)]);
  const list = listed(rest > 0 ? [...shown, say`${rest} more`] : shown);
  return names.length === 1 ? say`pool ${list}` : say`pools ${list}`;
}
