import type { PolicyPackArgs } from "@pulumi/policy";
import { settingsReader } from "./host/configuration";
import { PACK_METADATA } from "./host/metadata";
import { toPolicy } from "./host/policy";
import { openSession } from "./host/session";
import { RULES } from "./rules";
import { namesOf } from "./rules/policy-names";
import type { Rule } from "./rules/rule";

/**
 * The policy pack. `today` gives the current date as `yyyy-mm-dd` in UTC; no other code reads a clock.
 *
 * `rules` run in their order: `settings` has to be first and `exemptions` last.
 */
export function policyPack(today: () => string, rules: readonly Rule[] = RULES): PolicyPackArgs {
  const session = openSession(settingsReader(namesOf(rules)), today);
  return { ...PACK_METADATA, policies: rules.map((rule) => toPolicy(rule, session)) };
}
