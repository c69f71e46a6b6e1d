import { EVERYDAY } from "./everyday";
import { OUTSIDE } from "./outside";
import type { Case } from "./parts";

/** Every program of the tests. */
export const PROGRAMS: readonly Case[] = [...EVERYDAY, ...OUTSIDE];
