/** Where a resource is, in lower case: what coverage speaks of. */
export interface Place {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
}

const RESOURCE = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/;

/** The place of the resource with this id, which is in lower case; `undefined` for what is no resource in a resource group. */
export function placeOf(id: string): Place | undefined {
  const [, subscription = "", resourceGroup = "", namespace = "", rest = ""] = RESOURCE.exec(id) ?? [];
  const parts = rest.split("/");
  if (rest === "" || parts.length % 2 !== 0) return undefined;
  return { subscription, resourceGroup, type: [namespace, ...parts.filter((_, at) => at % 2 === 0)].join("/") };
}

/** The id, and those of the resources that it lies in, from the innermost out; none for what is no resource in a resource group. */
export function withAncestors(id: string): readonly string[] {
  const found: string[] = [];
  for (let at = id; placeOf(at) !== undefined; at = at.split("/").slice(0, -2).join("/")) found.push(at);
  return found;
}
