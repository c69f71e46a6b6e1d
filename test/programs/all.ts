import { CLASSIC_PROVIDER } from "./classic-provider";
import { EVERYDAY } from "./everyday";
import { FROM_ABOVE } from "./from-above";
import { NAMES } from "./names";
import { OUTSIDE } from "./outside";
import type { Case } from "./parts";
import { ROUTING } from "./routing";
import { SHARING } from "./sharing";

/** Every program of the tests. */
export const PROGRAMS: readonly Case[] = [
  ...EVERYDAY,
  ...SHARING,
  ...OUTSIDE,
  ...ROUTING,
  ...NAMES,
  ...FROM_ABOVE,
  ...CLASSIC_PROVIDER,
];
