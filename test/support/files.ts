import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll } from "vitest";

/** Writes files into a temporary folder that is removed after the tests of the calling file. */
export function useFiles() {
  const folder = mkdtempSync(path.join(tmpdir(), "abg-files-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    /** Writes text as it is and other values as JSON; returns the path. */
    write: (name: string, content: unknown): string => {
      const file = path.join(folder, name);
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, undefined, 4));
      return file;
    },
  };
}
