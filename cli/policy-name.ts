import { RULES } from "../policies/rules";
import { namesOf } from "../policies/rules/policy-names";
import { nearest } from "../policies/settings/nearest";
import { visible } from "./visible";

/** Why a name on the command line is not that of a policy, in one sentence; `undefined` if it is. */
export function policyNameFault(name: string): string | undefined {
  const { policies, aliases } = namesOf(RULES);
  if (policies.includes(name)) return undefined;
  const meant = aliases.get(name) ?? nearest(name, policies);
  const hint = meant ? `did you mean ${meant}?` : '"azure-batch-guard policies" lists them.';
  return `There is no policy "${visible(name)}"; ${hint}`;
}
