import type { BigIntStats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import * as path from "node:path";
import { namesIn } from "./input/source";
import { visible } from "./visible";
import type { World } from "./world";

/**
 * Why files must not be written, in one sentence: what is read must not be overwritten, nor one output by another. The same
 * file is known by its number on its device, whatever path, link or spelling leads to it.
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
  // Only a file that is there can be an input.
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

/** What tells a regular file from every other, as far as the file system has it. */
export function identityOf(file: BigIntStats | undefined): string | undefined {
  return file?.isFile() ? `${NUMBER}${file.dev} ${file.ino}` : undefined;
}

async function numberOf(file: string): Promise<string | undefined> {
  return identityOf(await stat(file, { bigint: true }).catch(() => undefined));
}

/** A file that is not there yet is known by its folder and its name: in any case of letters, as many file systems have it. */
async function identitiesOf(file: string): Promise<readonly string[]> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  // A device or a pipe takes any number of texts.
  if (found && !found.isFile()) return [];
  const folder = await realpath(path.dirname(file)).catch(() => path.resolve(path.dirname(file)));
  return [identityOf(found) ?? `name ${path.join(folder, path.basename(file)).toLowerCase()}`];
}

function twice(one: string, other: string): string {
  return visible(one === other ? `${one} is to be written twice` : `${one} and ${other} are the same file`);
}
