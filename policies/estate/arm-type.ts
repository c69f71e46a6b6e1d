/** Where a resource is and what type it has, in lower case, for comparison with the coverage of a source. */
export interface Place {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
}

const RESOURCE = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/;

/** The place of the resource with this id (in lower case); `undefined` if it is not a resource in a resource group. */
export function placeOf(id: string): Place | undefined {
  const [, subscription = "", resourceGroup = "", namespace = "", rest = ""] = RESOURCE.exec(id) ?? [];
  const parts = rest.split("/");
  if (rest === "" || parts.length % 2 !== 0) return undefined;
  return { subscription, resourceGroup, type: [namespace, ...parts.filter((_, at) => at % 2 === 0)].join("/") };
}

/** The id and those of its parent resources, innermost first; empty if it is not a resource in a resource group. */
export function withAncestors(id: string): readonly string[] {
  const found: string[] = [];
  for (let at = id; placeOf(at) !== undefined; at = at.split("/").slice(0, -2).join("/")) found.push(at);
  return found;
}
