import type { Property } from "../../policies/plan/property";
import type { Stop } from "../findings/way";

/** The further resources that a stop is made of: those of its rules or routes that are resources of their own. */
export function partsOf(urn: string, elements: readonly { readonly property: Property }[]): Pick<Stop, "parts"> {
  const owners = new Set(elements.map(({ property }) => property.owner));
  owners.delete(urn);
  return owners.size > 0 ? { parts: [...owners] } : {};
}
