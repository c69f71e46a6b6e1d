import { readFileSync } from "node:fs";
import { type Example, type RecordingName, recordingFile } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { type Replay, replayOn } from "../../toolchain/recording/replay";
import { usePolicyServer } from "./policy-server";

/** Replays a recording of an example with the pack. */
export type Replayed = (example: Example, name: RecordingName) => Promise<Replay>;

/**
 * Replays recordings for all tests of the calling file, each one once, one after the other in one policy server: starting a server
 * takes ten times as long as a replay. Call it at the top level, and the function that it returns inside a test.
 */
export function useReplays(): Replayed {
  const server = usePolicyServer();
  const replays = new Map<string, Promise<Replay>>();
  let before: Promise<unknown> = Promise.resolve();
  return (example, name) => {
    const file = recordingFile(example, name);
    const known = replays.get(file);
    if (known) return known;
    const next = before.then(() => replayOn(server(), parseRecording(readFileSync(file, "utf8"), file)));
    // A failed replay must not prevent the following ones.
    before = next.catch(() => undefined);
    replays.set(file, next);
    return next;
  };
}
