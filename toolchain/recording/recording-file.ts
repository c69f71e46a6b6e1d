import * as path from "node:path";
import { root } from "../checkout";

/** The variable with the path of the recorder's output. */
export const recordingVariable = "AZURE_BATCH_GUARD_RECORDING";

/** The folder of the recorder, which is a policy pack. */
export const recorderPack = path.join(root, "toolchain", "recording", "pack");
