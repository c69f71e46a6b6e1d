import { stat } from "node:fs/promises";
import * as path from "node:path";
import { type Source, sourcesOf } from "../input/source";
import { visible } from "../visible";
import type { World } from "../world";
import type { ReadFile } from "./document";
import { readDocument } from "./read-document";
import { inSeconds } from "./time";

/** The files behind a command's arguments. */
export interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** The ignored files of folders, which are of another kind, one sentence each. */
  readonly passedBy: readonly string[];
}

/** Reads files, folders and `-`. Throws one sentence for the first file that cannot be read. */
export async function readFiles(args: readonly string[], world: World): Promise<ReadFiles> {
  const files: ReadFile[] = [];
  const unrelated: { readonly file: string; readonly why: string }[] = [];
  for (const source of await sourcesOf(args, world)) {
    const document = await readDocument(source);
    const { name: file } = source;
    if (!("refused" in document)) {
      const modified = await modifiedAt(source);
      files.push({ file, document, ...(modified ? { modified } : {}) });
      continue;
    }
    const why = visible(`${file} ${document.refused}`);
    if (source.named || !document.unrelated) throw new Error(why);
    unrelated.push({ file, why });
  }
  const claimed = new Set(
    files.filter(({ document }) => document.is === "coverage").map(({ file }) => path.dirname(file)),
  );
  const strange = unrelated.find(({ file }) => claimed.has(path.dirname(file)));
  // In a folder that declares its coverage, no file may be ignored.
  if (strange) throw new Error(strange.why);
  return { files, passedBy: unrelated.map(({ why }) => why) };
}

/** The time when a file was modified; `undefined` for standard input. */
async function modifiedAt({ name }: Source): Promise<string | undefined> {
  const found = await stat(name).catch(() => undefined);
  return found?.isFile() ? inSeconds(found.mtime) : undefined;
}
