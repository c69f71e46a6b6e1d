import { type ReadSnapshot, readSnapshot } from "../estate/read-snapshot";
import type { Snapshot } from "../estate/snapshot";
import type { Kind } from "./kind";

/**
 * The output of `azure-batch-guard snapshot`, as an object or as text. A snapshot with an error is not used at all. The engine passes
 * an object value by value: the SDK takes more than a second for 5 MB, and a twentieth of that for a text.
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
