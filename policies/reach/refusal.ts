import { isUnknown } from "../known/value";
import type { JudgedAccess, NodeManagementAccess } from "./account-access";

/**
 * Why an account denies packets: it denies all of them, its rules do not allow their source addresses, or Azure chooses these
 * addresses, so that no rule can allow them reliably.
 */
export function refusalOf({ access, refused }: JudgedAccess): "closed" | "refused" | "unpredictable" {
  if (access.is === "closed") return "closed";
  if (refused.length > 0) return "refused";
  return deniesAll(access) ? "closed" : "unpredictable";
}

/** Whether an account denies access from every public address: IP rules for private addresses allow none. */
function deniesAll(access: NodeManagementAccess): boolean {
  return access.is === "closed" || (access.is === "restricted" && access.onlyPrivate);
}

/** Whether an account denies, or may deny, access from every public address. An unknown IP rule may be for a private one. */
export function mayDenyAll(access: NodeManagementAccess): boolean {
  if (access.is === "restricted") return access.onlyPrivate || !!access.rejected || access.rules.some(isUnknown);
  return access.is !== "open";
}
