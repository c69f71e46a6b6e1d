import { isUnknown, type Unknown } from "../../known/value";
import { field } from "../../plan/property";
import type { PoolNode } from "../../topology/topology";
import { openQuestion, type Undecided } from "../rule";

/**
 * The question about unknown properties of the pool itself. Policies that judge the same properties ask in the same words: at the
 * first preview of many programs all of `networkConfiguration` is unknown, and that is one question, not one for each policy.
 * There is none about pools declared in settings.
 */
export function settingsQuestion(pool: Asked, unknowns: readonly Unknown[]): readonly Undecided[] {
  const all = unknowns.map((each) => whole(each, pool));
  return questionOn(pool, `whether Azure accepts ${settingsIn(all, pool)} of the pool`, all);
}

const MOST_NAMED = 2;

/** What is judged of a property that is unknown as a whole. */
const JUDGED: Readonly<Record<string, string>> = {
  networkConfiguration: "the public IP addresses and inbound NAT pools in networkConfiguration",
};

/** The names of the pool's unknown properties; of a list only its name. */
function settingsIn(unknowns: readonly Unknown[], { entity }: Asked): string {
  const own = unknowns.filter(({ owner }) => owner === entity.resource.urn);
  const names = [...new Set(own.map(({ path }) => path.split("[")[0] ?? ""))].map((name) => JUDGED[name] ?? name);
  if (names.length === 0) return "the public IP addresses";
  return names.length > MOST_NAMED ? `${names[0]} and ${names.length - 1} other settings` : names.join(" and ");
}

type Asked = Pick<PoolNode, "entity" | "declared">;

/** If an object is unknown as a whole, the unknown value is the object, not the needed part of it. */
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

/** A question about a pool, if a value that decides it is unknown. */
export function questionOn(pool: Asked, question: string, unknowns: readonly Unknown[]): readonly Undecided[] {
  if (unknowns.length === 0 || pool.declared) return [];
  return [openQuestion({ urn: pool.entity.resource.urn, question, unknowns }, () => undefined)];
}
