import type { SurveyedPool } from "./document";

/** What will become of a pool that has to do with the classic mode. */
export interface Outlook {
  readonly name: string;
  /** What it means, as a sentence. */
  readonly about: string;
  readonly holds: (pool: SurveyedPool) => boolean;
}

const isClassic = (mode: string) => mode.toLowerCase() === "classic";

/**
 * The outlooks, what breaks first coming first; the first that holds is the pool's. A pool whose nodes run in classic mode goes
 * on until it needs a new node: one that scales by a formula, or has no nodes now, needs one without anybody doing anything.
 * https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide
 */
export const OUTLOOKS: readonly Outlook[] = [
  {
    name: "breaks by itself",
    about: "Its nodes run in classic mode, and it scales by a formula or from zero: it fails at the next scale-up.",
    holds: ({ runs, scaling }) => isClassic(runs) && (scaling === "automatic" || scaling === 0),
  },
  {
    name: "breaks when resized",
    about: "Its nodes run in classic mode: it fails as soon as a node has to be added or replaced.",
    holds: ({ runs }) => isClassic(runs),
  },
  {
    name: "asks for classic",
    about: "The program asks for the classic mode; the state does not say what its nodes run in.",
    holds: ({ asks }) => isClassic(asks),
  },
];

/** The order in which the oldest pool comes first, and those whose age is unknown last. */
export function byAge({ created: one }: SurveyedPool, { created: other }: SurveyedPool): number {
  const [left, right] = [one || "unknown", other || "unknown"];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The outlook of a pool; `undefined` for one that has nothing to do with the classic mode. */
export function outlookOf(pool: SurveyedPool): Outlook | undefined {
  return OUTLOOKS.find(({ holds }) => holds(pool));
}
