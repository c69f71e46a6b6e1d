/**
 * Whether all cases run, as in CI (AZURE_BATCH_GUARD_RUNS=full). Otherwise tests with thousands of cases run a part of them,
 * so that the whole run takes minutes instead of half an hour.
 */
export const FULL = process.env.AZURE_BATCH_GUARD_RUNS === "full";
