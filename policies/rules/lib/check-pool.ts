import type { Context } from "../../settings/context";
import { isOfKind } from "../../topology/entity";
import { type Pool, toPool } from "../../topology/pool";
import type { Item, Rule } from "../rule";

/** A check of each pool by its own properties alone, for `checkEntity`: it runs before the pool is created. */
export function checkPool(check: (pool: Pool, context: Context) => readonly Item[]): NonNullable<Rule["checkEntity"]> {
  return (entity, context) => (isOfKind(entity, ["pool"]) ? check(toPool(entity), context) : []);
}
