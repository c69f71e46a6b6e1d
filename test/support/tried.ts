import { FULL } from "./full";

/** The id of the only case to run, as a failure prints it; all others are skipped, in full runs as well. */
const ALONE = process.env.AZURE_BATCH_GUARD_CASE;

/**
 * Whether this run includes a case: a full run includes all, others one in `oneIn`. Only the id decides: other cases, their order
 * and their titles have no influence.
 */
export function isTried(id: string, oneIn: number): boolean {
  return ALONE === undefined ? FULL || hashOf(id) % oneIn === 0 : id === ALONE;
}

/** FNV-1a with 32 bits, mixed once more: the last bits of neighbouring ids differ. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
