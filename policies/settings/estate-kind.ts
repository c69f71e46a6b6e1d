import { readSnapshot } from "../estate/read-snapshot";
import type { Snapshot } from "../estate/snapshot";
import type { Kind } from "./kind";

/** What `azure-batch-guard snapshot` writes; one that is wrong in one place is not used at all. */
export const snapshot: Kind<Snapshot | undefined> = {
  accepts: 'a snapshot, as "azure-batch-guard snapshot" writes it',
  read: (raw, at, reading) => {
    const read = readSnapshot(raw);
    if ("snapshot" in read) return read.snapshot;
    reading.problem({ at, found: read.fault, meant: undefined, accepts: snapshot.accepts });
    return undefined;
  },
};
