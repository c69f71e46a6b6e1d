import type { NodeManagementAccess } from "../reach/account-access";
import { nameOf } from "./names";

/** What an account says about calls from public addresses, as a clause; `""` for one that is open, or of which that is not known. */
export function describeAccess(access: NodeManagementAccess): string {
  switch (access.is) {
    case "closed":
      return /defaultAction$/.test(access.property.path)
        ? `denies node management access from public addresses (${access.property.path})`
        : `denies all access from public addresses (${access.property.path})`;
    case "restricted": {
      const { length } = access.rules;
      const rules = `${length} IP rule${length > 1 ? "s" : ""}`;
      const denies = `denies node management access from public addresses (${access.property.path})`;
      return access.onlyPrivate
        ? `${denies} except for ${rules}, ${length > 1 ? "all" : "which is"} for private addresses`
        : `${denies} except for ${rules}`;
    }
    case "perimeter":
      return access.by
        ? `${access.by.why ? "may be" : "is"} in a network security perimeter (association "${nameOf(access.by.entity)}")`
        : `is secured by a network security perimeter (${access.property.path})`;
    default:
      return "";
  }
}
