import { isObject } from "../plan/program";

/** How a resource is linked to others without naming their ids. */
export interface ScopeLinks {
  /** The keys under which others find the resource. */
  readonly has: readonly string[];
  /** The keys of the managers that may add it to a network group. */
  readonly managers: readonly string[];
  /** The keys of the networks that it may add to a network group. */
  readonly networks: readonly string[];
}

const NONE: ScopeLinks = { has: [], managers: [], networks: [] };

/** A management group does not list its subscriptions. */
const ALL = "*";
/** A network has no id before its deployment. */
const UNKNOWN = "?";

/**
 * The links between a network manager and the virtual networks in its scope. An Azure Policy may add any of them to a network
 * group, so neither names the other.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-network-manager-scope
 *
 * `id` is the ARM id, `undefined` before the first deployment. Resources of other types have no such links.
 */
export function scopeLinks(type: string, id: string | undefined, properties: unknown): ScopeLinks {
  if (type.endsWith(":NetworkManager")) {
    const scopes = subscriptionsIn(properties);
    return { has: [...scopes, UNKNOWN].map(managerOf), managers: [], networks: scopes.map(networkIn) };
  }
  if (!type.endsWith(":VirtualNetwork")) return NONE;
  const places = [subscriptionOf(id) ?? UNKNOWN, ALL];
  return { has: places.map(networkIn), managers: places.map(managerOf), networks: [] };
}

const managerOf = (scope: string) => `manager of ${scope}`;
const networkIn = (scope: string) => `network in ${scope}`;

function subscriptionOf(id = ""): string | undefined {
  return /^\/subscriptions\/[^/]+/.exec(id.toLowerCase())?.[0];
}

/** The subscriptions in the scope of a manager; any, if it is not certain that these are all. */
function subscriptionsIn(properties: unknown): readonly string[] {
  const { networkManagerScopes, scope = networkManagerScopes } = isObject(properties) ? properties : {};
  const lists = isObject(scope) ? Object.values(scope) : [];
  const ids = lists.flatMap((list) => (Array.isArray(list) ? list : [list]));
  const subscriptions = ids.map((each) => (typeof each === "string" ? subscriptionOf(each.trim()) : undefined));
  return subscriptions.length > 0 && subscriptions.every((each) => each !== undefined) ? subscriptions : [ALL];
}
