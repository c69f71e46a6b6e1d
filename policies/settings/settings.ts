/** What a user can configure, after validation. */
export interface Settings {
  /** The last day on which classic node communication is honoured, `yyyy-mm-dd`, UTC. */
  readonly retirementDate: string;
}

/** What applies without any configuration. */
export const DEFAULT_SETTINGS: Settings = {
  // https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
  retirementDate: "2026-03-31",
};
