import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import * as path from "node:path";
import { fileFault } from "../fault";
import type { World } from "../world";
import { decompressed } from "./decompress";
import { asUtf8 } from "./utf8";

/** Something to read, by the name that the user knows it by. */
export interface Source {
  readonly name: string;
  /** Whether the user named it, rather than the folder that it lies in. */
  readonly named: boolean;
  /** Its content, from the start, decompressed, and UTF-8 where it is text. Reading it may fail. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/**
 * The sources behind a command's arguments: files, folders (all `.json` files below, by name, also `.json.gz` and
 * `.json.zst`), and `-`. Throws one sentence for a folder that cannot be read.
 */
export async function sourcesOf(files: readonly string[], world: World): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const file of files) {
    if (await isFolder(file)) found.push(...(await jsonFilesIn(file)));
    else found.push(sourceOf(file, world));
  }
  return found;
}

/** One file, or standard input for `-`. */
export function sourceOf(file: string, world: World): Source {
  return file === "-"
    ? { name: "standard input", named: true, open: () => asUtf8(decompressed(world.stdin)) }
    : { name: file, named: true, open: () => asUtf8(decompressed(createReadStream(file))) };
}

/** A self-managed backend of Pulumi compresses states where it is told to; beside each it keeps a `.json.bak`. */
const JSON_FILE = /\.json(\.gz|\.zst)?$/;

/** What is no folder is a file, which tells of its troubles when it is read. */
async function isFolder(file: string): Promise<boolean> {
  return file !== "-" && (await stat(file).catch(() => undefined))?.isDirectory() === true;
}

/** The names of the files that an argument stands for: its own, or those of the files in a folder. */
export async function namesIn(file: string): Promise<readonly string[]> {
  if (!(await isFolder(file))) return [file];
  const inside = await jsonFilesIn(file).catch(() => []);
  return inside.map(({ name }) => name);
}

async function jsonFilesIn(folder: string): Promise<readonly Source[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((fault) => {
    throw new Error(fileFault(folder, "read", fault));
  });
  const files = entries
    .filter((entry) => entry.isFile() && JSON_FILE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.sort().map((name) => ({ name, named: false, open: () => asUtf8(decompressed(createReadStream(name))) }));
}
