import { isUnknown, type Unknown } from "../../known/value";
import { field } from "../../plan/property";
import type { PoolNode } from "../../topology/topology";
import { openQuestion, type Undecided } from "../rule";

/**
 * What is open where values that a pool sets by itself are not known. Policies that judge the same values ask in the same words:
 * at the first preview of many programs the whole of `networkConfiguration` is unknown, and that is one question, not one for
 * each policy. None for a place where the settings tell of pools that the program does not have.
 */
export function settingsQuestion(pool: Asked, unknowns: readonly Unknown[]): readonly Undecided[] {
  const all = unknowns.map((each) => whole(each, pool));
  return questionOn(pool, `whether Azure accepts ${settingsIn(all, pool)} of the pool`, all);
}

const MOST_NAMED = 2;

/** The properties of the pool that are unknown; lists by their name. */
function settingsIn(unknowns: readonly Unknown[], { entity }: Asked): string {
  const own = unknowns.filter(({ owner }) => owner === entity.resource.urn);
  const names = [...new Set(own.map(({ path }) => path.split("[")[0] ?? ""))];
  if (names.length === 0) return "the public IP addresses";
  return names.length > MOST_NAMED ? `${names[0]} and ${names.length - 1} other settings` : names.join(" and ");
}

type Asked = Pick<PoolNode, "entity" | "declared">;

/** Where an object is unknown as a whole, that is said, not which of its parts is needed. */
function whole(unknown: Unknown, { entity }: Asked): Unknown {
  const { properties } = entity.resource;
  if (unknown.owner !== properties.owner) return unknown;
  let at = properties;
  for (const name of unknown.path.split(".")) {
    at = field(at, name);
    if (isUnknown(at.value)) return at.value;
  }
  return unknown;
}

/** A question about a pool, if any of the values that decide it is not known. */
export function questionOn(pool: Asked, question: string, unknowns: readonly Unknown[]): readonly Undecided[] {
  if (unknowns.length === 0 || pool.declared) return [];
  return [openQuestion({ urn: pool.entity.resource.urn, question, unknowns }, () => undefined)];
}
