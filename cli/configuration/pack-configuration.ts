import type { Snapshot } from "../../policies/estate/snapshot";
import type { Level } from "../../policies/rules/rule";

/** What the engine accepts as a level. A policy that remediates nothing takes `remediate` for `mandatory`. */
export const LEVELS = ["mandatory", "advisory", "disabled", "remediate"] as const;

/** What a file for `--policy-pack-config` says of one policy. */
export interface PolicyConfiguration {
  /** `undefined` where it says nothing of the level. */
  readonly level: (typeof LEVELS)[number] | undefined;
  readonly properties: object;
}

/** Accepts findings, as the engine understands it: by the names of policies and the exact URNs that they are about. */
export interface Exception {
  readonly id: string;
  readonly reason: string;
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

/** What such a file says, by policy. */
export interface PackConfiguration extends ReadonlyMap<string, PolicyConfiguration> {
  /** Only files of version 2 have any. */
  readonly exceptions?: readonly Exception[];
  /** What `--estate` tells; it stands above the setting. */
  readonly estate?: Snapshot;
}

/** The key that stands for all policies. */
export const ALL = "all";

/** The level of a policy: its own in the file, else that of all, else the one that it has without configuration. */
export function levelIn(configuration: PackConfiguration, policy: string, fallback: Level): Level {
  const level = configuration.get(policy)?.level ?? configuration.get(ALL)?.level ?? fallback;
  return level === "remediate" ? "mandatory" : level;
}
