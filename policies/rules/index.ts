import { poolNoClassicCommunication } from "./pool-no-classic-communication";
import type { Rule } from "./rule";

/** All policies, in the order in which they are listed and run. */
export const RULES: readonly Rule[] = Object.freeze([poolNoClassicCommunication]);
