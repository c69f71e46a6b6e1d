import { readFile } from "node:fs/promises";
import { readSnapshot } from "../../policies/estate/read-snapshot";
import type { Snapshot } from "../../policies/estate/snapshot";
import type { Given } from "../command";
import { fileFault } from "../fault";
import { JsonFault } from "../input/json-fault";
import { readJson } from "../input/json-stream";
import { fileSource } from "../input/source";
import { visible } from "../visible";
import type { PackConfiguration } from "./pack-configuration";
import { type ConfigurationFile, readConfiguration } from "./read-configuration";

/** Reads a file for `--policy-pack-config`. Throws one sentence if the file cannot be read. */
export async function loadConfiguration(file: string): Promise<ConfigurationFile> {
  try {
    return readConfiguration(await readFile(file));
  } catch (fault) {
    throw new Error(fileFault(file, "read", fault));
  }
}

/**
 * The configuration in `--config FILE` combined with the snapshot in `--estate FILE`, or nothing. Throws one sentence if the engine
 * would refuse the configuration, or if the estate file is not a snapshot.
 */
export async function givenConfiguration({ options }: Pick<Given, "options">): Promise<PackConfiguration> {
  const configuration = await configurationIn(options.get("config"));
  const file = options.get("estate");
  if (file === undefined) return configuration;
  const { exceptions } = configuration;
  const estate = await loadEstate(file);
  return Object.assign(new Map(configuration), { ...(exceptions ? { exceptions } : {}), estate });
}

async function configurationIn(file: string | undefined): Promise<PackConfiguration> {
  if (file === undefined) return new Map();
  const { configuration, faults } = await loadConfiguration(file);
  const [fault] = faults;
  if (fault) throw new Error(visible(`${file}:${fault.line}:${fault.column}: ${fault.message}`));
  return configuration;
}

/** The snapshot in a file, which may be compressed. Throws one sentence if the file holds no snapshot. */
export async function loadEstate(file: string): Promise<Snapshot> {
  const content = await readJson(fileSource(file, true).open(), [], () => {}).catch((fault) => {
    throw new Error(fault instanceof JsonFault ? visible(`${file} ${fault.message}`) : fileFault(file, "read", fault));
  });
  const read = readSnapshot(content);
  if ("fault" in read) throw new Error(visible(`${file} ${read.fault}.`));
  return read.snapshot;
}
