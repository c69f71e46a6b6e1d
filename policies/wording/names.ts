import type { Entity } from "../topology/entity";
import { shortened, shown } from "./shown";

/** How many names a message lists before it counts the rest. */
const LISTED = 3;

/** The names of pools for a message, by which the program knows them: `pool "render"`, `pools "a", "b" and 4 more`. */
export function namesOf(all: readonly { readonly entity: Entity; readonly declared?: true }[]): string {
  const pools = all.filter((pool) => !pool.declared);
  // Where the user says that pools run, nobody knows what they are called.
  if (pools.length === 0) return "the pools declared in settings";
  const names = pools.map((pool) => `"${nameOf(pool.entity)}"`).sort();
  if (names.length <= 1) return `pool ${names.join("")}`;
  const rest = names.length - LISTED;
  return rest > 0
    ? `pools ${names.slice(0, LISTED).join(", ")} and ${rest} more`
    : `pools ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The verb that goes with {@link namesOf}. */
export function verb(pools: readonly unknown[], one: string, several: string): string {
  return pools.length === 1 ? one : several;
}

/**
 * What to call a resource in a message: by its name in the program. Its Azure name has a random end until it is created,
 * and would read differently at each preview.
 */
export function nameOf(entity: Entity): string {
  const inline = entity.kind === "inlineSubnet" ? shown("name", entity.name) : undefined;
  return inline ?? shortened(entity.resource.name);
}
