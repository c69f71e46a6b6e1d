import * as path from "node:path";

/** The variable that tells the recorder where to write. */
export const recordingVariable = "AZURE_BATCH_GUARD_RECORDING";

/** The folder of the recorder, a policy pack, in the checkout at `root`. */
export function recorderPack(root: string): string {
  return path.join(root, "toolchain", "recording", "pack");
}
