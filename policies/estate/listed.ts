import { isObject } from "../plan/program";
import type { Fact } from "./facts";

/** The property with Azure's references to all rule collection groups of a firewall policy, which are separate resources. */
const LISTED = "ruleCollectionGroups";
const GROUP = /^(.+\/firewallpolicies\/[^/]+)\/rulecollectiongroups\/[^/]+$/;

/**
 * Marks the firewall policies whose known rule collection groups are exactly those that Azure lists with the policy: all rules
 * of these policies are known, whatever the coverage.
 *
 * @see https://learn.microsoft.com/rest/api/firewall/firewall-policies/get
 */
export function withListed(facts: readonly Fact[]): readonly Fact[] {
  const groups = new Map<string, Set<string>>();
  for (const { id } of facts) {
    const policy = GROUP.exec(id)?.[1];
    if (policy === undefined) continue;
    const known = groups.get(policy);
    if (known) known.add(id);
    else groups.set(policy, new Set([id]));
  }
  if (groups.size === 0) return facts;
  return facts.map((fact) => (hasAll(fact, groups.get(fact.id)) ? { ...fact, isWhole: true } : fact));
}

/** A group that is known but not listed was deleted, or created later. */
function hasAll({ resource }: Fact, known: ReadonlySet<string> | undefined): boolean {
  const listed = resource.properties[LISTED];
  if (known === undefined || !Array.isArray(listed) || listed.length !== known.size) return false;
  return listed.every((each) => isObject(each) && typeof each.id === "string" && known.has(each.id.toLowerCase()));
}
