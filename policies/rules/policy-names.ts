import type { PolicyNames } from "../settings/kind";
import type { Rule } from "./rule";

/** The names that a configuration may use for the policies in `rules`. */
export function namesOf(rules: readonly Rule[]): Required<PolicyNames> {
  return {
    policies: rules.map(({ name }) => name),
    aliases: new Map(rules.flatMap(({ name, aliases = [] }) => aliases.map((alias) => [alias, name] as const))),
  };
}
