import type { Command } from "../command";
import { baseline } from "./baseline";
import { check } from "./check";
import { checkConfig } from "./check-config";
import { complete } from "./complete";
import { explain } from "./explain";
import { fleet } from "./fleet";
import { migrate } from "./migrate";
import { policies } from "./policies";
import { report } from "./report";
import { snapshot } from "./snapshot";

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  check,
  report,
  fleet,
  migrate,
  explain,
  snapshot,
  baseline,
  checkConfig,
  policies,
  complete,
];
