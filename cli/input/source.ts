import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import * as path from "node:path";
import { fileFault } from "../fault";
import { visible } from "../visible";
import type { World } from "../world";
import { decompressed } from "./decompress";
import { asUtf8 } from "./utf8";

/** A file or stream to read, with its name in messages. */
export interface Source {
  readonly name: string;
  /** Whether the user named it, and not a folder that contains it. */
  readonly named: boolean;
  /** Its content from the start: decompressed, and text as UTF-8. Reading it may fail. */
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

/** What to say where the folders of a command line hold nothing to read. */
export function noJsonIn(folders: readonly string[]): string {
  return visible(`There is no .json file in ${folders.join(", ")}.`);
}

/** One file, or standard input for `-`. */
export function sourceOf(file: string, world: World): Source {
  return file === "-"
    ? { name: "standard input", named: true, open: () => asUtf8(decompressed(world.stdin)) }
    : fileSource(file, true);
}

/** One file, also if its name is `-`. */
export function fileSource(name: string, named: boolean): Source {
  return { name, named, open: () => asUtf8(decompressed(createReadStream(name))) };
}

/** Pulumi's self-managed backends can compress states. Their backups beside them, `.json.bak`, are not read. */
const JSON_FILE = /\.json(\.gz|\.zst)?$/;

/** Anything that is not a folder counts as a file: reading it reports an error. */
async function isFolder(file: string): Promise<boolean> {
  return file !== "-" && (await stat(file).catch(() => undefined))?.isDirectory() === true;
}

/** The names of the files that an argument refers to: its own, or those of the files in a folder. */
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
  return files.sort().map((name) => fileSource(name, false));
}
