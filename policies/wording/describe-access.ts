import type { NodeManagementAccess } from "../reach/account-access";

/** What an account says about calls from public addresses, as a clause; `""` for one that is open, or of which that is not known. */
export function describeAccess(access: NodeManagementAccess): string {
  switch (access.is) {
    case "closed":
      return /defaultAction$/.test(access.property.path)
        ? `denies node management access from public addresses (${access.property.path})`
        : `denies all access from public addresses (${access.property.path})`;
    case "restricted": {
      const { length } = access.rules;
      return `denies node management access from public addresses (${access.property.path}) except for ${length} IP rule${length > 1 ? "s" : ""}`;
    }
    case "perimeter":
      return `is secured by a network security perimeter (${access.property.path})`;
    default:
      return "";
  }
}
