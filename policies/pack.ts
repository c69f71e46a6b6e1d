import type { PolicyPackArgs } from "@pulumi/policy";
import { toPolicy } from "./host/policy";
import { openSession } from "./host/session";
import { RULES } from "./rules";
import type { Context } from "./rules/rule";
import { DEFAULT_SETTINGS } from "./settings/settings";

/** The policy pack. `today` gives the current date as `yyyy-mm-dd` in UTC; nothing else looks at a clock. */
export function policyPack(today: () => string): PolicyPackArgs {
  const context = (): Context => ({ settings: DEFAULT_SETTINGS, today: today() });
  const session = openSession(context);
  return { policies: RULES.map((rule) => toPolicy(rule, session, context)) };
}
