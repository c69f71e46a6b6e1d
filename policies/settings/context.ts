import type { Settings } from "./settings";

/** The input for judging besides the program. */
export interface Context {
  readonly settings: Settings;
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
}
