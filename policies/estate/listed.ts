import { isObject } from "../plan/program";
import type { Fact } from "./facts";

/** What Azure lists with a firewall policy: references to all of its rule collection groups, which are resources of their own. */
const LISTED = "ruleCollectionGroups";
const GROUP = /^(.+\/firewallpolicies\/[^/]+)\/rulecollectiongroups\/[^/]+$/;

/**
 * Marks the firewall policies of which the known rule collection groups are those that Azure lists with the policy: of these, all
 * rules are known without any coverage.
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

/** One that is known and not listed is deleted, or was made later. */
function hasAll({ resource }: Fact, known: ReadonlySet<string> | undefined): boolean {
  const listed = resource.properties[LISTED];
  if (known === undefined || !Array.isArray(listed) || listed.length !== known.size) return false;
  return listed.every((each) => isObject(each) && typeof each.id === "string" && known.has(each.id.toLowerCase()));
}
