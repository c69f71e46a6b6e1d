import type { Snapshot } from "../../policies/estate/snapshot";
import type { Level } from "../../policies/rules/rule";

/** The levels that the engine accepts. For a policy without remediation, `remediate` means `mandatory`. */
export const LEVELS = ["mandatory", "advisory", "disabled", "remediate"] as const;

/** The configuration of one policy in a file for `--policy-pack-config`. */
export interface PolicyConfiguration {
  /** `undefined` if the file does not set the level. */
  readonly level: (typeof LEVELS)[number] | undefined;
  readonly properties: object;
}

/** An exception of the engine: it accepts findings by policy name and exact URN. */
export interface Exception {
  readonly id: string;
  readonly reason: string;
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

/** The configuration in such a file, by policy. */
export interface PackConfiguration extends ReadonlyMap<string, PolicyConfiguration> {
  /** Only files of version 2 have exceptions. */
  readonly exceptions?: readonly Exception[];
  /** The snapshot of `--estate`; it takes precedence over the setting. */
  readonly estate?: Snapshot;
}

/** The key that applies to all policies. */
export const ALL = "all";

/** The level of a policy: its own in the file, else that of `all`, else its default. */
export function levelIn(configuration: PackConfiguration, policy: string, fallback: Level): Level {
  const level = configuration.get(policy)?.level ?? configuration.get(ALL)?.level ?? fallback;
  return level === "remediate" ? "mandatory" : level;
}
