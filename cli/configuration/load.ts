import { readFile } from "node:fs/promises";
import type { Given } from "../command";
import { fileFault } from "../fault";
import { visible } from "../visible";
import type { PackConfiguration } from "./pack-configuration";
import { type ConfigurationFile, readConfiguration } from "./read-configuration";

/** A file for `--policy-pack-config`. Throws one sentence where it cannot be read at all. */
export async function loadConfiguration(file: string): Promise<ConfigurationFile> {
  try {
    return readConfiguration(await readFile(file));
  } catch (fault) {
    throw new Error(fileFault(file, "read", fault));
  }
}

/** What `--config FILE` says, or nothing. Throws one sentence where the engine would refuse the file. */
export async function givenConfiguration({ options }: Pick<Given, "options">): Promise<PackConfiguration> {
  const file = options.get("config");
  if (file === undefined) return new Map();
  const { configuration, faults } = await loadConfiguration(file);
  const [fault] = faults;
  if (fault) throw new Error(visible(`${file}:${fault.line}:${fault.column}: ${fault.message}`));
  return configuration;
}
