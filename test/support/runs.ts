import { randomInt } from "node:crypto";
import fc from "fast-check";
import { FULL } from "./full";

/** How often each property is tried. */
export const RUNS = FULL ? 10_000 : 500;

/**
 * Where random cases begin. The same in every run, so that a change is to blame when one fails; AZURE_BATCH_GUARD_SEED takes
 * another number, or "random" to look for new cases. fast-check prints the seed of what it finds.
 */
export const SEED = seedOf(process.env.AZURE_BATCH_GUARD_SEED);

function seedOf(given: string | undefined): number {
  if (given === undefined) return 20260331;
  return given === "random" ? randomInt(2 ** 31) : Number(given);
}

/** Tries a property with fast-check, which prints the smallest counterexample when it finds one. */
export function holdsAlways<Ts>(property: fc.IProperty<Ts>, runs = RUNS): void {
  fc.assert(property, { numRuns: runs, seed: SEED });
}
