import type { SnapshotResource } from "../../policies/estate/snapshot";
import type { Kept } from "./keep";

/** What a resource of a snapshot is made of. */
export interface Parts {
  readonly type: string;
  readonly id: string;
  readonly urn?: string | undefined;
  readonly kept: Kept;
  /** Set where its source only reads it. */
  readonly isRead?: boolean;
}

/** A resource of a snapshot, with nothing in it that is empty. */
export function toResource({ type, id, urn, isRead, kept: { properties, hidden } }: Parts): SnapshotResource {
  return {
    type,
    id: id.trim().replace(/\/$/, ""),
    ...(urn === undefined ? {} : { urn }),
    ...(isRead ? { read: true } : {}),
    properties,
    ...(hidden.length > 0 ? { hidden } : {}),
  };
}
