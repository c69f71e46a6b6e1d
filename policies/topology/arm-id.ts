/** A parsed ARM resource id. Names keep their spelling; compare them with {@link sameName}. */
export interface ArmId {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** E.g. `Microsoft.Network`. */
  readonly namespace: string;
  /** Types and names from the outermost in, e.g. `[["virtualNetworks", "hub"], ["subnets", "batch"]]`. */
  readonly segments: readonly (readonly [type: string, name: string])[];
}

const ARM_ID = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+?)\/?$/i;

/**
 * Parses the ARM id of a resource in a resource group; `undefined` for any other text.
 *
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
 */
export function parseArmId(id: string): ArmId | undefined {
  const match = ARM_ID.exec(id.trim());
  if (!match) return undefined;
  const [, subscription = "", resourceGroup = "", namespace = "", rest = ""] = match;
  const parts = rest.split("/");
  if (parts.length % 2 !== 0 || parts.some((part) => part === "")) return undefined;
  const segments: [string, string][] = [];
  for (let at = 0; at < parts.length; at += 2) segments.push([parts[at] ?? "", parts[at + 1] ?? ""]);
  return { subscription, resourceGroup, namespace, segments };
}

/** ARM names and ids are case-insensitive. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether an id has these types, from the outermost in, in any namespace: `["virtualNetworks", "subnets"]`. */
export function isOfTypes({ segments }: ArmId, types: readonly string[]): boolean {
  return segments.length === types.length && segments.every(([type], at) => sameName(type, types[at] ?? ""));
}

/**
 * Whether a text is the id of a subnet in a Resource Manager network: Batch accepts no other.
 *
 * https://learn.microsoft.com/azure/batch/batch-virtual-network#prerequisites
 */
export function isSubnetId(text: string): boolean {
  const id = parseArmId(text);
  return (
    id !== undefined && isOfTypes(id, ["virtualNetworks", "subnets"]) && sameName(id.namespace, "Microsoft.Network")
  );
}

/** The name of the innermost resource of an id, e.g. the subnet's. */
export function lastName(id: ArmId): string {
  return id.segments.at(-1)?.[1] ?? "";
}

/** The id of the parent resource as text, e.g. the virtual network of a subnet; `undefined` for a top-level resource. */
export function parentId(id: string): string | undefined {
  const parsed = parseArmId(id);
  if (!parsed || parsed.segments.length < 2) return undefined;
  return id.trim().replace(/\/$/, "").split("/").slice(0, -2).join("/");
}
