import { randomInt } from "node:crypto";
import fc from "fast-check";
import { FULL } from "./full";

/** The number of runs of each property. */
export const RUNS = FULL ? 4_000 : 300;

/**
 * The seed of random cases. It is the same in every run, so that a failure is caused by a change. AZURE_BATCH_GUARD_SEED sets another
 * number, or "random" to search for new cases. fast-check prints the seed of a failure.
 */
export const SEED = seedOf(process.env.AZURE_BATCH_GUARD_SEED);

function seedOf(given: string | undefined): number {
  if (given === undefined) return 20260331;
  return given === "random" ? randomInt(2 ** 31) : Number(given);
}

/** Tests a property with fast-check, which prints the smallest counterexample if it finds one. */
export function holdsAlways<Ts>(property: fc.IProperty<Ts>, runs = RUNS): void {
  fc.assert(property, { numRuns: runs, seed: SEED });
}
