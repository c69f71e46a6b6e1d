import { isObject } from "../../policies/plan/program";
import { fileFault } from "../fault";
import { JsonFault, readJson } from "../input/json-stream";
import type { Source } from "../input/source";
import { PACK } from "../pack";
import { FLEET_FORMAT, type FleetDocument } from "./document";

/**
 * The sweeps in files, which `fleet --json` wrote. Throws one sentence for a file that holds none, or one of another version:
 * in totals of different judgements, nobody could tell a change of the stacks from one of the policies.
 */
export async function readSweeps(sources: readonly Source[]): Promise<readonly FleetDocument[]> {
  const sweeps: FleetDocument[] = [];
  for (const source of sources) {
    const content = await readJson(source.open(), [], () => {}).catch((fault) => {
      throw new Error(
        fault instanceof JsonFault ? `${source.name} ${fault.message}` : fileFault(source.name, "read", fault),
      );
    });
    sweeps.push(asSweep(content, source.name));
  }
  return sweeps;
}

function asSweep(content: unknown, file: string): FleetDocument {
  const { format, pack, stacks, refused } = isObject(content) ? content : {};
  if (format !== FLEET_FORMAT || !Array.isArray(stacks) || !Array.isArray(refused))
    throw new Error(`${file} is not what "azure-batch-guard fleet --json" writes.`);
  const version = isObject(pack) ? pack.version : undefined;
  if (version !== PACK.version) {
    throw new Error(`${file} was written by version ${JSON.stringify(version)}; this is ${PACK.version}.`);
  }
  return content as FleetDocument;
}

/** One sweep out of several, in order: of all their stacks, as of the day of the oldest. */
export function merge(sweeps: readonly FleetDocument[]): FleetDocument {
  const key = ({ project, stack, file }: FleetDocument["stacks"][number]) => JSON.stringify([project, stack, file]);
  return {
    format: FLEET_FORMAT,
    pack: PACK,
    date: sweeps.map(({ date }) => date).toSorted()[0] ?? "",
    stacks: sweeps.flatMap(({ stacks }) => stacks).toSorted((one, other) => (key(one) < key(other) ? -1 : 1)),
    refused: sweeps.flatMap(({ refused }) => refused).toSorted((one, other) => (one.file < other.file ? -1 : 1)),
  };
}
