import { type ReadSnapshot, readSnapshot } from "../estate/read-snapshot";
import type { Snapshot } from "../estate/snapshot";
import type { Kind } from "./kind";

/**
 * What `azure-batch-guard snapshot` writes, as an object or as its text; one that is wrong in one place is not used at all. The engine
 * hands objects over value by value: the SDK takes more than a second for 5 MB of them, and a twentieth of that for a text.
 */
export const snapshot: Kind<Snapshot | undefined> = {
  accepts: 'a snapshot, as "azure-batch-guard snapshot" writes it, or its text',
  read: (raw, at, reading) => {
    const read = typeof raw === "string" ? readText(raw) : readSnapshot(raw);
    if ("snapshot" in read) return read.snapshot;
    reading.problem({ at, found: read.fault, meant: undefined, accepts: snapshot.accepts });
    return undefined;
  },
};

function readText(text: string): ReadSnapshot {
  try {
    return readSnapshot(JSON.parse(text));
  } catch {
    return { fault: "is not valid JSON" };
  }
}
