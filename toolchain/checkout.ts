import { existsSync } from "node:fs";
import * as path from "node:path";

/** The folder of this checkout, which is the policy pack: the same for the sources (tests) and for the build. */
export const root = nearest(__dirname, "PulumiPolicy.yaml");

function nearest(folder: string, file: string): string {
  return existsSync(path.join(folder, file)) ? folder : nearest(path.dirname(folder), file);
}
