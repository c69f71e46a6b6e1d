import { withAncestors } from "./arm-type";

/** Deeper than anything that is read. */
const DEEPEST = 64;

/**
 * The ARM ids of resources in a value, in lower case, with those of their parents: what a resource with this value is linked
 * to.
 */
export function idsIn(value: unknown, found: Set<string> = new Set(), depth = 0): Set<string> {
  if (typeof value === "string") {
    if (value.charCodeAt(0) === SLASH && value.length < LONGEST) addId(value.trim().toLowerCase(), found);
    return found;
  }
  if (typeof value !== "object" || value === null || depth > DEEPEST) return found;
  for (const inner of Object.values(value)) idsIn(inner, found, depth + 1);
  return found;
}

const SLASH = 47;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules: no id is that long. */
const LONGEST = 2000;

function addId(id: string, found: Set<string>): void {
  if (!id.startsWith("/subscriptions/") || found.has(id)) return;
  for (const each of withAncestors(id.replace(/\/$/, ""))) found.add(each);
}
