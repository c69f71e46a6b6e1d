import type { Context } from "../../settings/context";
import { isOfKind } from "../../topology/entity";
import { type Pool, toPool } from "../../topology/pool";
import type { Item, Rule } from "../rule";

/** A `checkEntity` that checks each pool by its own properties only: it runs before the pool is created. */
export function checkPool(check: (pool: Pool, context: Context) => readonly Item[]): NonNullable<Rule["checkEntity"]> {
  return (entity, context) => (isOfKind(entity, ["pool"]) ? check(toPool(entity), context) : []);
}
