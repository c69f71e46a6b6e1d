import type { SnapshotResource } from "../../policies/estate/snapshot";
import type { Kept } from "./keep";

/** The parts of a resource of a snapshot. */
export interface Parts {
  readonly type: string;
  readonly id: string;
  readonly urn?: string | undefined;
  readonly kept: Kept;
  /** Set if its source only reads it. */
  readonly isRead?: boolean;
}

/** A resource of a snapshot, without empty parts. */
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
