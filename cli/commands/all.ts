import type { Command } from "../command";
import { baseline } from "./baseline";
import { check } from "./check";
import { checkConfig } from "./check-config";
import { explain } from "./explain";
import { fleet } from "./fleet";
import { migrate } from "./migrate";
import { report } from "./report";

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [check, report, fleet, migrate, explain, baseline, checkConfig];
