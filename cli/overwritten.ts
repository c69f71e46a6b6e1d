import type { BigIntStats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import * as path from "node:path";
import { namesIn } from "./input/source";
import { visible } from "./visible";
import type { World } from "./world";

/**
 * Why files must not be written, in one sentence: an output must not overwrite an input or another output. A file is identified by its
 * device and inode number, whatever path, link or spelling refers to it.
 *
 * @param inputs files and folders, `-` for standard input.
 */
export async function overwritten(
  inputs: readonly string[],
  outputs: readonly string[],
  { stdinFile }: Pick<World, "stdinFile">,
): Promise<string | undefined> {
  const seen = new Map<string, string>();
  for (const output of outputs) {
    for (const identity of await identitiesOf(output)) {
      const other = seen.get(identity);
      if (other !== undefined) return `${twice(other, output)}: each output needs a file of its own.`;
      seen.set(identity, output);
    }
  }
  // Only an existing file can be an input.
  const present = new Map([...seen].filter(([identity]) => identity.startsWith(NUMBER)));
  if (present.size === 0) return undefined;
  for (const input of inputs) {
    const numbers = input === "-" ? [stdinFile?.()] : (await namesIn(input)).map(numberOf);
    for (const number of await Promise.all(numbers)) {
      const output = number === undefined ? undefined : present.get(number);
      if (output !== undefined)
        return visible(`${output} is read by this command, so it cannot be written: name another file.`);
    }
  }
  return undefined;
}

const NUMBER = "number ";

/** Identifies a regular file by its device and inode number. */
export function identityOf(file: BigIntStats | undefined): string | undefined {
  return file?.isFile() ? `${NUMBER}${file.dev} ${file.ino}` : undefined;
}

async function numberOf(file: string): Promise<string | undefined> {
  return identityOf(await stat(file, { bigint: true }).catch(() => undefined));
}

/** A file that does not exist yet is identified by its folder and its name, without case, because many file systems ignore case. */
async function identitiesOf(file: string): Promise<readonly string[]> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  // A device or a pipe accepts several outputs.
  if (found && !found.isFile()) return [];
  const folder = await realpath(path.dirname(file)).catch(() => path.resolve(path.dirname(file)));
  return [identityOf(found) ?? `name ${path.join(folder, path.basename(file)).toLowerCase()}`];
}

function twice(one: string, other: string): string {
  return visible(one === other ? `${one} is to be written twice` : `${one} and ${other} are the same file`);
}
