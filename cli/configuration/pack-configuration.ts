import type { Level } from "../../policies/rules/rule";

/** What the engine accepts as a level. A policy that mends nothing takes `remediate` for `mandatory`. */
export const LEVELS = ["mandatory", "advisory", "disabled", "remediate"] as const;

/** What a file for `--policy-pack-config` says of one policy. */
export interface PolicyConfiguration {
  /** `undefined` where it says nothing of the level. */
  readonly level: (typeof LEVELS)[number] | undefined;
  readonly properties: object;
}

/** What such a file says, by policy. */
export type PackConfiguration = ReadonlyMap<string, PolicyConfiguration>;

/** The key that stands for all policies. */
export const ALL = "all";

/** The level of a policy: its own in the file, else that of all, else the one that it has without configuration. */
export function levelIn(configuration: PackConfiguration, policy: string, fallback: Level): Level {
  const level = configuration.get(policy)?.level ?? configuration.get(ALL)?.level ?? fallback;
  return level === "remediate" ? "mandatory" : level;
}
