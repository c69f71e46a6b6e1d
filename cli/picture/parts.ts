import type { Property } from "../../policies/plan/property";
import type { PathHop } from "../findings/network-path";

/** The other resources that a hop consists of: its rules or routes that are resources of their own. */
export function partsOf(urn: string, elements: readonly { readonly property: Property }[]): Pick<PathHop, "parts"> {
  const owners = new Set(elements.map(({ property }) => property.owner));
  owners.delete(urn);
  return owners.size > 0 ? { parts: [...owners] } : {};
}
