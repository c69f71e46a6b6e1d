/**
 * Whether everything is tried that there is to try, as CI does (AZURE_BATCH_GUARD_RUNS=full). Without it tests take a part
 * where there are thousands of cases of a kind, so that all of them together take minutes instead of half an hour.
 */
export const FULL = process.env.AZURE_BATCH_GUARD_RUNS === "full";
