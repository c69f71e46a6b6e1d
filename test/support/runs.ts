import fc from "fast-check";
import { vi } from "vitest";
import { FULL } from "./full";

// A slow machine, or many runs, must not look like a failure.
vi.setConfig({ testTimeout: 600_000 });

/** How often each property is tried. */
export const RUNS = FULL ? 10_000 : 1_000;

/**
 * Tries a property with fast-check, which prints the seed and the smallest counterexample when one is found.
 * AZURE_BATCH_GUARD_SEED repeats a printed seed.
 */
export function holdsAlways<Ts>(property: fc.IProperty<Ts>, runs = RUNS): void {
  const seed = process.env.AZURE_BATCH_GUARD_SEED;
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) });
}
