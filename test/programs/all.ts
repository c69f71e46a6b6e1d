import { EVERYDAY } from "./everyday";
import type { Case } from "./parts";

/** Every program of the tests. */
export const PROGRAMS: readonly Case[] = [...EVERYDAY];
