import * as path from "node:path";
import { isExecutable } from "../executable";

/** How to get a browser, for messages. */
export const howToGetChromium = "Install Chromium (on Debian: apt-get install chromium), or name one in CHROMIUM_PATH.";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** A browser, or a sentence that says what is missing. */
export type ChromiumSearch = { readonly file: string } | { readonly file: undefined; readonly why: string };

/** Looks for Chromium: the one in `CHROMIUM_PATH`, else one on PATH. Never throws. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): ChromiumSearch {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    return isExecutable(named)
      ? { file: named }
      : { file: undefined, why: `CHROMIUM_PATH is ${named}, which cannot be run.` };
  }
  const folders = (environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  const file = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
  return file ? { file } : { file: undefined, why: "There is no Chromium on PATH." };
}
