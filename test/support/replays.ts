import { readFileSync } from "node:fs";
import { type Example, type RecordingName, recordingFile } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { type Replay, replayOn } from "../../toolchain/recording/replay";
import { usePolicyServer } from "./policy-server";

/** What the pack says of a recording of an example. */
export type Replayed = (example: Example, name: RecordingName) => Promise<Replay>;

/**
 * Replays recordings for all tests of the calling file, each once and one after the other in one policy server: to start one takes
 * ten times as long as a replay. Call it at the top, and the function that it gives inside a test.
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
    // One that fails is no reason to leave out those behind it.
    before = next.catch(() => undefined);
    replays.set(file, next);
    return next;
  };
}
