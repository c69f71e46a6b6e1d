import { isUnknown, type Unknown } from "../../known/value";
import { field } from "../../plan/property";
import type { PoolNode } from "../../topology/topology";
import { openQuestion, type Undecided } from "../rule";

/**
 * What is open where values that a pool sets by itself are not known. Policies that judge such values ask in the same words:
 * at the first preview of many programs the whole of `networkConfiguration` is unknown, and that is one question, not one for
 * each policy. None for a place where the settings tell of pools that the program does not have.
 */
export function settingsQuestion(pool: Asked, unknowns: readonly Unknown[]): readonly Undecided[] {
  return questionOn(
    pool,
    "whether Azure accepts the settings of the pool",
    unknowns.map((each) => whole(each, pool)),
  );
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
